import { assert } from '@esm-bundle/chai';
import { until } from '../ui/until.ts';
import { fakePanelApi, noteEverything } from './fake-panel-api.ts';
import { removePanel, shown } from './panel-harness.ts';

describe('panel, copy', () => {
  let clipboard: PropertyDescriptor | undefined;
  const { execCommand } = document;

  /** Stands in for the clipboard, which a test may not touch without a permission. */
  function useClipboard(value: unknown): void {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value });
  }

  beforeEach(() => {
    clipboard = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
  });
  afterEach(() => {
    removePanel();
    document.execCommand = execCommand;
    if (clipboard) Object.defineProperty(navigator, 'clipboard', clipboard);
    else Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('gives the table as text, in the language shown, and says so', async () => {
    const api = fakePanelApi({ language: 'ru' });
    noteEverything(api);
    let copied = '';
    useClipboard({ writeText: async (text: string) => void (copied = text) });
    const panel = await shown(api);
    panel.button('Скопировать для мессенджера').click();
    await until(() => panel.text.includes('Скопировано.'));
    assert.match(copied, /^остановлено: .*Meta Pixel/m);
    assert.include(copied, '{ "vendor": "hotjar" }');
    assert.notMatch(copied, /https?:/);
    for (const name of panel.names) assert.include(copied, name);
    assert.notInclude(copied, '\t');
  });

  it('selects a text field where there is no clipboard, takes it away and gives the focus back', async () => {
    useClipboard(undefined);
    let selected = '';
    const panel = await shown(fakePanelApi());
    document.execCommand = () => {
      const field = panel.root.querySelector('textarea')!;
      selected = field.value.slice(field.selectionStart, field.selectionEnd);
      return true;
    };
    panel.button('Copy for a messenger').focus();
    panel.button('Copy for a messenger').click();
    await until(() => panel.text.includes('Copied.'));
    assert.include(selected, 'Kelisim: tags on this page');
    assert.isNull(panel.root.querySelector('textarea'));
    assert.equal(panel.root.activeElement, panel.button('Copy for a messenger'));
  });

  it('says when the browser allows neither', async () => {
    useClipboard({ writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) });
    document.execCommand = () => false;
    const panel = await shown(fakePanelApi());
    panel.button('Copy for a messenger').click();
    await until(() => panel.text.includes('The browser did not allow copying.'));
  });
});
