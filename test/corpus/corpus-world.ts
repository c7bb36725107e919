/**
 * Owns the corpus as a browser sees it: one stand-in server with every site at `https://<id>.corpus.kz/`, each with Kelisim built from its
 * config as an owner would, the vendors of the demo and those of the corpus. Sites with the same config share a build.
 * Leaves to others: the files (site-files.ts), the vendors' answers, visiting (control.ts, tools/run-corpus.ts).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { StandInRequest, StandInResponse } from '../../demo/stand-in/answer.ts';
import { readRequest } from '../../demo/read-request.ts';
import { respond } from '../../demo/stand-in/respond.ts';
import { buildSite } from '../../src/cli/build-site.ts';
import { resolveConfig } from '../../src/cli/resolve-config.ts';
import type { SiteConfig } from '../../src/core/config.ts';
import { dayOf } from '../../src/core/choice-cookie.ts';
import { type StandIn, startStandIn } from '../support/stand-in-server.ts';
import { OTHER_VENDORS } from './other-vendors.ts';
import { type CorpusSite, isBinary, readSite, sharedFile, siteIds } from './site-files.ts';

export interface CorpusWorld {
  readonly standIn: StandIn;
  /** Puts a site, changed or not, at its address. Returns what stands in its pages in place of `<!--kelisim-->`. */
  serve(site: CorpusSite): Promise<string>;
  close(): Promise<void>;
}

interface Built {
  readonly outDir: string;
  readonly tagHtml: string;
  readonly headHtml: string;
  readonly scope: string;
}

const ROOT = join(import.meta.dirname, '../..');
/** Where Kelisim stands in a page of the corpus. */
export const TAG_PLACE = '<!--kelisim-->';
const HEAD_DELAY_MS = 400;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gif': 'image/gif',
};
/** Told to nobody by DNS here; `resolveCname` of the audit asks this. */
export const CNAMES: Readonly<Record<string, readonly string[]>> = {
  'metrics.cname-tracker.corpus.kz': ['corpus.matomo.cloud'],
};

export function addressOf(id: string, path = '/'): string {
  return `https://${id}.corpus.kz${path}`;
}

/** @param ids sites to build and serve at once; by default all. */
export async function startCorpusWorld(ids: readonly string[] = siteIds()): Promise<CorpusWorld> {
  const workDir = mkdtempSync(join(tmpdir(), 'kelisim-corpus-'));
  const builds = new Map<string, Promise<Built>>();
  const vendorHosts = [...new Set(OTHER_VENDORS.map(({ host }) => host))];
  const standIn = await startStandIn({
    pages: {
      ...Object.fromEntries(ids.map((id) => [`${id}.corpus.kz`, nothing])),
      ...Object.fromEntries(vendorHosts.map((host) => [host, answerVendor])),
    },
  });

  function build(config: SiteConfig): Promise<Built> {
    const key = JSON.stringify(config);
    const outDir = join(workDir, String(builds.size));
    const built = builds.get(key) ?? buildOne(config, outDir);
    builds.set(key, built);
    return built;
  }

  async function serve(site: CorpusSite): Promise<string> {
    const built = site.config && (await build(site.config));
    const sessions = new Set<string>();
    standIn.setHost(`${site.id}.corpus.kz`, (incoming, outgoing) => {
      const [path = '/'] = (incoming.url ?? '/').split('?');
      const extra = site.server.headers?.[path] ?? {};
      const headers = Object.entries(extra).map(([name, value]) => [name, fill(value, built)]);
      answerSite(site, built, sessions, incoming)
        .then((answer) => {
          outgoing.writeHead(answer.status, { ...answer.headers, ...Object.fromEntries(headers) });
          outgoing.end(answer.body);
        })
        .catch((error: unknown) => {
          if (!incoming.destroyed) console.error(error);
          outgoing.destroy();
        });
    });
    return tagOf(site, built);
  }

  for (const id of ids) await serve(readSite(id));
  // As over a slow phone: on loopback the file would be there before the look-ahead has read on, and the gate would take a request back
  // while its connection is still being made (net::ERR_ABORTED), so that the defect would come and go with the load of the machine.
  standIn.hook({ path: /^\/kelisim\/kelisim[^/]*\.js$/, delayMs: HEAD_DELAY_MS });
  return {
    standIn,
    serve,
    async close() {
      await standIn.close();
      rmSync(workDir, { recursive: true, force: true });
    },
  };
}

async function buildOne(config: SiteConfig, outDir: string): Promise<Built> {
  const { tagHtml, headHtml, findings } = await buildSite({ config, outDir, distDir: join(ROOT, 'dist') });
  if (findings.length > 0) throw new Error(`A config of the corpus is wrong: ${JSON.stringify(findings)}`);
  return { outDir, tagHtml: tagHtml.trim(), headHtml: headHtml.trim(), scope: resolveConfig(config).stamp.scope };
}

function tagOf({ level }: CorpusSite, built: Built | null): string {
  return (level === 'inline' ? built?.headHtml : built?.tagHtml) ?? '';
}

async function answerSite(
  site: CorpusSite,
  built: Built | null,
  sessions: Set<string>,
  incoming: IncomingMessage,
): Promise<StandInResponse> {
  const { session, proxies = {} } = site.server;
  const request = await readRequest(incoming, `${site.id}.corpus.kz`, incoming.url ?? '/');
  const { path } = request;
  const proxy = Object.keys(proxies).find((prefix) => path.startsWith(prefix));
  if (proxy !== undefined) {
    const target = new URL(proxies[proxy]! + path.slice(proxy.length));
    return respond({ ...request, host: target.host, path: target.pathname });
  }
  if (session && (path === session.remembers || path === session.restores))
    return answerSession(session, sessions, request);
  if (path.startsWith('/kelisim/') && built) return file(path, () => readFileSync(join(built.outDir, path.slice(8))));
  if (path.startsWith('/shared/')) return file(path, () => sharedFile(path.slice(8)));
  const name = path.endsWith('/') ? `${path.slice(1)}index.html` : path.slice(1);
  // A single-page route is answered with the first page when it is asked for by itself.
  const text = site.files[name] ?? (name.includes('.') ? undefined : site.files['index.html']);
  if (name.endsWith('site.json') || name.endsWith('server.json')) return file(path, () => undefined);
  const tag = tagOf(site, built);
  if (isBinary(name)) return file(name, () => (text === undefined ? undefined : Buffer.from(text, 'latin1')));
  const answer = file(name.includes('.') ? name : '/index.html', () => text?.replace(TAG_PLACE, () => tag));
  if (!session || sessionOf(session, request) !== undefined || !name.endsWith('.html')) return answer;
  const cookie = `${session.cookie}=${Math.random().toString(36).slice(2)}; Path=/; HttpOnly; SameSite=Lax`;
  return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie } };
}

type Session = NonNullable<CorpusSite['server']['session']>;

function sessionOf({ cookie }: Session, request: StandInRequest): string | undefined {
  return new RegExp(`(?:^|; )${cookie}=(\\w+)`).exec(request.headers['cookie'] ?? '')?.[1];
}

function answerSession(session: Session, sessions: Set<string>, request: StandInRequest): StandInResponse {
  const id = sessionOf(session, request) ?? '';
  if (request.path === session.remembers) sessions.add(id);
  const isBack = request.path === session.restores && sessions.has(id);
  return { status: 204, headers: isBack ? { 'set-cookie': session.sets } : {}, body: '' };
}

function file(path: string, read: () => string | Uint8Array | undefined): StandInResponse {
  let body: string | Uint8Array | undefined;
  try {
    body = read();
  } catch {
    // As any web server: no such file.
  }
  if (body === undefined) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'no such file\n' };
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  // Never cached: a fix changes the page, and the next visit must see it.
  return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-store' }, body };
}

function fill(text: string, built: Built | null): string {
  return text.replace('{{scope}}', built?.scope ?? '').replace('{{day}}', String(dayOf(Date.now())));
}

function nothing(_incoming: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.writeHead(404).end();
}

/** The longest path of the host wins, as in demo/stand-in. */
function answerVendor(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const host = (incoming.headers.host ?? '').replace(/:\d+$/, '');
  void readRequest(incoming, host, incoming.url ?? '/').then((request) => {
    const [route] = OTHER_VENDORS.filter((one) => one.host === host && request.path.startsWith(one.path)).sort(
      (a, b) => b.path.length - a.path.length,
    );
    const cors = {
      'access-control-allow-origin': request.headers['origin'] ?? '*',
      'access-control-allow-credentials': 'true',
      'cache-control': 'no-store',
    };
    const answer = route?.answer(request) ?? { status: 404, headers: {}, body: '' };
    outgoing.writeHead(answer.status, { ...cors, ...answer.headers });
    outgoing.end(answer.body);
  });
}
