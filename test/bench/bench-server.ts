/**
 * Owns the server of the bench, on loopback only: HTTP/2 over TLS for every host of the page and its vendors (as a site of today), and plain
 * HTTP for engines that would need a certificate. Bodies are compressed beforehand; Kelisim's hashed files are immutable, pages are asked
 * for again with an ETag. Leaves to others: what a page holds (bench-page.ts), throttling (chromium-lab.ts).
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { createCertificate } from '../support/certificate.ts';

export const PAGE_ORIGIN = 'https://jetfin.kz';
const CERTIFIED = ['jetfin.kz', '*.jetfin.kz'];

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  css: 'text/css; charset=utf-8',
  bmp: 'image/bmp',
  txt: 'text/plain',
};

interface Stored {
  readonly body: Buffer;
  readonly brotli: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
}

export class BenchServer {
  readonly #files = new Map<string, Stored>();
  readonly #arrivals = new Map<string, string[]>();
  readonly #secure: Http2SecureServer;
  readonly #plain: Server;
  readonly spki: string;

  private constructor(certificate: Awaited<ReturnType<typeof createCertificate>>) {
    this.spki = certificate.spki;
    const { key, cert } = certificate;
    this.#secure = createSecureServer({ key, cert, allowHTTP1: true }, (ask, answer) => this.#answer(ask, answer));
    this.#plain = createServer((ask, answer) => this.#answer(ask, answer));
  }

  /** @param vendorHosts what else the certificate is for: their requests share the page's connection. */
  static async start(vendorHosts: readonly string[]): Promise<BenchServer> {
    const server = new BenchServer(await createCertificate([...CERTIFIED, ...vendorHosts]));
    await new Promise<void>((done) => server.#secure.listen(0, '127.0.0.1', done));
    // All of 127/8: other addresses play vendors.
    await new Promise<void>((done) => server.#plain.listen(0, '0.0.0.0', done));
    return server;
  }

  get securePort(): number {
    return (this.#secure.address() as AddressInfo).port;
  }

  get plainPort(): number {
    return (this.#plain.address() as AddressInfo).port;
  }

  /** @param path the same on every host; its ending is the type. Without one: a page. */
  put(path: string, content: string | Buffer): void {
    const body = Buffer.from(content);
    const isImmutable = path.startsWith('/kelisim/') && path !== '/kelisim/kelisim.js';
    const type = TYPES[/\.(\w+)$/.exec(path)?.[1] ?? 'html'] ?? 'application/octet-stream';
    this.#files.set(path, {
      body,
      brotli: brotliCompressSync(body),
      etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`,
      headers: {
        'content-type': type,
        'cache-control': isImmutable ? 'max-age=31536000, immutable' : path.includes('.') ? 'max-age=600' : 'no-cache',
        'access-control-allow-origin': '*',
        'timing-allow-origin': '*',
      },
    });
  }

  /** Paths that a visit asked for, in order. A visit is known by the end of its user agent. */
  arrivals(visit: string): readonly string[] {
    return this.#arrivals.get(visit) ?? [];
  }

  forget(visit: string): void {
    this.#arrivals.delete(visit);
  }

  async close(): Promise<void> {
    this.#plain.closeAllConnections();
    this.#plain.close();
    await new Promise<void>((done) => {
      this.#secure.close(() => done());
      // Browsers are gone by now; what is left of their sessions ends here.
      setTimeout(done, 500).unref();
    });
  }

  #answer(ask: IncomingMessage | Http2ServerRequest, to: ServerResponse | Http2ServerResponse): void {
    // The two interfaces agree on everything used here, their types do not.
    const answer = to as ServerResponse;
    const path = (ask.url ?? '/').replace(/\?.*/s, '');
    this.#log(String(ask.headers['user-agent']), path);
    ask.resume();
    if (ask.method !== 'GET') {
      // The collector: acknowledged by status.
      answer.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
      return void answer.end('{}');
    }
    const file = this.#files.get(path);
    if (file === undefined) return void answer.writeHead(404, { 'content-type': 'text/plain' }).end('no such file\n');
    const { etag, headers } = file;
    if (ask.headers['if-none-match'] === etag) return void answer.writeHead(304, { ...headers, etag }).end();
    const isBrotli = String(ask.headers['accept-encoding']).includes('br');
    const body = isBrotli ? file.brotli : file.body;
    answer.writeHead(200, {
      ...headers,
      etag,
      'content-length': body.length,
      ...(isBrotli && { 'content-encoding': 'br' }),
    });
    answer.end(body);
  }

  #log(userAgent: string, path: string): void {
    const visit = /visit\/(\w+)$/.exec(userAgent)?.[1];
    if (visit === undefined) return;
    const paths = this.#arrivals.get(visit) ?? [];
    this.#arrivals.set(visit, paths);
    paths.push(path);
  }
}
