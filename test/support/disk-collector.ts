/**
 * Owns a real collector for one test: in this process, on a port of its own, on an SQLite file of its own, which is read past the collector.
 * Leaves to others: everything the collector does (src/collector), joining it to a host name (the stand-in server).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { DEFAULT_LIMITS, type LogEntry } from '../../src/collector/collector-environment.ts';
import { type RunningCollector, serveCollector } from '../../src/collector/serve.ts';
import { openSqliteStorage } from '../../src/collector/storage/open-storage.ts';
import type { ConsentRecord } from '../../src/core/consent-record.ts';

const HOST = '127.0.0.1';

export class DiskCollector {
  readonly logs: LogEntry[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'kelisim-e2e-db-'));
  readonly #origins: ReadonlySet<string>;
  #running: RunningCollector | undefined;
  #port = 0;

  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins);
  }

  get file(): string {
    return join(this.#folder, 'consent.db');
  }

  /** Stays the same over `stop` and `start`. */
  get url(): string {
    return `http://${HOST}:${this.#port}`;
  }

  async start(): Promise<void> {
    const storage = await openSqliteStorage(this.file);
    const environment = {
      storage,
      allowedOrigins: this.#origins,
      sites: null,
      limits: DEFAULT_LIMITS,
      now: Date.now,
      log: (entry: LogEntry) => void this.logs.push(entry),
    };
    this.#running = await serveCollector(environment, { host: HOST, port: this.#port });
    this.#port = Number(new URL(this.#running.url).port);
  }

  async stop(): Promise<void> {
    await this.#running?.close();
    this.#running = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The rows as they lie on disk, oldest first; read with a connection of its own. */
  rows(): { readonly record_id: string; readonly body: string }[] {
    const db = new SqliteDatabase(this.file, { readonly: true });
    try {
      return db
        .prepare<[], { record_id: string; body: string }>('SELECT record_id, body FROM records ORDER BY seq')
        .all();
    } finally {
      db.close();
    }
  }

  records(): ConsentRecord[] {
    return this.rows().map((row) => JSON.parse(row.body) as ConsentRecord);
  }

  /** How many records ended as this, over all requests. */
  count(result: string): number {
    return this.logs.reduce((sum, entry) => sum + (entry.counts?.[result] ?? 0), 0);
  }
}

/** A line that carries requests to the collector and loses the answers: what a sender sees of a connection that broke too late. */
export function loseAnswers(origin: string): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const { hostname, port } = new URL(origin);
  return (incoming) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const outward = request({ hostname, port, method, path: url, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => incoming.socket.destroy());
    });
    outward.on('error', () => incoming.socket.destroy());
    incoming.pipe(outward);
  };
}
