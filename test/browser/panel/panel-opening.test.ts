import { assert } from '@esm-bundle/chai';
import { PANEL_OPEN } from '../../../src/core/storage-keys.ts';
import { fakePanelApi } from './fake-panel-api.ts';
import { openHarness, removePanel, shown } from './panel-harness.ts';

describe('panel, opening', () => {
  afterEach(removePanel);

  it('shows nothing, loads nothing and remembers nothing for a wrong code, half a code and none', async () => {
    const api = fakePanelApi();
    for (const hash of [
      '',
      '#kelisim-panel',
      '#kelisim-panel=',
      '#kelisim-panel=proba',
      '#kelisim-panel=proba-77',
      '#proba-7',
    ]) {
      assert.isNull(await openHarness(api, hash), hash);
    }
    assert.isNull(sessionStorage.getItem(PANEL_OPEN));
    assert.equal(api.listening(), 0);
  });

  it('needs no code when the config has none, and takes none then', async () => {
    assert.isNull(await openHarness(fakePanelApi(), '#kelisim-panel=x', {}));
    assert.isNotNull(await openHarness(fakePanelApi(), '#kelisim-panel', {}));
  });

  it('stays open over page views in this tab, until it is closed', async () => {
    const api = fakePanelApi();
    const panel = await shown(api);
    assert.equal(sessionStorage.getItem(PANEL_OPEN), '1');
    // What a next page view finds: another document, no hash.
    panel.element.remove();
    const next = await openHarness(api, '');
    assert.isNotNull(next);
    next!.button('Close the panel').click();
    assert.isNull(document.querySelector('kelisim-panel'));
    assert.isNull(sessionStorage.getItem(PANEL_OPEN));
    assert.equal(api.listening(), 0);
    assert.isNull(await openHarness(api, ''));
  });

  it('is one element, however often and fast it is opened, and leaves the focus where it was', async () => {
    const api = fakePanelApi();
    const focused = document.createElement('button');
    document.body.append(focused);
    focused.focus();
    await Promise.all([openHarness(api), openHarness(api)]);
    const before = api.listening();
    await openHarness(api);
    assert.equal(document.querySelectorAll('kelisim-panel').length, 1);
    assert.equal(api.listening(), before);
    assert.equal(document.activeElement, focused);
    focused.remove();
  });

  it('opens where storage is blocked, for this page view', async () => {
    const own = Object.getOwnPropertyDescriptor(window, 'sessionStorage');
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    try {
      const panel = await shown(fakePanelApi());
      panel.button('Close the panel').click();
      assert.isNull(document.querySelector('kelisim-panel'));
    } finally {
      if (own) Object.defineProperty(window, 'sessionStorage', own);
      else Reflect.deleteProperty(window, 'sessionStorage');
    }
  });
});
