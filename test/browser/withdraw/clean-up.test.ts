/** What a refusal takes from this browser, and what it says of what comes back, in the storage of three engines. */
import { expect } from '@esm-bundle/chai';
import { cleanUp } from '../../../src/client/withdraw/clean-up.ts';
import type { ResolvedService } from '../../../src/core/api.ts';
import type { Choice } from '../../../src/core/choice.ts';
import { RETURNED_EVENT, type Returner } from '../../../src/core/returner.ts';
import type { SiteData } from '../../../src/core/site-data.ts';
import { ERASED_NAMES } from '../../../src/core/storage-keys.ts';
import { fakeHead } from '../outbox/fake-head.ts';
import { deleteDatabase, firstVisit, onCleanUp, stub, until } from '../outbox/page-state.ts';

const SERVICES: ResolvedService[] = [
  { id: 'ga4', vendor: 'google-analytics-4', category: 'analytics', letter: 'a', cookies: '_ga _ga_*' },
  { id: 'meta', vendor: 'meta-pixel', category: 'advertising', letter: 'd', cookies: '_fbp _fbc' },
  { id: 'hotjar', vendor: 'hotjar', category: 'analytics', letter: 'a' },
];
const choice = (letters: string): Choice => ({ day: 20_000, letters, services: {} });
/** WebKit's cookies live in another process: a deletion reads back a moment later. */
const SOON = { isNew: true, lookAgainMs: 300 };

/** Of the disclosures only what is stored beyond cookies counts here. */
const SITE_DATA = {
  config: {},
  disclosures: async () => ({
    version: 1,
    language: 'kk',
    vendors: {
      hotjar: {
        cookies: [
          { name: '_hjSession*', party: 'first', lifetime: null, area: 'localStorage' },
          { name: 'hjViewport', party: 'first', lifetime: null, area: 'sessionStorage' },
          { name: 'hj-store*', party: 'first', lifetime: null, area: 'indexedDB' },
          { name: 'hj-guess', party: 'first', lifetime: null, area: 'localStorage', unsure: true },
        ],
      },
    },
  }),
} as unknown as SiteData;

function cookies(): string[] {
  return document.cookie
    .split('; ')
    .map((pair) => pair.split('=')[0]!)
    .filter(Boolean)
    .sort();
}

async function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function databases(): Promise<string[]> {
  return (await indexedDB.databases()).map(({ name }) => name ?? '').sort();
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Console lines of the client, and what the panel would hear. */
function listen(): { readonly lines: string[]; readonly heard: Returner[] } {
  const lines: string[] = [];
  const heard: Returner[] = [];
  stub(console, 'warn', { value: (line: unknown) => void lines.push(String(line)) });
  const hear = (event: Event): void => void heard.push(...(event as CustomEvent<Returner[]>).detail);
  document.addEventListener(RETURNED_EVENT, hear);
  onCleanUp(() => document.removeEventListener(RETURNED_EVENT, hear));
  return { lines, heard };
}

/** A busy machine may need a while for a database. */
const TEST_TIMEOUT_MS = 8000;

describe('erasing what refused services left', () => {
  beforeEach(async function () {
    (this as unknown as { currentTest: { timeout(ms: number): void } }).currentTest.timeout(TEST_TIMEOUT_MS);
    await firstVisit();
  });
  after(firstVisit);

  it("takes their cookies on every path of this page, their storage keys and databases, and spares the site's own", async () => {
    const directory = location.pathname.replace(/\/[^/]*$/, '') || '/';
    for (const line of [
      '_ga=1;path=/',
      `_ga=2;path=${directory}`,
      `_ga=3;path=${location.pathname}`,
      '_ga_ABC=1;path=/',
      '_fbp=1;path=/',
      'uid=1;path=/',
      'cid=1;path=/',
      'player=1;path=/',
      'i=1;path=/',
      'kelisim=1.a3f09c.20000.d;path=/',
      '_gat=1;path=/',
    ]) {
      document.cookie = line;
    }
    for (const key of ['_hjSessionUser_1', 'basket', 'kelisim.tick', 'hj-guess']) localStorage.setItem(key, 'x');
    sessionStorage.setItem('hjViewport', 'x');
    for (const name of ['hj-store-1', 'hj', 'site']) {
      (await openDatabase(name)).close();
      onCleanUp(() => void deleteDatabase(name));
    }
    const head = fakeHead({ services: SERVICES });
    head.setChoice(choice('d'));
    expect(await cleanUp(head.api, SITE_DATA, SOON)).to.deep.equal([]);
    expect(cookies()).to.deep.equal(['_fbp', '_gat', 'cid', 'i', 'kelisim', 'player', 'uid']);
    expect(Object.keys(localStorage).sort()).to.deep.equal(['basket', 'hj-guess', ERASED_NAMES, 'kelisim.tick']);
    expect(sessionStorage.length).to.equal(0);
    const left = await databases();
    expect(left).to.include.members(['hj', 'site']);
    expect(left).not.to.include('hj-store-1');
  });

  it('does not wait for a database that the page has open: it goes when that is closed', async () => {
    const open = await openDatabase('hj-store-2');
    const head = fakeHead({ services: SERVICES });
    head.setChoice(choice(''));
    const { lines } = listen();
    expect(await cleanUp(head.api, SITE_DATA, { ...SOON, lookAgainMs: 50 })).to.deep.equal([
      { area: 'indexedDB', name: 'hj-store-2', services: ['hotjar'], when: 'same-page' },
    ]);
    expect(lines.length).to.equal(1);
    open.close();
    await until(async () => !(await databases()).includes('hj-store-2'));
  });

  it('looks again, erases what came back and names it and who claims it, once', async () => {
    const { lines, heard } = listen();
    const head = fakeHead({ services: SERVICES });
    head.setChoice(choice(''));
    const cleaning = cleanUp(head.api, SITE_DATA, SOON);
    await pause(100);
    document.cookie = '_fbp=again;path=/';
    localStorage.setItem('_hjSessionUser_1', 'again');
    const expected: Returner[] = [
      { area: 'cookie', name: '_fbp', services: ['meta'], when: 'same-page' },
      { area: 'localStorage', name: '_hjSessionUser_1', services: ['hotjar'], when: 'same-page' },
    ];
    expect(await cleaning).to.deep.equal(expected);
    expect(cookies()).to.deep.equal([]);
    expect(Object.keys(localStorage)).to.deep.equal([ERASED_NAMES]);
    expect(head.inner.returners).to.deep.equal(expected);
    expect(heard).to.deep.equal(expected);
    expect(lines.length).to.equal(1);
    expect(lines[0]).to.include('kelisim: ');
    expect(lines[0]).to.include('"_fbp" (cookie; meta), "_hjSessionUser_1" (localStorage; hotjar)');
  });

  it('looks on the next page too: names what is there again, and forgets once a page finds nothing', async () => {
    const { lines } = listen();
    const earlier = fakeHead({ services: SERVICES });
    earlier.setChoice(choice(''));
    document.cookie = '_fbp=1;path=/';
    await cleanUp(earlier.api, SITE_DATA, SOON);
    expect(lines).to.deep.equal([]);
    // The server of the next page sets it again, and a cookie of another path is seen for the first time.
    document.cookie = '_fbp=again;path=/';
    document.cookie = '_ga=1;path=/';
    const next = fakeHead({ services: SERVICES });
    next.setChoice(choice(''));
    const look = { isNew: false, lookAgainMs: 300 };
    expect(await cleanUp(next.api, SITE_DATA, look)).to.deep.equal([
      { area: 'cookie', name: '_fbp', services: ['meta'], when: 'later-page' },
    ]);
    expect(cookies()).to.deep.equal([]);
    expect(lines.length).to.equal(1);
    expect(localStorage.getItem(ERASED_NAMES)).not.to.equal(null);
    const last = fakeHead({ services: SERVICES });
    last.setChoice(choice(''));
    expect(await cleanUp(last.api, SITE_DATA, look)).to.deep.equal([]);
    expect(localStorage.getItem(ERASED_NAMES)).to.equal(null);
    expect(lines.length).to.equal(1);
  });

  for (const text of ['', 'x', '{}', '[2,"cookie _fbp"]', '[1,7]', 'null']) {
    it(`takes what somebody else wrote under its key for nothing known: ${JSON.stringify(text)}`, async () => {
      const { lines } = listen();
      localStorage.setItem(ERASED_NAMES, text);
      document.cookie = '_fbp=1;path=/';
      const head = fakeHead({ services: SERVICES });
      head.setChoice(choice(''));
      expect(await cleanUp(head.api, SITE_DATA, { isNew: false, lookAgainMs: 300 })).to.deep.equal([]);
      expect(cookies()).to.deep.equal([]);
      expect(lines).to.deep.equal([]);
    });
  }

  it('does not erase at the second look what has been agreed to again meanwhile', async () => {
    const head = fakeHead({ services: SERVICES });
    head.setChoice(choice(''));
    const cleaning = cleanUp(head.api, SITE_DATA, SOON);
    await pause(100);
    head.setChoice(choice('ad'));
    document.cookie = '_fbp=new;path=/';
    expect(await cleaning).to.deep.equal([]);
    expect(cookies()).to.deep.equal(['_fbp']);
  });

  it('leaves the second look to the newer of two choices, so that nothing is named twice', async () => {
    const { lines } = listen();
    const head = fakeHead({ services: SERVICES });
    head.setChoice(choice(''));
    const older = cleanUp(head.api, SITE_DATA, SOON);
    const newer = cleanUp(head.api, SITE_DATA, SOON);
    await pause(100);
    document.cookie = '_fbp=again;path=/';
    expect(await older).to.deep.equal([]);
    expect((await newer).length).to.equal(1);
    expect(lines.length).to.equal(1);
  });

  it('keeps what the config keeps', async () => {
    document.cookie = '_ga=1;path=/';
    document.cookie = '_fbp=1;path=/';
    const head = fakeHead({ services: SERVICES, config: { cookies: { keep: ['_ga'] } } });
    head.setChoice(choice(''));
    await cleanUp(head.api, SITE_DATA, SOON);
    expect(cookies()).to.deep.equal(['_ga']);
  });

  it("erases cookies though the site's data could not be loaded", async () => {
    document.cookie = '_ga=1;path=/';
    const head = fakeHead({ services: SERVICES });
    head.setChoice(choice(''));
    await cleanUp(head.api, null, SOON);
    expect(cookies()).to.deep.equal([]);
  });

  for (const [title, area] of [
    ['localStorage', 'localStorage'],
    ['sessionStorage', 'sessionStorage'],
    ['indexedDB', 'indexedDB'],
  ] as const) {
    it(`erases cookies though ${title} throws`, async () => {
      stub(window, area, {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
      document.cookie = '_ga=1;path=/';
      const head = fakeHead({ services: SERVICES });
      head.setChoice(choice(''));
      expect(await cleanUp(head.api, SITE_DATA, SOON)).to.deep.equal([]);
      expect(cookies()).to.deep.equal([]);
    });
  }
});
