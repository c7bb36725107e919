import { assert } from '@esm-bundle/chai';
import { PENDING_PREFIX } from '../../../src/core/storage-keys.ts';
import { until } from '../ui/until.ts';
import { fakePanelApi, noteEverything, TIME_MS } from './fake-panel-api.ts';
import { drawn, removePanel, shown } from './panel-harness.ts';

const CHOICE = { day: 20777, letters: 'd', services: {} };

describe('panel, table', () => {
  afterEach(removePanel);

  it('says in one row what a marketer asks: who, what for, what happened, when, why', async () => {
    const api = fakePanelApi();
    api.note({});
    api.note({ kind: 'img', url: 'https://www.facebook.com/tr' });
    const panel = await shown(api);
    assert.deepEqual(panel.row('Meta Pixel'), [
      'Meta Pixel',
      'Advertising',
      'blocked',
      'held ×2 12:03:04',
      "Waits for the visitor's choice.",
    ]);
  });

  it('turns from held to released while one looks, and keeps both facts', async () => {
    const api = fakePanelApi();
    api.note({});
    const panel = await shown(api);
    api.choose(CHOICE);
    api.note({ verdict: 'released', chosen: true, time: TIME_MS + 6000 });
    await drawn();
    const [, , state, facts, why] = panel.row('Meta Pixel');
    assert.equal(state, 'released');
    assert.match(facts!, /held ×1 12:03:04\s+released ×1 12:03:10/);
    assert.equal(why, 'The visitor agreed to this category.');
  });

  it('says a refusal that brings no new entry', async () => {
    const api = fakePanelApi();
    api.note({});
    const panel = await shown(api);
    api.choose({ ...CHOICE, letters: 'a' });
    await drawn();
    assert.equal(panel.row('Meta Pixel')[4], 'The visitor refused this category.');
    assert.include(panel.text, 'Advertising: refused');
  });

  it('shows the config line for what is undeclared, by the catalogue’s name, and all names when the query is missing', async () => {
    const api = fakePanelApi();
    noteEverything(api);
    const panel = await shown(api);
    assert.include(panel.row('Hotjar')[4], '{ "vendor": "hotjar" }');
    assert.equal(panel.row('Hotjar')[2], 'blocked');
    assert.isTrue(panel.names.some((name) => name.includes('Google Ads') && name.includes(' / ')));
    assert.equal(panel.row('cdn.example.com')[2], 'unknown, let through');
    assert.include(panel.row('Criteo')[4], 'keeps it closed on these pages: /');
    assert.include(panel.row('data-kelisim="analitics"')[4], 'data-kelisim="analitics"');
  });

  it('lists what was not seen below, and says so when nothing was seen at all', async () => {
    const panel = await shown(fakePanelApi());
    assert.include(panel.text, 'No tag of a known or unknown service so far.');
    const unseen = panel.root.querySelector<HTMLElement>('.unseen')!.innerText;
    assert.include(unseen, 'Not on this page, and not expected');
    assert.include(unseen, 'JivoChat (Functional)');
    assert.include(unseen, 'Google Tag Manager (Container)');
  });

  it('opens the single entries of a row, newest first, and keeps them open when the row changes', async () => {
    const api = fakePanelApi();
    api.note({});
    const panel = await shown(api);
    panel.button('Meta Pixel').click();
    api.note({ kind: 'beacon', url: 'https://www.facebook.com/tr', verdict: 'dropped', time: TIME_MS + 2000 });
    await until(() => panel.entries('Meta Pixel').length === 2);
    assert.deepEqual(panel.entries('Meta Pixel'), [
      '12:03:06 · stopped · call (beacon) https://www.facebook.com/tr',
      '12:03:04 · held · script https://connect.facebook.net/en_US/fbevents.js',
    ]);
    panel.button('Meta Pixel').click();
    assert.deepEqual(panel.entries('Meta Pixel'), []);
  });

  it('draws once per frame however much the gate reports, and leaves the focus in its row', async () => {
    const api = fakePanelApi();
    noteEverything(api);
    const panel = await shown(api);
    panel.button('Meta Pixel').focus();
    let draws = 0;
    const { ledger } = api;
    Object.assign(api, { ledger: () => (draws++, ledger()) });
    for (let i = 0; i < 500; i++) api.note({ kind: 'img', time: TIME_MS + i });
    await drawn();
    assert.isAtMost(draws, 2);
    assert.include(panel.row('Meta Pixel')[3], '×502');
    assert.equal(panel.root.activeElement, panel.button('Meta Pixel'));
  });

  it('counts the records that wait, says the choice in words, the site and the version', async () => {
    localStorage.setItem(`${PENDING_PREFIX}1-2-3`, '{}');
    const panel = await shown(fakePanelApi({ choice: { ...CHOICE, services: { 'meta-pixel': false } } }));
    localStorage.removeItem(`${PENDING_PREFIX}1-2-3`);
    assert.match(panel.text, /Consent records to be sent\s*1/);
    assert.match(panel.text, /Analytics: refused; Advertising: agreed; Meta Pixel: switched off separately/);
    assert.match(panel.text, /Site\s*proba/);
    assert.match(panel.text, /Version\s*0\.1\.0/);
  });

  it('tells that the ledger is full', async () => {
    const api = fakePanelApi();
    for (let i = 0; i < 1000; i++) api.note({ kind: 'img' });
    const panel = await shown(api);
    panel.button('Table').focus();
    await until(() => panel.text.includes('Only the newest 1000 entries are kept.'));
  });

  it('stays quiet when the head gives nonsense, and draws again when it does not', async () => {
    const api = fakePanelApi();
    const panel = await shown(api);
    const { ledger } = api;
    const said: unknown[] = [];
    const { warn } = console;
    console.warn = (...words) => void said.push(words[0]);
    try {
      Object.assign(api, { ledger: () => [null] });
      api.note({});
      await drawn();
    } finally {
      console.warn = warn;
    }
    assert.deepEqual(said, ['kelisim: the panel:']);
    Object.assign(api, { ledger });
    api.note({});
    await drawn();
    assert.equal(panel.row('Meta Pixel')[2], 'blocked');
  });
});
