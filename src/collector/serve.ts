/**
 * Owns the sockets of a collector, one for the public side and one for the admin side: Node's HTTP server under the app, its timeouts, and stopping without losing an answer.
 * Leaves to others: everything that is Request → Response (app.ts), options and words on the terminal (cli/collector/collector-command.ts).
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { AdminEnvironment } from './admin/admin-environment.ts';
import { answerParserErrors } from './answer-parser-errors.ts';
import { createCollectorApp } from './app.ts';
import type { CollectorEnvironment, CollectorHono } from './collector-environment.ts';

/** Far above what 48 KiB need, far below what a slow sender would like to hold. */
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 15_000;
const TIMEOUT_CHECK_MS = 1_000;
const KEEP_ALIVE_TIMEOUT_MS = 5_000;
/** How long a stop waits for requests that are under way. */
const DRAIN_MS = 5_000;
const DRAIN_SWEEP_MS = 50;

export interface RunningCollector {
  readonly url: string;
  /** Null without an admin side. */
  readonly adminUrl: string | null;
  /** Takes no new request, finishes those under way, closes the storage. */
  close(): Promise<void>;
}

interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly headersTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  /** On the storage of the public side, which outlives it. */
  readonly admin?: { readonly environment: AdminEnvironment; readonly host: string; readonly port: number };
}

/** The port cannot be listened on; the message is one sentence for the person who started the collector. */
export class ListenError extends Error {
  override name = 'ListenError';
}

export async function serveCollector(
  environment: CollectorEnvironment,
  options: ServeOptions,
): Promise<RunningCollector> {
  const collector = await serveApp(createCollectorApp(environment), options);
  const admin = options.admin ? await serveAdmin(options.admin, collector) : null;
  let closing: Promise<void> | undefined;
  return {
    url: collector.url,
    adminUrl: admin?.url ?? null,
    close() {
      closing ??= Promise.all([collector.stop(), admin?.stop()]).then(() => environment.storage.close());
      return closing;
    },
  };
}

async function serveAdmin(
  { environment, host, port }: NonNullable<ServeOptions['admin']>,
  collector: Served,
): Promise<Served> {
  const { createAdminApp } = await import('./admin/admin-app.ts');
  try {
    return await serveApp(createAdminApp(environment), { host, port });
  } catch (error) {
    await collector.stop();
    throw error;
  }
}

async function serveApp(app: Hono<CollectorHono>, options: ServeOptions): Promise<Served> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: options.headersTimeoutMs ?? HEADERS_TIMEOUT_MS,
      requestTimeout: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    },
  }) as Server;
  answerParserErrors(server);
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    stop: () => drain(server),
  };
}

/** Ends a process as service managers expect it: first signal, clean stop; the caller's own listeners stay untouched. */
export function closeOnSignals(collector: RunningCollector): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void collector.close());
}

function listen(server: Server, { host, port }: ServeOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (error: NodeJS.ErrnoException) => reject(new ListenError(sentenceFor(error, host, port))));
  server.listen(port, host, () => {
    server.removeAllListeners('error');
    resolve();
  });
  return promise;
}

function sentenceFor(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken by another program: choose another with --port, or --port 0 for any free one.`;
  if (error.code === 'EACCES') return `Port ${port} on ${host} may not be used by this user: choose one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `${host} is not an address of this machine: choose another with --host.`;
  return `Cannot listen on ${host}:${port} (${error.code ?? error.message}).`;
}

function drain(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  // A connection that is kept alive becomes idle when its last answer is out; close() alone would wait for its time-out.
  const sweep = setInterval(() => server.closeIdleConnections(), DRAIN_SWEEP_MS);
  server.close(() => {
    clearTimeout(force);
    clearInterval(sweep);
    resolve();
  });
  return promise;
}
