import { expect } from '@esm-bundle/chai';
import { openSettings, start, warmUp } from '../../../src/client/client.ts';
import { openPanel } from '../../../src/client/start-client.ts';
import { loadSiteData } from '../../../src/client/load-site-data.ts';
import type { ResolvedService } from '../../../src/core/api.ts';
import type { Choice } from '../../../src/core/choice.ts';
import type { RecordBatch } from '../../../src/core/wire.ts';
import { idOf, samplePending } from '../../unit/client/sample-pending.ts';
import { fakeHead } from './fake-head.ts';
import { firstVisit, onCleanUp, stub, until } from './page-state.ts';

const META: ResolvedService = {
  id: 'meta',
  vendor: 'meta-pixel',
  category: 'advertising',
  letter: 'd',
  cookies: '_fbp',
};
const choice = (letters: string): Choice => ({ day: 20_000, letters, services: {} });

function collect(): string[] {
  const ids: string[] = [];
  stub(window, 'fetch', {
    value: async (_: string, init: RequestInit) => {
      const { records } = JSON.parse(init.body as string) as RecordBatch;
      ids.push(...records.map((record) => record.id));
      return Response.json({ v: 1, results: records.map(({ id }) => ({ id, result: 'stored' })) });
    },
  });
  return ids;
}

function listen(level: 'error' | 'warn'): string[] {
  const lines: string[] = [];
  stub(console, level, { value: (line: unknown) => void lines.push(String(line)) });
  return lines;
}

async function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    (error: Error) => error.message,
  );
}

describe('the client', () => {
  beforeEach(firstVisit);

  it('delivers each record once, though the head starts it after every choice', async () => {
    const sent = collect();
    const head = fakeHead();
    const [first, second] = [samplePending(), samplePending()];
    head.leave(first);
    await Promise.all([start(head.api), start(head.api)]);
    head.decide(second);
    await start(head.api);
    await until(() => sent.length >= 2);
    expect(sent).to.deep.equal([idOf(first), idOf(second)]);
  });

  it('goes on with evidence when the head is of another age', async () => {
    const sent = collect();
    const head = fakeHead({ protocol: 0 });
    const pending = samplePending();
    head.leave(pending);
    await start(head.api);
    await until(() => sent.includes(idOf(pending)));
  });

  it('asks to reload, and does not throw, when settings of another age are wanted', async () => {
    const asked: string[] = [];
    stub(window, 'confirm', { value: (text: string) => (asked.push(text), false) });
    const head = fakeHead({ protocol: 2 });
    await openSettings(head.api);
    warmUp(head.api);
    expect(asked).to.have.length(1);
    expect(asked[0]).to.match(/^Сайт жаңартылды/);
  });

  it('rejects with a sentence when a part of the settings does not arrive', async () => {
    const head = fakeHead({ inner: { siteModule: 'not-there.js' } });
    expect(await failure(loadSiteData(head.api))).to.equal('not-there.js could not be loaded');
    warmUp(head.api);
    expect(await failure(openSettings(head.api))).to.match(/could not be loaded$/);
  });

  it("keeps choices pending, says so once and throws nothing when the site's module does not arrive", async () => {
    const lines = listen('warn');
    const sent = collect();
    const head = fakeHead({ inner: { siteModule: 'not-there.js' } });
    const pending = samplePending();
    head.leave(pending);
    await start(head.api);
    expect(lines).to.deep.equal(['kelisim: choices stay stored in this browser and will be delivered later:']);
    expect(localStorage.getItem(`kelisim.pending.${pending.key}`)).to.be.a('string');
    expect(sent).to.deep.equal([]);
  });

  it('takes the module of a built site as it is, and asks for its disclosures only when they are wanted', async () => {
    const asked: string[] = [];
    stub(window, 'askedFor', { value: (language: string) => (asked.push(language), { language }) });
    // Stands for the folder of the client's files and the site's module in it.
    const base =
      'data:text/javascript,export const config = { site: "jetfin" }, names = { gtm: "Tags" }, disclosures = async (l) => window.askedFor(l)//';
    const head = fakeHead({ inner: { base, siteModule: 'site.js' } });
    const data = await loadSiteData(head.api);
    expect(data.config).to.deep.equal({ site: 'jetfin' });
    expect(data.names).to.deep.equal({ gtm: 'Tags' });
    const loaded = (name: string): boolean =>
      performance.getEntriesByType('resource').some((entry) => new URL(entry.name).pathname.endsWith(name));
    warmUp(head.api);
    // What opening needs beside the entry: it will take no further round trip.
    await until(() => loaded('/ui/open-settings.ts') && loaded('/i18n/generated/kk.ts'));
    expect(asked).to.deep.equal([]);
    await data.disclosures('ru');
    expect(asked).to.deep.equal(['ru']);
  });

  it('has the disclosures of the whole catalogue for the generic file, in each language', async () => {
    const head = fakeHead();
    const data = await loadSiteData(head.api);
    expect(data.config).to.equal(head.inner.config);
    for (const language of ['kk', 'ru', 'en'] as const)
      expect((await data.disclosures(language)).language).to.equal(language);
  });

  it('erases cookies of a service when a choice takes it away', async () => {
    const head = fakeHead({ services: [META], config: { site: 'jetfin' } });
    head.setChoice(choice('d'));
    await start(head.api);
    document.cookie = '_fbp=1;path=/';
    document.cookie = 'uid=1;path=/';
    head.decide(samplePending(), choice('d'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(document.cookie).to.include('_fbp=1');
    head.decide(samplePending({ action: 'withdraw' }), choice(''));
    await until(() => !document.cookie.includes('_fbp'));
    expect(document.cookie).to.include('uid=1');
  });

  it('erases cookies of refused services when the withdrawal is what made the head load it', async () => {
    const head = fakeHead({ services: [META], config: { site: 'jetfin' } });
    document.cookie = '_fbp=1;path=/';
    head.setChoice(choice(''));
    head.leave(samplePending({ action: 'withdraw' }));
    await start(head.api);
    await until(() => !document.cookie.includes('_fbp'));
  });

  it('explains a broken config in one line with path and remedy, and tells the head', async () => {
    const lines = listen('error');
    const config = {
      version: 1,
      site: 'jetfin',
      operators: [{ name: { kk: 'а', ru: 'а' } }],
      policy: { edition: '1', url: { kk: '/p', ru: '/p' } },
      services: [{ vendor: 'meta-pixl' }],
    } as const;
    const head = fakeHead({
      config: config as never,
      inner: { trouble: { code: 'unknown-vendor', path: 'services[0].vendor' } },
    });
    await Promise.all([start(head.api), start(head.api)]);
    await start(head.api);
    expect(lines).to.deep.equal([
      'kelisim: config: services[0].vendor "meta-pixl" is not known; did you mean "meta-pixel"?',
    ]);
    expect(head.inner.told).to.equal(true);
  });

  it('explains a missing config, and neither delivers nor throws', async () => {
    const lines = listen('error');
    const head = fakeHead({ config: {}, inner: { trouble: { code: 'config-missing', path: '' } } });
    await start(head.api);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^kelisim: there is no config; put it into <script/);
  });

  it("opens the panel for the address with the site's code, and in a tab where it is open, and for nobody else", async () => {
    const opened: unknown[] = [];
    stub(window, 'panelOpened', { value: (api: unknown) => opened.push(api) });
    // Stands for the folder of the client's files: whatever is asked for below it is this panel.
    const base = 'data:text/javascript,export const openPanel = (api) => window.panelOpened(api)//';
    const head = fakeHead({ config: { site: 'jetfin', panel: { code: 'demo' } }, inner: { base } });
    onCleanUp(() => history.replaceState(null, '', location.href.split('#')[0]));
    for (const hash of ['', '#kelisim-panel', '#kelisim-panel=wrong', '#kelisim-panel=demo2']) {
      history.replaceState(null, '', location.href.split('#')[0] + hash);
      await openPanel(head.api);
    }
    expect(opened).to.deep.equal([]);
    history.replaceState(null, '', `${location.href.split('#')[0]}#kelisim-panel=demo`);
    await openPanel(head.api);
    expect(opened).to.have.length(1);
    history.replaceState(null, '', location.href.split('#')[0]);
    sessionStorage.setItem('kelisim.panel', '1');
    await openPanel(head.api);
    expect(opened).to.have.length(2);
  });
});
