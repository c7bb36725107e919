/** Owns what collector tests share: a well-formed record, a collector in this process on a SQLite file of its own, a look into that file. */
import { STATUS_CODES } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { createCollectorApp } from '../../../src/collector/app.ts';
import {
  type CollectorEnvironment,
  DEFAULT_LIMITS,
  type LogEntry,
} from '../../../src/collector/collector-environment.ts';
import { openSqliteStorage } from '../../../src/collector/storage/open-storage.ts';
import type { RecordStorage } from '../../../src/collector/storage/storage.ts';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';

export const ORIGIN = 'https://site.example';
export const SITE = 'demo-site';
export const NOW_MS = Date.parse('2026-07-01T09:03:05.678Z');

export function recordId(number: number): string {
  return `0197c000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

export function makeRecord(number: number, changes: Partial<ConsentRecord> = {}): ConsentRecord {
  return {
    v: 1,
    id: recordId(number),
    site: SITE,
    subject: 'AbCdEfGhIjKlMnOpQrStUv',
    action: 'save',
    surface: 'settings',
    input: 'pointer',
    trusted: true,
    decidedAt: '2026-07-01T09:03:04.000Z',
    shownAt: '2026-07-01T09:02:50.000Z',
    utcOffsetMinutes: 300,
    language: 'kk',
    notice: null,
    policy: '2026-05',
    scope: 'a3f09c',
    decisions: { necessary: 'necessary', functional: 'granted', analytics: 'granted', advertising: 'denied' },
    services: { clarity: false },
    validUntil: '2026-12-28T09:03:04.000Z',
    origin: ORIGIN,
    path: '/loans',
    widget: '0.1.0',
    gpc: false,
    storage: 'local',
    test: false,
    seq: 0,
    previous: null,
    ...changes,
  };
}

/** The whole body of a refusal. */
export function problem(status: number, code: string): object {
  return { type: 'about:blank', title: STATUS_CODES[status], status, code };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kelisim-collector-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Row {
  readonly record_id: string;
  readonly site: string;
  readonly received_at: string;
  readonly hash: string;
  readonly body: string;
}

/** Reads the file with a connection of its own: what the collector says it stored does not count. */
export function rowsOf(file: string): Row[] {
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    return db.prepare<[], Row>('SELECT record_id, site, received_at, hash, body FROM records ORDER BY seq').all();
  } finally {
    db.close();
  }
}

export interface TestCollector {
  readonly file: string;
  readonly storage: RecordStorage;
  readonly logs: LogEntry[];
  /** Moves the collector's clock. */
  readonly clock: { nowMs: number };
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Posts a body as the outbox does. */
  post(body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>, path?: string): Promise<Response>;
  send(...records: unknown[]): Promise<Response>;
  rows(): Row[];
}

export async function startCollector(
  changes: Partial<CollectorEnvironment> = {},
  busyTimeoutMs = 50,
): Promise<TestCollector> {
  const file = join(temporaryFolder(), 'records.sqlite');
  const storage = await openSqliteStorage(file, { busyTimeoutMs });
  onTestFinished(() => storage.close());
  const logs: LogEntry[] = [];
  const clock = { nowMs: NOW_MS };
  const app = createCollectorApp({
    storage,
    allowedOrigins: new Set([ORIGIN]),
    sites: null,
    limits: DEFAULT_LIMITS,
    now: () => clock.nowMs,
    log: (entry) => logs.push(entry),
    ...changes,
  });
  const fetch = async (path: string, init?: RequestInit): Promise<Response> => app.request(path, init);
  const post: TestCollector['post'] = (body, headers = {}, path = `/v1/sites/${SITE}/records`) =>
    fetch(path, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'text/plain;charset=UTF-8', Origin: ORIGIN, ...headers },
    });
  return {
    file,
    storage,
    logs,
    clock,
    fetch,
    post,
    send: (...records) => post(JSON.stringify({ v: 1, records })),
    rows: () => rowsOf(file),
  };
}
