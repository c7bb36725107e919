/**
 * Owns the server side of the matrix: one port on five loopback addresses, of which the first serves the pages and the others are trackers, and the log of
 * what arrived there. Also a port per engine that only counts connections (preconnect sends nothing).
 * Leaves to others: the HTML (matrix-page.ts), what an arrival means (measure-load.ts).
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server as SocketServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { AnswerType } from './kinds/kind.ts';
import { type Arrival, PAGE_HOST, readTrackerUrl, TRACKER_HOSTS, type TrackerCategory } from './tracker-url.ts';

const SLOW_SCRIPT_MS = 120;
const CHUNK_MS = 15;
/** A head script behind an address comes a round trip later; without that the look-ahead has no time to show what it does. */
const HEAD_SCRIPT_MS = 60;
const PORT_TRIES = 20;
/** RFC 6455 §1.3. */
const WEBSOCKET_KEY = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const TYPES: Record<AnswerType, string> = {
  js: 'text/javascript',
  gif: 'image/gif',
  html: 'text/html',
  css: 'text/css',
  svg: 'image/svg+xml',
  vtt: 'text/vtt',
  txt: 'text/plain',
};

/**
 * Makes a visitor without memory, or with the choice cookie that the measurement wants (after ?). On every level of the host's name, as the
 * head writes it on the widest that works: WebKitGTK takes `domain=0.1` on 127.0.0.1 for one. Read back at the end, which waits for what was
 * written: Chromium sets cookies asynchronously, and about one next page in two thousand was asked for with the cookie from before (brave-core
 * PR 36692 describes the same race). The head and the client read back by themselves before they reload.
 */
const VISITOR = `<!doctype html><script>
localStorage.clear();sessionStorage.clear();
for(var level=location.hostname;level;level=level.replace(/^[^.]*\\.?/,""))document.cookie="kelisim=;path=/;max-age=0;domain="+level;
document.cookie="kelisim=;path=/;max-age=0";
if(location.search.length>1)document.cookie="kelisim="+location.search.slice(1)+";path=/;samesite=lax";
window.readBack=document.cookie;
</script>`;

export interface ServedPage {
  readonly pieces: readonly string[];
  readonly isSlow: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes the answer for a page when it is asked for: at level header the policy depends on the cookie of that very request. */
export type PageMaker = (load: string, request: IncomingMessage) => ServedPage | null;

export class MatrixServer {
  readonly #arrivals: Arrival[] = [];
  readonly #servers: (Server | SocketServer)[] = [];
  readonly #makePage: PageMaker;
  port = 0;
  /** The files of Kelisim as `kelisim build` made them. */
  ownFiles: (path: string) => Buffer | string | null = () => null;

  private constructor(makePage: PageMaker) {
    this.#makePage = makePage;
  }

  static async start(makePage: PageMaker): Promise<MatrixServer> {
    const server = new MatrixServer(makePage);
    for (let tries = 0; ; tries++) {
      try {
        await server.#listen();
        return server;
      } catch (error) {
        await server.close();
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tries === PORT_TRIES) throw error;
      }
    }
  }

  /** What arrived from one load so far. */
  arrivals(load: string): Arrival[] {
    return this.#arrivals.filter((arrival) => arrival.load === load);
  }

  /** Forgets a load that was judged. */
  forget(load: string): void {
    for (let i = this.#arrivals.length - 1; i >= 0; i--)
      if (this.#arrivals[i]!.load === load) this.#arrivals.splice(i, 1);
  }

  /** A port on which a connection alone counts as arrival of the kind, for the load that `load()` names at that moment. */
  async openConnectionPort(
    category: TrackerCategory,
    current: () => { load: string; kind: string } | null,
  ): Promise<number> {
    const sockets = createSocketServer((socket) => {
      const now = current();
      socket.on('error', () => socket.destroy());
      socket.destroy();
      if (now !== null) this.#arrivals.push({ ...now, category, again: false, part: '', atMs: performance.now() });
    });
    this.#servers.push(sockets);
    await new Promise<void>((listening) => sockets.listen(0, TRACKER_HOSTS[category], listening));
    return (sockets.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const server of this.#servers.splice(0)) {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    }
  }

  /** The same port everywhere: a policy that names hosts need not name many ports. */
  async #listen(): Promise<void> {
    let port = 0;
    for (const host of [PAGE_HOST, ...Object.values(TRACKER_HOSTS)]) {
      const server = createServer((request, response) => {
        this.#answer(host, request, response).catch((error: unknown) => {
          if (!response.headersSent) response.writeHead(500);
          response.end(String(error));
        });
      });
      if (host !== PAGE_HOST) this.#acceptSockets(server);
      this.#servers.push(server);
      await new Promise<void>((listening, failed) => {
        server.on('error', failed);
        server.listen(port, host, listening);
      });
      port = (server.address() as AddressInfo).port;
    }
    this.port = port;
  }

  async #answer(host: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('cache-control', 'no-store');
    if (host === PAGE_HOST) return this.#answerSite(request, response);
    const path = request.url ?? '';
    const arrival = readTrackerUrl(host, path, performance.now());
    if (arrival !== null) this.#arrivals.push(arrival);
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-allow-headers', 'content-type');
    for await (const _ of request);
    // 204 also tells an EventSource not to come again.
    const type = /\.([a-z]+)\?/.exec(path)?.[1] as AnswerType | undefined;
    if (arrival === null || type === undefined || type === 'txt') return void response.writeHead(204).end();
    response.writeHead(200, { 'content-type': TYPES[type] });
    if (type === 'gif') return void response.end(PIXEL);
    response.end(type === 'js' ? `try{top.ran.push(${JSON.stringify(arrival.kind)})}catch(error){}` : '');
  }

  async #answerSite(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', `http://${PAGE_HOST}`);
    const send = (type: string, body: Buffer | string) => {
      response.writeHead(200, { 'content-type': type, ...this.#headersOf(url, request) }).end(body);
    };
    if (url.pathname.startsWith('/page/'))
      return this.#sendPage(url.pathname.slice('/page/'.length), request, response);
    switch (url.pathname) {
      case '/own/visitor.html':
        return send('text/html', VISITOR);
      case '/own/slow.js':
        await wait(SLOW_SCRIPT_MS);
        return send('text/javascript', '');
      case '/own/worker.js':
        return send('text/javascript', 'fetch(new URL(location.href).searchParams.get("to"),{mode:"no-cors"})');
      case '/own/frame.html':
        return send(
          'text/html',
          '<!doctype html><script>new Image().src=new URL(location.href).searchParams.get("to")</script>',
        );
      case '/own/empty.html':
        return send('text/html', '<!doctype html><title>Own page</title>');
      case '/own/nothing.js':
        return send('text/javascript', '');
      default: {
        const file = this.ownFiles(url.pathname);
        if (file === null) return void response.writeHead(404).end();
        if (/^\/kelisim\/kelisim[.\w]*\.js$/.test(url.pathname)) await wait(HEAD_SCRIPT_MS);
        return send(url.pathname.endsWith('.js') ? 'text/javascript' : 'application/json', file);
      }
    }
  }

  /** Level header: a site's server sends its header with the other files of the site too, as workers and frames. */
  #headersOf(url: URL, request: IncomingMessage): Readonly<Record<string, string>> {
    const load = /[?&]load=(\w+)/.exec(decodeURIComponent(url.search))?.[1];
    return load === undefined ? {} : (this.#makePage(load, request)?.headers ?? {});
  }

  async #sendPage(load: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const page = this.#makePage(load, request);
    if (page === null) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
    if (!page.isSlow) return void response.end(page.pieces.join(''));
    for (const piece of page.pieces) {
      response.write(piece);
      await wait(CHUNK_MS);
    }
    response.end();
  }

  #acceptSockets(server: Server): void {
    server.on('upgrade', (request, socket) => {
      const arrival = readTrackerUrl(request.headers.host ?? '', request.url ?? '', performance.now());
      if (arrival !== null) this.#arrivals.push(arrival);
      const accept = createHash('sha1')
        .update(`${request.headers['sec-websocket-key']}${WEBSOCKET_KEY}`)
        .digest('base64');
      socket.on('error', () => socket.destroy());
      socket.end(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
    });
  }
}
