/**
 * Owns the end-to-end server: one loopback TLS port that is every vendor and every demo site by its real name, and the log of what arrived.
 * HTTP/1.1 on purpose: HTTP/2 would coalesce hosts of one certificate and hide connections; WebSocket upgrades arrive as they are.
 * Leaves to others: what vendors answer (demo/stand-in), building Kelisim (the tests).
 */
import { type IncomingMessage, request as forward, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import { acceptSocket } from '../../demo/accept-socket.ts';
import { readRequest, toRequest } from '../../demo/read-request.ts';
import { type PageAnswer, sitePage, type SitePages } from '../../demo/site-pages.ts';
import { type Received, ReceivedLog } from '../../demo/stand-in/received-log.ts';
import { playedHosts, respond } from '../../demo/stand-in/respond.ts';
import { createCertificate } from './certificate.ts';

/** What a host of the test is: a demo site, another server on loopback (the collector), or a function. */
export type HostContent =
  | SitePages
  | { readonly proxy: string }
  | ((incoming: IncomingMessage, outgoing: ServerResponse) => void);

/** Something goes wrong, late or otherwise. The first hook that fits is taken. */
export interface Hook {
  /** All hosts when left out. */
  readonly host?: string;
  /** A prefix or a pattern; all paths when left out. */
  readonly path?: string | RegExp;
  readonly delayMs?: number;
  /** Answers with this status and no content. */
  readonly status?: number;
  /** Cuts the connection instead of answering. */
  readonly abort?: boolean;
  /** Changes a text before it is sent, as a page without its head script. */
  readonly alter?: (text: string) => string;
}

export interface StandIn {
  readonly port: number;
  readonly spki: string;
  /** Sends every host of a Chromium to this server and makes it accept the certificate. */
  readonly chromiumFlags: readonly string[];
  readonly log: ReceivedLog;
  /** Server names of TLS connections, also of those that sent no request (preconnect). */
  readonly connections: readonly string[];
  /** Arrivals at one host, or at all hosts but the sites, their collectors and the browser's own. */
  received(host?: string): Received[];
  /** Returns a function that takes the hook away. */
  hook(hook: Hook): () => void;
  /** Sets or replaces what a host is. */
  setHost(host: string, content: HostContent): void;
  /** Forgets arrivals and connections; hooks stay. */
  clear(): void;
  close(): Promise<void>;
}

/** Chromium asks these by itself in spite of all flags; with every host mapped here they arrive too. */
const BROWSER_OWN =
  /^(?:update\.googleapis|accounts\.google|clients\d?\.google|clientservices\.googleapis|optimizationguide-pa\.googleapis|content-autofill\.googleapis|edgedl\.me\.gvt1|safebrowsing\.googleapis|redirector\.gvt1|android\.clients\.google)\.com$/;

export async function startStandIn(options: {
  readonly pages: Readonly<Record<string, HostContent>>;
}): Promise<StandIn> {
  const hosts = new Map(Object.entries(options.pages));
  const certificate = await createCertificate([...hosts.keys(), ...playedHosts()]);
  const log = new ReceivedLog();
  const hooks = new Set<Hook>();
  const connections: string[] = [];

  const server = createServer(certificate, (incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      // A page that left in the middle of a request is no failure of the server.
      if (!incoming.destroyed) console.error(error);
      outgoing.destroy();
    });
  });
  server.on('secureConnection', (socket: TLSSocket) => connections.push(String(socket.servername)));
  server.on('upgrade', (incoming, socket) => {
    const request = toRequest(incoming, hostOf(incoming), incoming.url ?? '/');
    log.add(request, siteOf(incoming));
    const hook = [...hooks].find((item) => fits(item, request.host, request.path));
    if (hook?.abort || hook?.status) socket.destroy();
    else acceptSocket(incoming, socket);
  });

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const host = hostOf(incoming);
    const content = hosts.get(host);
    const target = incoming.url ?? '/';
    const request = toRequest(incoming, host, target);
    const entry = log.add(request, siteOf(incoming));
    const hook = [...hooks].find((item) => fits(item, host, request.path));
    if (hook?.delayMs) await sleep(hook.delayMs);
    if (hook?.abort) return void incoming.socket.destroy();
    if (hook?.status) {
      incoming.resume();
      return send(outgoing, {
        status: hook.status,
        headers: { 'content-type': 'text/plain', 'access-control-allow-origin': '*' },
        body: '',
      });
    }
    if (typeof content === 'function') return content(incoming, outgoing);
    if (content && 'proxy' in content) return passOn(content.proxy, incoming, outgoing);
    const whole = await readRequest(incoming, host, target);
    if (whole.body) entry.body = whole.body;
    const from = content ? sitePage(content, whole.path) : respond(whole);
    send(outgoing, hook?.alter && typeof from.body === 'string' ? { ...from, body: hook.alter(from.body) } : from);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    spki: certificate.spki,
    chromiumFlags: [
      `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
      `--ignore-certificate-errors-spki-list=${certificate.spki}`,
    ],
    log,
    connections,
    received: (host) =>
      log.entries.filter((entry) =>
        host ? entry.host === host : !hosts.has(entry.host) && !BROWSER_OWN.test(entry.host),
      ),
    hook(hook) {
      hooks.add(hook);
      return () => void hooks.delete(hook);
    },
    setHost: (host, content) => void hosts.set(host, content),
    clear() {
      log.clear();
      connections.length = 0;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

function hostOf(incoming: IncomingMessage): string {
  return (incoming.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
}

function siteOf(incoming: IncomingMessage): string {
  return /^https:\/\/([^/:]+)/.exec(incoming.headers.origin ?? incoming.headers.referer ?? '')?.[1] ?? '';
}

function fits(hook: Hook, host: string, path: string): boolean {
  if (hook.host !== undefined && hook.host !== host) return false;
  if (hook.path === undefined) return true;
  return typeof hook.path === 'string' ? path.startsWith(hook.path) : hook.path.test(path);
}

/** Hands a request on to a plain HTTP server on loopback; one that is down looks to the page like one that is down. */
function passOn(origin: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { hostname, port } = new URL(origin);
  const { method = 'GET', url = '/', headers } = incoming;
  const outward = forward({ hostname, port, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  outward.on('error', () => incoming.socket.destroy());
  incoming.pipe(outward);
}

function send(outgoing: ServerResponse, from: PageAnswer): void {
  outgoing.writeHead(from.status, from.headers);
  outgoing.end(from.body);
}
