import { assert } from '@esm-bundle/chai';
import { until } from '../ui/until.ts';
import { fakePanelApi, noteEverything } from './fake-panel-api.ts';
import { removePanel, shown } from './panel-harness.ts';

const TITLES = {
  kk: 'Kelisim: осы беттегі тегтер',
  ru: 'Kelisim: теги на этой странице',
  en: 'Kelisim: tags on this page',
};

describe('panel, language', () => {
  afterEach(removePanel);

  it('begins in the page’s language and follows it', async () => {
    const api = fakePanelApi({ language: 'kk' });
    const panel = await shown(api);
    assert.include(panel.text, TITLES.kk);
    api.inner.setLanguage('ru');
    await until(() => panel.text.includes(TITLES.ru));
  });

  it('has a switch of its own that leaves the visitor’s language alone', async () => {
    const api = fakePanelApi({ language: 'kk' });
    noteEverything(api);
    const panel = await shown(api);
    panel.button('Meta Pixel').click();
    panel.button('Русский').click();
    await until(() => panel.text.includes(TITLES.ru));
    assert.equal(panel.button('Русский').ariaPressed, 'true');
    assert.equal(panel.root.querySelector('section')!.lang, 'ru');
    assert.equal(api.inner.language(), 'kk');
    assert.include(panel.row('Meta Pixel')[4], 'Ждёт выбора посетителя.');
    await until(() => panel.entries('Meta Pixel').length === 2);
  });

  it('lets a late answer lose', async () => {
    const panel = await shown(fakePanelApi({ language: 'kk' }));
    for (const name of ['Русский', 'English', 'Қазақша']) panel.button(name).click();
    await new Promise((done) => setTimeout(done, 100));
    assert.include(panel.text, TITLES.kk);
  });
});
