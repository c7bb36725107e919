/**
 * Owns the demo's one HTTP server: which request is for a site, which for a played vendor, which for the page of what was received, which for the config builder.
 * Leaves to others: building the sites, the collector, words on the terminal (start-demo.ts, serve.ts).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { acceptSocket } from './accept-socket.ts';
import type { HostForm, HostMap } from './host-map.ts';
import { readRequest, toRequest } from './read-request.ts';
import { type PageAnswer, sitePage, type SitePages } from './site-pages.ts';
import { ReceivedLog } from './stand-in/received-log.ts';
import { respond } from './stand-in/respond.ts';

export interface DemoSite {
  readonly pages: SitePages;
  /** The inline form of the Kelisim tag, for `?install=inline`. */
  readonly inlineTag: string;
}

export interface DemoContent {
  readonly maps: Readonly<Record<HostForm, HostMap>>;
  readonly sites: Readonly<Record<HostForm, ReadonlyMap<string, DemoSite>>>;
  /** The built config builder: static files, the same in both forms. */
  readonly builder: SitePages;
}

/** What a request is for, once the form of its address is understood. */
type Goal =
  | { readonly kind: 'site'; readonly form: HostForm; readonly site: string; readonly target: string }
  | { readonly kind: 'vendor'; readonly form: HostForm; readonly host: string; readonly target: string }
  | { readonly kind: 'received'; readonly target: string }
  | { readonly kind: 'builder'; readonly target: string }
  | { readonly kind: 'start' };

const RECEIVED: SitePages = { folder: join(import.meta.dirname, 'received'), tag: '' };

/** @param content asked anew for each request: the server listens before the sites are built, because they need its port. */
export function createDemoServer(content: () => DemoContent | null): {
  readonly server: Server;
  readonly log: ReceivedLog;
} {
  const log = new ReceivedLog();
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      console.error(error);
      if (!outgoing.headersSent)
        send(outgoing, { status: 500, headers: { 'content-type': 'text/plain' }, body: 'the demo server failed\n' });
    });
  });
  server.on('upgrade', (incoming, socket) => {
    const goal = goalOf(incoming);
    if (goal.kind !== 'vendor') return void socket.destroy();
    log.add(toRequest(incoming, goal.host, goal.target), siteOf(incoming));
    acceptSocket(incoming, socket);
  });

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const ready = content();
    if (!ready)
      return send(outgoing, {
        status: 503,
        headers: { 'content-type': 'text/plain', 'retry-after': '1' },
        body: 'still building\n',
      });
    const goal = goalOf(incoming);
    if (goal.kind === 'received') return answerReceived(goal.target, incoming, outgoing);
    if (goal.kind === 'vendor') {
      const request = await readRequest(incoming, goal.host, goal.target);
      log.add(request, siteOf(incoming));
      return send(outgoing, loopback(respond(request), goal.form, goal.host, ready.maps[goal.form]));
    }
    incoming.resume();
    if (goal.kind === 'start') return send(outgoing, startPage(ready));
    if (goal.kind === 'builder') return send(outgoing, sitePage(ready.builder, goal.target.replace(/\?.*/s, '')));
    const site = ready.sites[goal.form].get(goal.site);
    if (!site)
      return send(outgoing, {
        status: 404,
        headers: { 'content-type': 'text/plain' },
        body: 'no such site in the demo\n',
      });
    const [path = '/', query = ''] = goal.target.split('?');
    const inline = new URLSearchParams(query).get('install') === 'inline';
    send(outgoing, sitePage(inline ? { ...site.pages, tag: site.inlineTag } : site.pages, path));
  }

  function answerReceived(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
    incoming.resume();
    if (target === '/clear' && incoming.method === 'POST') {
      log.clear();
      return send(outgoing, { status: 204, headers: {}, body: '' });
    }
    if (target !== '/events') return send(outgoing, sitePage(RECEIVED, target));
    outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const write = (data: unknown) => outgoing.write(`data: ${JSON.stringify(data)}\n\n`);
    // Null first: a page that reconnects starts from an empty list instead of doubling it.
    write(null);
    for (const entry of log.entries) write(entry);
    outgoing.once('close', log.subscribe(write));
  }

  return { server, log };
}

function goalOf(incoming: IncomingMessage): Goal {
  const host = (incoming.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const target = incoming.url ?? '/';
  if (host.endsWith('.localhost')) {
    const name = host.slice(0, -'.localhost'.length);
    if (name === 'received' || name === 'builder') return { kind: name, target };
    return name.includes('.')
      ? { kind: 'vendor', form: 'subdomain', host: name, target }
      : { kind: 'site', form: 'subdomain', site: name, target };
  }
  const vendor = /^\/_\/([^/?]+)(\/[^?]*)?(\?.*)?$/.exec(target);
  if (vendor)
    return {
      kind: 'vendor',
      form: 'path',
      host: vendor[1]!.toLowerCase(),
      target: (vendor[2] ?? '/') + (vendor[3] ?? ''),
    };
  const site = /^\/([a-z-]+)(\/.*)$/.exec(target);
  if (!site) return { kind: 'start' };
  const [, name = '', inside = '/'] = site;
  return name === 'received' || name === 'builder'
    ? { kind: name, target: inside }
    : { kind: 'site', form: 'path', site: name, target: inside };
}

/** The site a vendor's request came from: by the page's address in `origin` or `referer`, '' from inside a vendor's own frame. */
function siteOf(incoming: IncomingMessage): string {
  const from = incoming.headers.referer ?? incoming.headers.origin ?? '';
  return (
    /^http:\/\/([a-z-]+)\.localhost[:/]/.exec(`${from}/`)?.[1] ??
    /^http:\/\/127\.0\.0\.1:\d+\/([a-z-]+)\//.exec(from)?.[1] ??
    ''
  );
}

function loopback(from: PageAnswer, form: HostForm, host: string, map: HostMap): PageAnswer {
  const cookie = from.headers['set-cookie'];
  // In path form all vendors share one host: without a path of their own their cookies would look like the site's.
  const headers =
    cookie && form === 'path'
      ? { ...from.headers, 'set-cookie': cookie.replace('Path=/', `Path=/_/${host}/`) }
      : from.headers;
  return { ...from, headers, body: typeof from.body === 'string' ? map.rewrite(from.body) : from.body };
}

function startPage(content: DemoContent): PageAnswer {
  const links = [...content.sites.path.keys(), 'builder', 'received']
    .map((name) => `<li><a href="/${name}/">${name}</a></li>`)
    .join('');
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Kelisim demo</title><h1>Kelisim demo</h1><ul>${links}</ul></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function send(outgoing: ServerResponse, from: PageAnswer): void {
  outgoing.writeHead(from.status, from.headers);
  outgoing.end(from.body);
}
