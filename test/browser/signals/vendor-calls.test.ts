/** The consent calls of each vendor in the catalogue: that they arrive, with which words and in which order, in the page and in its effect. */
import { assert } from '@esm-bundle/chai';
import { RULES } from '../../../src/vendors/generated/rules.ts';
import { firstVisit, GatePage, type PageOptions, pause, quiet, until } from '../gate/gate-page.ts';
import { played } from './catalogue.ts';
import { QUEUE_VENDORS, type QueueVendor } from './queue-vendors.ts';

/** Second locks: globals named by the site's ids. */
const LOCKS: Readonly<Record<string, (id: string) => string>> = {
  'google-analytics-4': (id) => `ga-disable-${id}`,
  'yandex-metrica': (id) => `disableYaCounter${id}`,
};
/** Vendors whose object is there only once the site has made it: name of the method, what it hears on grant and on withdrawal. */
const OBJECTS: Readonly<Record<string, readonly [place: string, granted: unknown[][], withdrawn: unknown[][]]>> = {
  'adjust-web': ['Adjust', [['restart']], [['stop']]],
  amplitude: ['amplitude', [['setOptOut', false]], [['setOptOut', true]]],
  'datadog-rum': ['DD_RUM', [['setTrackingConsent', 'granted']], [['setTrackingConsent', 'not-granted']]],
  mixpanel: ['mixpanel', [['opt_in_tracking']], [['opt_out_tracking']]],
  'new-relic-browser': ['newrelic', [['consent']], [['consent', false]]],
  onesignal: ['OneSignal', [['setConsentGiven', true]], [['setConsentGiven', false]]],
  posthog: ['posthog', [['opt_in_capturing']], [['opt_out_capturing']]],
};
/** One function that takes a command. */
const FUNCTIONS = ['intercom'];

function one(id: string, config: Record<string, unknown> = {}): Pick<PageOptions, 'catalogue' | 'site'> {
  return { catalogue: played(id), site: { services: [{ vendor: id, ...config }] } };
}

/** The vendor's snippet as the page's own inline code. */
function snippetOf(vendor: QueueVendor, page: GatePage): string {
  const hit = page.t(`${vendor.id}/hit`);
  const code = `{ const hit = () => fetch(${JSON.stringify(hit)} + '&n=' + Math.random(), { mode: 'no-cors' }).catch(() => 0); ${vendor.library} }`;
  const ask = `{ const s = document.createElement('script'); s.async = true; s.src = ${JSON.stringify(page.t(`${vendor.id}/library.js`, { code }))}; document.head.append(s) }`;
  return vendor.snippet.replace('LIBRARY', () => ask);
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

async function hits(page: GatePage): Promise<number> {
  return (await page.allRequests()).filter((name) => name.endsWith('/hit')).length;
}

describe('the list of vendors with a signal', () => {
  it('is played here as a whole', () => {
    const tested = [...QUEUE_VENDORS.map(({ id }) => id), ...Object.keys(LOCKS), ...Object.keys(OBJECTS), ...FUNCTIONS];
    assert.deepEqual(
      tested.sort(),
      Object.keys(RULES).filter((id) => RULES[id]!.s),
    );
  });
});

for (const vendor of QUEUE_VENDORS) {
  describe(`the queue of ${vendor.id}`, () => {
    it('without Kelisim sends at once: the control', async () => {
      const page = await GatePage.make();
      await page.open({ gate: 'none', body: `<script>${snippetOf(vendor, page)}${vendor.track}</script>` });
      await until(async () => (await hits(page)) > 0);
    });

    it('waits before the choice, is granted before its library runs, and told of the withdrawal', async () => {
      const page = await GatePage.make();
      await page.open({
        ...one(vendor.id, vendor.config),
        head: `<script>${snippetOf(vendor, page)}</script>`,
      });
      await quiet();
      const { window } = page;
      const queue = (): unknown => plain(page.ask(`told = ${vendor.queue}.slice()`));
      assert.deepEqual(queue(), vendor.held);
      assert.deepEqual(await page.requests(), []);
      page.acceptAll();
      // In the turn of the choice: the library is let go after the next paint.
      assert.deepEqual(queue(), [...vendor.held, ...vendor.granted]);
      await until(() => page.ran.length === 1);
      const said = (): unknown[] => plain((window as any).said) as unknown[];
      assert.deepEqual(said(), [...vendor.held, ...vendor.granted]);
      page.run(vendor.track);
      await until(async () => (await hits(page)) > 0);
      // Hits of what was tracked before the withdrawal have all arrived.
      await quiet();
      const sent = await hits(page);
      page.kelisim.withdraw();
      assert.deepEqual(said().slice(-vendor.withdrawn.length), vendor.withdrawn);
      page.run(vendor.track);
      await quiet();
      assert.equal(await hits(page), sent);
    });

    it('hears no denial from a returning visitor who accepted, and works', async () => {
      const options = one(vendor.id, vendor.config);
      await GatePage.open(options).then((page) => page.acceptAll());
      const page = await GatePage.make();
      await page.open({ ...options, head: `<script>${snippetOf(vendor, page)}${vendor.track}</script>` });
      await until(() => page.ran.length === 1);
      await until(async () => (await hits(page)) > 0);
      assert.notInclude(JSON.stringify((page.window as any).said), 'denied');
      assert.notMatch(JSON.stringify((page.window as any).said), /revoke|hold|require/);
    });

    it('waits for a returning visitor who refused, and stays silent', async () => {
      const options = one(vendor.id, vendor.config);
      await GatePage.open(options).then((page) => page.kelisim.decide('reject-all'));
      const page = await GatePage.make();
      await page.open({ ...options, head: `<script>${snippetOf(vendor, page)}${vendor.track}</script>` });
      await quiet();
      assert.deepEqual(await page.requests(), []);
      const queue = plain(page.ask(`told = ${vendor.queue}.slice()`)) as unknown[];
      assert.deepEqual(queue.slice(0, vendor.held.length), vendor.held);
    });
  });
}

for (const [id, lockOf] of Object.entries(LOCKS)) {
  describe(`the second lock of ${id}`, () => {
    const ids = ['G-TEST1', '100001'];
    const locks = (page: GatePage): unknown[] => ids.map((own) => (page.window as any)[lockOf(own)]);

    it('is set for every id before any code of the page, lifted in the turn of the choice, and set again on withdrawal', async () => {
      const page = await GatePage.open({
        ...one(id, { ids }),
        head: `<script>window.early = ${JSON.stringify(ids.map(lockOf))}.map((name) => window[name])</script>`,
      });
      assert.deepEqual((page.window as any).early, [true, true]);
      page.acceptAll();
      assert.deepEqual(locks(page), [false, false]);
      page.kelisim.withdraw();
      assert.deepEqual(locks(page), [true, true]);
    });

    it('is not touched without ids, nor for a visitor who accepted earlier', async () => {
      const bare = await GatePage.open(one(id));
      assert.deepEqual(locks(bare), [undefined, undefined]);
      bare.acceptAll();
      firstVisit();
      await GatePage.open(one(id, { ids })).then((page) => page.acceptAll());
      const returned = await GatePage.open(one(id, { ids }));
      assert.notInclude(locks(returned), true);
    });

    it('follows a page that changes its own address into and out of paths where the service never runs', async () => {
      const page = await GatePage.open({ ...one(id, { ids, notOn: ['/gate/page/apply'] }) });
      page.acceptAll();
      assert.deepEqual(locks(page), [false, false]);
      const go = async (path: string): Promise<void> => {
        page.run(`history.pushState(null, '', ${JSON.stringify(path)}); document.body.append('moved')`);
        await pause(50);
      };
      const home = page.window.location.pathname;
      await go('/gate/page/apply');
      assert.isFalse(page.kelisim.has(id));
      assert.deepEqual(locks(page), [true, true]);
      await go(home);
      assert.deepEqual(locks(page), [false, false]);
    });
  });
}

for (const [id, [place, granted, withdrawn]] of Object.entries(OBJECTS)) {
  describe(`the object of ${id}`, () => {
    const config = { replay: false };
    const record = `window.told = []; window.${place} = new Proxy({}, { get: (_, name) => (...args) => { told.push([name, ...args]) } });`;

    it('hears nothing before the choice, the grant in its turn, and the withdrawal', async () => {
      const page = await GatePage.open({ ...one(id, config), head: `<script>${record}</script>` });
      const told = (): unknown => plain(page.window.told);
      assert.deepEqual(told(), []);
      page.acceptAll();
      assert.deepEqual(told(), granted);
      page.kelisim.withdraw();
      assert.deepEqual(told(), [...granted, ...withdrawn]);
    });

    it('may be missing or throw: the choice counts all the same', async () => {
      const none = await GatePage.open(one(id, config));
      none.acceptAll();
      assert.isTrue(none.kelisim.has(id));
      firstVisit();
      const page = await GatePage.open({
        ...one(id, config),
        head: `<script>window.${place} = new Proxy({}, { get: () => () => { throw new Error('not ready') } })</script>`,
      });
      page.acceptAll();
      assert.isTrue(page.kelisim.has(id));
      assert.isTrue(page.kelisim.withdraw());
      assert.isFalse(page.kelisim.has(id));
    });
  });
}

describe('the messenger of intercom', () => {
  it('is shut down on withdrawal, and told nothing else', async () => {
    const page = await GatePage.open({
      ...one('intercom'),
      head: `<script>window.told = []; window.Intercom = (...args) => { told.push(args) }</script>`,
    });
    page.acceptAll();
    assert.deepEqual(plain(page.window.told), []);
    page.kelisim.withdraw();
    assert.deepEqual(plain(page.window.told), [['shutdown']]);
  });
});

describe('signals of several vendors', () => {
  it('all come before the event of the choice, and one that throws hurts no other', async () => {
    const page = await GatePage.open({
      catalogue: played('intercom', 'amplitude', 'onesignal'),
      site: { services: [{ vendor: 'amplitude' }, { vendor: 'intercom' }, { vendor: 'onesignal' }] },
      head: `<script>window.told = []; window.amplitude = { setOptOut: () => { throw 1 } }; window.OneSignal = { setConsentGiven: (value) => told.push(value) };
        document.addEventListener('kelisim:choice', () => told.push('event')); window.dataLayer = window.dataLayer || []; const push = dataLayer.push; dataLayer.push = function (item) { told.push(item.event || item[1]); return push.apply(this, arguments) }</script>`,
    });
    page.acceptAll();
    assert.deepEqual(plain(page.window.told), [true, 'update', 'kelisim.choice', 'event']);
  });

  it('are told once: the same choice made again says nothing to anybody', async () => {
    const page = await GatePage.open({
      ...one('onesignal'),
      head: `<script>window.told = []; window.OneSignal = { setConsentGiven: (value) => told.push(value) }</script>`,
    });
    page.acceptAll();
    page.acceptAll();
    assert.deepEqual(plain(page.window.told), [true]);
  });
});
