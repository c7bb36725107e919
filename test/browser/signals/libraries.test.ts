/**
 * The vendors' real libraries, as a site has them in its own bundle: nobody holds the file, so it is the network and the consent call that count.
 * At the vendor's address the gate stands in between. At an address of the site's own, as a proxy hides them, only the vendor's own call can
 * stop it, which is what is proven there.
 */
import { assert } from '@esm-bundle/chai';
import { cleanUp } from '../../../src/client/withdraw/clean-up.ts';
import { disclosures } from '../../../src/vendors/generated/disclosures-en.ts';
import { GatePage, pause, until } from '../gate/gate-page.ts';
import { played } from './catalogue.ts';

interface Library {
  readonly id: string;
  /** Code that starts it. @param host where it sends. @param asks whether it is started as denied, as the catalogue's `consentCall.deny` says. */
  start(host: string, asks: boolean): string;
  report(event: string): string;
  /** It has a consent call: then it can be stopped at any address. */
  readonly listens: boolean;
}

const LIBRARIES: readonly Library[] = [
  {
    id: 'posthog',
    // Automated browsers are left out by default.
    start: (host, asks) =>
      `posthog.init('phc_test', { api_host: ${JSON.stringify(host)}, opt_out_capturing_by_default: ${asks}, opt_out_useragent_filter: true, autocapture: false, capture_pageview: false, capture_pageleave: false, disable_session_recording: true, disable_external_dependency_loading: true, disable_surveys: true, advanced_disable_flags: true, disable_compression: true, request_batching: false, persistence: 'localStorage' })`,
    report: (event) => `posthog.capture('${event}')`,
    listens: true,
  },
  {
    id: 'mixpanel',
    start: (host, asks) =>
      `mixpanel.init('token', { api_host: ${JSON.stringify(host)}, opt_out_tracking_by_default: ${asks}, batch_requests: false, api_payload_format: 'json', track_pageview: false, ignore_dnt: true, persistence: 'localStorage', record_sessions_percent: 0 })`,
    report: (event) => `mixpanel.track('${event}')`,
    listens: true,
  },
  {
    id: 'amplitude',
    start: (host, asks) =>
      `amplitude.init('key', { serverUrl: ${JSON.stringify(host)}, optOut: ${asks}, autocapture: false, fetchRemoteConfig: false, flushIntervalMillis: 10, flushQueueSize: 1, identityStorage: 'localStorage', logLevel: 0 })`,
    report: (event) => `amplitude.track('${event}')`,
    listens: true,
  },
  {
    id: 'sentry',
    start: (host) => `Sentry.init({ dsn: ${JSON.stringify(`${host.replace('//', '//abc@')}/1`)} })`,
    report: (event) => `Sentry.captureException(new Error('${event}'))`,
    listens: false,
  },
];

/** Longer than any of them waits before it sends. */
const SILENCE_MS = 500;
const USUAL_BROWSER = `Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36' }); Object.defineProperty(navigator, 'webdriver', { value: false });`;

function libraryPage({ id, start }: Library, host: string, asks: boolean) {
  return {
    catalogue: played(id),
    site: { services: [{ vendor: id, replay: false }] },
    before: `<script>${USUAL_BROWSER}</script>`,
    body: `<script src="/gate/library/${id}"></script><script>${start(host, asks)}</script>`,
  };
}

/** Whether an event of this name reached the tracker. */
async function arrived(page: GatePage, event: string): Promise<boolean> {
  return (await page.bodies()).some((body) => body.includes(event) || decoded(body).includes(event));
}

/** Forms with base64 in them. */
function decoded(body: string): string {
  try {
    return atob(/data=([\w+/=]+)/.exec(decodeURIComponent(body))?.[1] ?? '');
  } catch {
    return '';
  }
}

for (const library of LIBRARIES) {
  const { id, listens, report } = library;
  describe(`the real library of ${id}`, () => {
    it('reports without Kelisim: the control', async () => {
      const page = await GatePage.make();
      await page.open({ ...libraryPage(library, page.below(`t/${id}`), false), gate: 'none' });
      page.run(report('Lead'));
      await until(() => arrived(page, 'Lead'));
    });

    it("reports nothing to the vendor's address before the choice, though nobody told it to ask; after acceptance it does; after withdrawal no more", async () => {
      const page = await GatePage.make();
      await page.open(libraryPage(library, page.below(`t/${id}`), false));
      page.run(report('Before'));
      await pause(SILENCE_MS);
      assert.deepEqual(await page.requests(), []);
      page.acceptAll();
      page.run(report('Granted'));
      await until(() => arrived(page, 'Granted'));
      page.kelisim.withdraw();
      const sent = (await page.allRequests()).length;
      page.run(report('Withdrawn'));
      await pause(SILENCE_MS);
      assert.equal((await page.allRequests()).length, sent);
    });

    if (!listens) return;

    it("is silent at the site's own address before the choice, reports after the grant call, and not after the withdrawal call, erasing included", async () => {
      const page = await GatePage.make();
      const host = page.below(`other/${id}`);
      await page.open(libraryPage(library, host, true));
      page.run(report('Before'));
      await pause(SILENCE_MS);
      assert.isFalse(await arrived(page, 'Before'));
      page.acceptAll();
      page.run(report('Granted'));
      await until(() => arrived(page, 'Granted'));
      page.kelisim.withdraw();
      page.run(report('Withdrawn'));
      await pause(SILENCE_MS);
      assert.isFalse(await arrived(page, 'Withdrawn'), 'after the call');
      const siteData = { config: {}, disclosures: async () => disclosures };
      await cleanUp(page.kelisim, siteData, { isNew: true, lookAgainMs: 50 });
      page.run(report('Erased'));
      await pause(SILENCE_MS);
      assert.isFalse(await arrived(page, 'Erased'), 'after the erasing');
      assert.isFalse(await arrived(page, 'Before'), 'what was tried before the choice');
    });

    it("stays stopped by the withdrawal call though it was started without asking, at the site's own address, and its storage is erased", async () => {
      const page = await GatePage.make();
      await page.open(libraryPage(library, page.below(`other/${id}`), false));
      page.acceptAll();
      page.run(report('Granted'));
      await until(() => arrived(page, 'Granted'));
      page.kelisim.withdraw();
      const siteData = { config: {}, disclosures: async () => disclosures };
      await cleanUp(page.kelisim, siteData, { isNew: true, lookAgainMs: 50 });
      page.run(report('Erased'));
      await pause(SILENCE_MS);
      assert.isFalse(await arrived(page, 'Erased'));
    });

    it('is started right for a returning visitor by asking kelisim.has()', async () => {
      const start = (page: GatePage) =>
        library.start(page.below(`other/${id}`), true).replace(/(opt_?[Oo]ut\w*): true/, `$1: !kelisim.has('${id}')`);
      for (const [decision, works] of [
        ['accept-all', true],
        ['reject-all', false],
      ] as const) {
        const page = await GatePage.make();
        const options = libraryPage(library, '', true);
        await page.open({ ...options, body: '' });
        page.kelisim.decide(decision);
        localStorage.clear();
        await page.open({
          ...options,
          body: options.body.replace(/<script>.*/s, () => `<script>${start(page)}</script>`),
        });
        page.run(report(decision));
        if (works) await until(() => arrived(page, decision));
        else await pause(SILENCE_MS);
        assert.equal(await arrived(page, decision), works);
      }
    });
  });
}
