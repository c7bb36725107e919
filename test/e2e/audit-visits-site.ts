/**
 * Owns the site of the audit's stories: https://visits.kz with Kelisim built as an owner builds it, its pages as each story writes them, its
 * collector, and one browser for many audits. Leaves to others: what the audit has to say of them (audit-visits.spec.ts, audit-failures.spec.ts).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { AuditOptions } from '../../src/audit/audit-options.ts';
import type { AuditRun } from '../../src/audit/audit-run.ts';
import { type LaunchedBrowser, launchBrowser } from '../../src/audit/driver/launch-browser.ts';
import { runAudit } from '../../src/audit/driver/run-audit.ts';
import type { Observation } from '../../src/audit/observation.ts';
import { buildSite, type BuiltSite } from '../../src/cli/build-site.ts';
import { type Level, pasteBlock } from '../../src/cli/fence-block.ts';
import type { SiteConfig } from '../../src/core/config.ts';
import { fenceData } from '../../src/core/fence-data.ts';
import { resolveSite } from '../../src/core/resolve-site.ts';
import { RULES } from '../../src/vendors/generated/rules.ts';
import { CHROMIUM_FLAGS } from '../../tools/chromium-flags.ts';
import { browsersFromEnvironment } from '../../tools/find-browsers.ts';
import type { Received } from '../../demo/stand-in/received-log.ts';
import { type StandIn, startStandIn } from '../support/stand-in-server.ts';

export const SITE = 'https://visits.kz';
/** A name of the site that DNS leads elsewhere. */
export const METRICS = 'metrics.visits.kz';
const CONSENT = 'consent.visits.kz';
const SETTLE_MS = 900;
const DIST = join(import.meta.dirname, '../../dist');

const WORDS = { kk: 'Сапарлар', ru: 'Визиты', en: 'Visits' };
const POLICY_URL = { kk: `${SITE}/policy/`, ru: `${SITE}/policy/`, en: `${SITE}/policy/` };
export const CONFIG: SiteConfig = {
  version: 1,
  site: 'visits',
  languages: ['kk', 'ru', 'en'],
  operators: [{ name: WORDS }],
  policy: { edition: '1', url: POLICY_URL },
  services: [{ vendor: 'meta-pixel' }, { vendor: 'yandex-metrica' }],
  sync: { endpoint: `https://${CONSENT}`, acknowledge: 'status' },
  ui: { layout: 'bar', launcher: true },
};

/** As it is pasted, without a mark: a script puts the library before the first one. */
export const META = `<script>
  !function (w, d, src) {
    var stub = w.fbq = function () { stub.callMethod ? stub.callMethod.apply(stub, arguments) : stub.queue.push(arguments); };
    stub.push = stub; stub.loaded = true; stub.version = '2.0'; stub.queue = [];
    var tag = d.createElement('script'), first = d.getElementsByTagName('script')[0];
    tag.async = true; tag.src = src; first.parentNode.insertBefore(tag, first);
  }(window, document, 'https://connect.facebook.net/en_US/fbevents.js');
  fbq('init', '100000000000001');
  fbq('track', 'PageView');
</script>`;
/** Marked: inert without Kelisim too. */
export const METRICA = `<script type="text/plain" data-kelisim="yandex-metrica">
  window.ym = window.ym || function () { (ym.a = ym.a || []).push(arguments); };
  ym(100000001, 'init', {});
</script>
<script type="text/plain" data-kelisim="yandex-metrica" src="https://mc.yandex.ru/metrika/tag.js"></script>`;
/** A tag that runs as soon as the browser reads it. */
export const PIXEL = '<script src="https://connect.facebook.net/en_US/fbevents.js"></script>';

export interface PageParts {
  /** In head, before what Kelisim's owner pastes. */
  readonly above?: string;
  /** In head, after it. */
  readonly head?: string;
  readonly body?: string;
}

export type Answering = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

export interface VisitsSite {
  readonly standIn: StandIn;
  readonly browser: LaunchedBrowser;
  /** What a browser of its own needs to reach this world only. */
  readonly browserArgs: readonly string[];
  /** Bodies that the collector got. */
  readonly records: string[];
  /** Sets the pages from now on; `none` is without Kelisim. */
  serve(pages: Readonly<Record<string, PageParts | Answering>>, level?: Level | 'none'): void;
  /** One visit of each phase after another, so that arrivals can be told apart by time. */
  audit(phases: NonNullable<AuditOptions['phases']>, more?: Partial<AuditOptions>): Promise<AuditRun>;
  /** What reached vendors and others, while this visit lasted. */
  arrivedDuring(seen: Observation, host?: string): Received[];
}

export const test = base.extend<object, { site: VisitsSite }>({
  site: [
    async ({ playwright: _ }, use) => {
      const outDir = mkdtempSync(join(tmpdir(), 'kelisim-visits-'));
      const built = await buildSite({ config: CONFIG, outDir, distDir: DIST });
      const records: string[] = [];
      const standIn = await startStandIn({
        pages: { 'visits.kz': nothing, [METRICS]: nothing, [CONSENT]: collectInto(records) },
      });
      const browserArgs = [...CHROMIUM_FLAGS, ...standIn.chromiumFlags];
      const browserPath = browsersFromEnvironment().chromium ?? undefined;
      const browser = await launchBrowser({ ...(browserPath !== undefined && { browserPath }), browserArgs });
      await use({
        standIn,
        browser,
        browserArgs,
        records,
        serve(pages, level = 'tag') {
          const block = level === 'none' ? '' : blockOf(level, built);
          standIn.setHost('visits.kz', (incoming, outgoing) => {
            const path = (incoming.url ?? '/').replace(/\?.*/s, '');
            const page = pages[path];
            if (typeof page === 'function') page(incoming, outgoing);
            else if (page) sendPage(outgoing, htmlOf(page, block));
            else if (path.startsWith('/kelisim/')) sendFile(outgoing, join(outDir, path.slice('/kelisim/'.length)));
            else outgoing.writeHead(404).end();
          });
        },
        audit(phases, more = {}) {
          standIn.clear();
          records.length = 0;
          const asked = { urls: [`${SITE}/`], phases, repeats: 1, parallel: 1, settleMs: SETTLE_MS, ...more };
          return runAudit({ ...asked, resolveCname: more.resolveCname ?? noName }, undefined, { browser });
        },
        arrivedDuring({ startedAt, durationMs }, host) {
          const start = Date.parse(startedAt);
          return standIn.received(host).filter(({ time }) => time >= start && time <= start + durationMs);
        },
      });
      await browser.close();
      await standIn.close();
      rmSync(outDir, { recursive: true });
    },
    { scope: 'worker' },
  ],
});

export function sendPage(outgoing: ServerResponse, html: string): void {
  outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
}

/** Line 2 is `above`, the block follows on the next line. */
function htmlOf({ above = '', head = '', body = '' }: PageParts, block: string): string {
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Визиты</title>
${above}
${block}
${head}
</head><body>
<p>Сайт</p>
${body}
</body></html>`;
}

function blockOf(level: Level, built: BuiltSite): string {
  return pasteBlock({ level, built, distDir: DIST, fence: fenceData(resolveSite(CONFIG, RULES)) });
}

function sendFile(outgoing: ServerResponse, file: string): void {
  try {
    const body = readFileSync(file);
    const type = file.endsWith('.js') ? 'text/javascript' : 'application/octet-stream';
    outgoing.writeHead(200, { 'content-type': type }).end(body);
  } catch {
    // As any web server: no such file.
    outgoing.writeHead(404).end();
  }
}

function collectInto(records: string[]): Answering {
  return (incoming, outgoing) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (part: string) => void (body += part));
    incoming.on('end', () => {
      if (incoming.method === 'POST') records.push(body);
      outgoing.writeHead(204, { 'access-control-allow-origin': SITE }).end();
    });
  };
}

function nothing(_incoming: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.writeHead(404).end();
}

function noName(): Promise<readonly string[]> {
  return Promise.resolve([]);
}
