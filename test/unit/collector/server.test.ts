/** The collector as it runs: a socket, a process, a SQLite file, and what goes wrong with them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { DEFAULT_LIMITS, type LogEntry } from '../../../src/collector/collector-environment.ts';
import { type RunningCollector, type ServeOptions, serveCollector } from '../../../src/collector/serve.ts';
import { openSqliteStorage } from '../../../src/collector/storage/open-storage.ts';
import type { Acknowledgement } from '../../../src/core/wire.ts';
import {
  makeRecord,
  ORIGIN,
  problem,
  recordId,
  rowsOf,
  SITE,
  startCollector,
  temporaryFolder,
} from './collector-fixture.ts';

const CHILD = fileURLToPath(new URL('collector-child.ts', import.meta.url));
const HEADERS = { 'Content-Type': 'text/plain;charset=UTF-8', Origin: ORIGIN };

interface Served extends RunningCollector {
  readonly file: string;
  readonly logs: LogEntry[];
}

async function serveHere(options: Partial<ServeOptions> = {}): Promise<Served> {
  const file = join(temporaryFolder(), 'records.sqlite');
  const logs: LogEntry[] = [];
  const environment = {
    storage: await openSqliteStorage(file),
    allowedOrigins: new Set([ORIGIN]),
    sites: null,
    limits: DEFAULT_LIMITS,
    now: Date.now,
    log: (entry: LogEntry) => void logs.push(entry),
  };
  const running = await serveCollector(environment, { host: '127.0.0.1', port: 0, ...options });
  onTestFinished(() => running.close());
  return { ...running, file, logs };
}

interface Child {
  readonly process: ChildProcess;
  readonly url: string;
  /** All it prints to stderr, when it has ended. */
  readonly errors: Promise<string>;
}

/** Starts a collector process; `wrapper` may put a shell before it. */
async function startChild(file: string, wrapper: readonly string[] = []): Promise<Child> {
  const line = [
    ...wrapper,
    process.execPath,
    CHILD,
    '--db',
    file,
    '--port',
    '0',
    '--origin',
    ORIGIN,
    '--rate',
    '100000',
  ];
  const child = spawn(line[0] as string, line.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const errors = text(child.stderr);
  const [first] = (await once(createInterface(child.stdout), 'line')) as [string];
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(first)?.[0];
  expect(first).toBe(`Kelisim collector listens on ${url}, admin side off (--admin-port)`);
  return { process: child, url: url as string, errors };
}

function send(url: string, body: BodyInit, headers: Record<string, string> = HEADERS): Promise<Response> {
  return fetch(`${url}/v1/sites/${SITE}/records`, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
}

function batchOf(...numbers: number[]): string {
  return JSON.stringify({ v: 1, records: numbers.map((number) => makeRecord(number)) });
}

test('Over a socket a record is stored, answered with a Date header once, and its receipt can be read.', async () => {
  const collector = await serveHere();
  const response = await send(collector.url, batchOf(1));
  expect(response.status).toBe(200);
  expect(response.headers.get('Date')).toMatch(/^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT$/);
  expect(await response.json()).toEqual({ v: 1, results: [{ id: recordId(1), result: 'stored' }] });
  expect(rowsOf(collector.file).map((row) => row.record_id)).toEqual([recordId(1)]);
  expect((await fetch(`${collector.url}/v1/receipts/${recordId(1)}`)).status).toBe(200);
});

test('A chunked body over the limit is answered 413 over a socket, and the next request is served.', async () => {
  const collector = await serveHere();
  const body = new Blob([`{"v":1,"records":[${' '.repeat(60_000)}]}`]).stream();
  expect((await send(collector.url, body)).status).toBe(413);
  expect((await send(collector.url, batchOf(1))).status).toBe(200);
  expect(rowsOf(collector.file)).toHaveLength(1);
});

test('A sender that stops in the middle of its headers or its body is cut off, and nothing is stored.', async () => {
  const collector = await serveHere({ headersTimeoutMs: 200, requestTimeoutMs: 400 });
  const port = Number(new URL(collector.url).port);
  const head = `POST /v1/sites/${SITE}/records HTTP/1.1\r\nHost: a\r\nOrigin: ${ORIGIN}\r\nContent-Type: text/plain\r\nContent-Length: 4000\r\n`;
  const answers = [head, `${head}\r\n{"v":1,`].map(async (start) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(start);
    return text(socket).catch(() => 'reset');
  });
  for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^(HTTP\/1\.1 4\d\d .*|reset|)$/s);
  expect(collector.logs.every(({ status }) => status < 500)).toBe(true);
  expect(rowsOf(collector.file)).toEqual([]);
});

test('A port that is taken is one sentence, and the storage of the running collector is not touched.', async () => {
  const collector = await serveHere();
  const port = Number(new URL(collector.url).port);
  await expect(serveHere({ port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken by another program: choose another with --port, or --port 0 for any free one.`,
  );
  expect((await send(collector.url, batchOf(1))).status).toBe(200);
});

test.for(['SIGTERM', 'SIGINT'] as const)(
  'On %s the collector finishes the request it has begun, stores it, and ends with code 0.',
  async (signal) => {
    const file = join(temporaryFolder(), 'records.sqlite');
    const child = await startChild(file);
    const exited = once(child.process, 'exit');
    const body = batchOf(1);
    const upload = request(`${child.url}/v1/sites/${SITE}/records`, {
      method: 'POST',
      headers: { ...HEADERS, 'Content-Length': body.length },
    });
    const answered = once(upload, 'response');
    upload.write(body.slice(0, 100));
    // A later connection was answered: the upload has begun there.
    await delay(100);
    await (await fetch(`${child.url}/healthz`)).text();
    child.process.kill(signal);
    await vi.waitFor(() => expect(fetch(`${child.url}/healthz`)).rejects.toThrow('fetch failed'), 10_000);
    upload.end(body.slice(100));
    const [response] = (await answered) as [NodeJS.ReadableStream];
    expect(JSON.parse(await text(response))).toEqual({ v: 1, results: [{ id: recordId(1), result: 'stored' }] });
    expect(await exited).toEqual([0, null]);
    expect(rowsOf(file)).toHaveLength(1);
  },
);

/** Posts batches of three one after the other until the collector is gone; what it acknowledged goes into `acknowledged`. */
async function postUntilGone(url: string, acknowledged: Set<string>, nextNumber: () => number): Promise<void> {
  try {
    for (;;) {
      const response = await send(url, batchOf(nextNumber(), nextNumber(), nextNumber()));
      const { results } = (await response.json()) as Acknowledgement;
      for (const { id, result } of results) if (result === 'stored') acknowledged.add(id as string);
    }
  } catch {
    // The process was killed: what had no answer may be stored or not.
  }
}

test('Killed with SIGKILL again and again while records come in, the collector has lost none that it acknowledged, and has none twice.', async () => {
  const file = join(temporaryFolder(), 'records.sqlite');
  const acknowledged = new Set<string>();
  let number = 0;
  for (let round = 0; round < 4; round++) {
    const before = acknowledged.size;
    const child = await startChild(file);
    const posting = Array.from({ length: 4 }, () => postUntilGone(child.url, acknowledged, () => number++));
    await expect
      .poll(() => acknowledged.size, { timeout: 10_000, interval: 5 })
      .toBeGreaterThan(before + 20 * (round + 1));
    child.process.kill('SIGKILL');
    await Promise.all(posting);
  }
  const ids = rowsOf(file).map((row) => row.record_id);
  expect(new Set(ids).size).toBe(ids.length);
  const stored = new Set(ids);
  expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
  const db = new SqliteDatabase(file);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.prepare(`SELECT sum(count) FROM tallies WHERE kind = 'record'`).pluck().get()).toBe(ids.length);
  db.close();
}, 40_000);

test('When the disk is full, the answer is 503 with Retry-After, nothing that was acknowledged is missing, and the log line quotes nothing.', async () => {
  const file = join(temporaryFolder(), 'records.sqlite');
  // A limit on the size of any file the process writes: the write fails as on a full disk, on every Unix and without root.
  const child = await startChild(file, ['sh', '-c', 'ulimit -f 2000; exec "$@"', 'sh']);
  const acknowledged: string[] = [];
  let response = await send(child.url, batchOf(0));
  for (let number = 1; response.status === 200 && number < 2000; number++) {
    const { results } = (await response.json()) as Acknowledgement;
    for (const { id, result } of results) if (result === 'stored') acknowledged.push(id as string);
    response = await send(child.url, batchOf(number));
  }
  expect(response.status).toBe(503);
  expect(response.headers.get('Retry-After')).toBe('30');
  expect(await response.json()).toEqual(problem(503, 'storage-unavailable'));
  child.process.kill('SIGTERM');
  expect(await child.errors).toMatch(/^POST \/v1\/sites\/:site\/records 503 SQLITE_[A-Z_]+\n$/);
  expect(acknowledged.length).toBeGreaterThan(20);
  expect(rowsOf(file).map((row) => row.record_id)).toEqual(acknowledged);
}, 20_000);

test('Ready means that a row could be written: 503 while the database is locked, asked for at most once a second.', async () => {
  const collector = await startCollector();
  expect(await (await collector.fetch('/readyz')).json()).toEqual({ ok: true });
  const other = new SqliteDatabase(collector.file);
  other.exec('BEGIN IMMEDIATE');
  expect((await collector.fetch('/readyz')).status).toBe(200);
  collector.clock.nowMs += 1000;
  const locked = await collector.fetch('/readyz');
  expect([locked.status, await locked.json()]).toEqual([503, problem(503, 'storage-unavailable')]);
  other.exec('ROLLBACK');
  other.close();
  expect((await collector.fetch('/healthz')).status).toBe(200);
  collector.clock.nowMs += 1000;
  expect((await collector.fetch('/readyz')).status).toBe(200);
});
