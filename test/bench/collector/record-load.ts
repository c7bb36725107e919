/**
 * Owns the load on a collector: sockets that are kept open, records of their own ids posted one request after the other on each, either as fast as
 * answers come or at a given rate. At a rate the time counts from the moment a request was due, not from when a socket was free
 * (otherwise a slow collector would be asked less often and look better than it is).
 * Raw sockets, because the generator must be cheaper than what it measures. Leaves to others: running in a process of its own (load-process.ts).
 */
import { connect, type Socket } from 'node:net';
import { LOAD_ORIGIN } from '../../support/collector-process.ts';

export interface LoadOptions {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second; null: as many as are answered. */
  readonly perSecond: number | null;
  readonly recordsPerRequest: number;
  /** First number of the records; ids follow from it. */
  readonly from: number;
}

export interface LoadResult {
  readonly seconds: number;
  readonly requests: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** 503 without Retry-After. */
  readonly bareRefusals: number;
  /** Numbers of the records that were acknowledged. */
  readonly acknowledged: readonly number[];
  /** Of answers 200, milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
}

const SITE = 'load';
const BODY_START = '{"v":1,"records":[';

/** The first moment of this month: PostgreSQL has a partition for it, and every process of a run makes the same ids. */
const MONTH_MS = Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), 1);

/** UUIDv7 of this month. */
export function loadId(number: number): string {
  const time = MONTH_MS.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** A record as the widget sends it, some 800 bytes. */
export function loadRecord(number: number): string {
  return `{"v":1,"id":"${loadId(number)}","site":"${SITE}","subject":"${`AAAAAAAAAA${number.toString(36)}`.slice(-10)}IjKlMnOpQrSt","action":"save","surface":"settings","input":"pointer","trusted":true,"decidedAt":"2026-07-01T09:03:04.000Z","shownAt":"2026-07-01T09:02:50.000Z","utcOffsetMinutes":300,"language":"kk","notice":"${'ab'.repeat(32)}","policy":"2026-05","scope":"a3f09c","decisions":{"necessary":"necessary","functional":"granted","analytics":"granted","advertising":"denied"},"services":{"clarity":false},"validUntil":"2026-12-28T09:03:04.000Z","origin":"${LOAD_ORIGIN}","path":"/loans","widget":"0.1.0","gpc":false,"storage":"local","test":false,"seq":0,"previous":null}`;
}

interface Run {
  next: number;
  due: number;
  readonly endMs: number;
  readonly statuses: Record<string, number>;
  readonly acknowledged: number[];
  readonly latencies: number[];
  bareRefusals: number;
  requests: number;
}

export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const startMs = performance.now();
  const run: Run = {
    next: options.from,
    due: startMs,
    endMs: startMs + options.seconds * 1000,
    statuses: {},
    acknowledged: [],
    latencies: [],
    bareRefusals: 0,
    requests: 0,
  };
  await Promise.all(Array.from({ length: options.connections }, () => post(options, run)));
  const sorted = run.latencies.sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return {
    seconds: (performance.now() - startMs) / 1000,
    requests: run.requests,
    statuses: run.statuses,
    bareRefusals: run.bareRefusals,
    acknowledged: run.acknowledged,
    p50: at(0.5),
    p99: at(0.99),
    p999: at(0.999),
  };
}

/** One socket's requests, one after the other, until the time is over. */
async function post(options: LoadOptions, run: Run): Promise<void> {
  const { hostname, port } = new URL(options.url);
  let socket: Socket | undefined;
  for (;;) {
    let dueMs = performance.now();
    if (options.perSecond !== null) {
      dueMs = run.due;
      run.due += 1000 / options.perSecond;
      if (dueMs >= run.endMs) break;
      const waitMs = dueMs - performance.now();
      if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
    } else if (dueMs >= run.endMs) break;
    const numbers = Array.from({ length: options.recordsPerRequest }, () => run.next++);
    const body = `${BODY_START}${numbers.map(loadRecord).join(',')}]}`;
    run.requests++;
    try {
      socket ??= await open(hostname, Number(port));
      const answer = await ask(socket, hostname, body);
      run.statuses[answer.status] = (run.statuses[answer.status] ?? 0) + 1;
      if (answer.status === 200) {
        run.latencies.push(performance.now() - dueMs);
        const { results } = JSON.parse(answer.body) as { results: { result: string }[] };
        for (const [i, { result }] of results.entries()) if (result === 'stored') run.acknowledged.push(numbers[i]!);
      } else if (answer.status === 503 && !answer.retryAfter) run.bareRefusals++;
      // What a page does that was told to wait; a thousandth of it, to keep the pressure up.
      if (answer.status !== 200) await new Promise((resolve) => setTimeout(resolve, 20));
      if (answer.closes) {
        socket.destroy();
        socket = undefined;
      }
    } catch {
      run.statuses['gone'] = (run.statuses['gone'] ?? 0) + 1;
      socket?.destroy();
      socket = undefined;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  socket?.destroy();
}

function open(host: string, port: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ host, port, noDelay: true }, () => resolve(socket));
  // Kept for good: a socket that breaks while it is idle says so to the next request, and must not end the process.
  socket.on('error', reject);
  return promise;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: boolean;
  readonly closes: boolean;
  readonly body: string;
}

function ask(socket: Socket, host: string, body: string): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  let received = '';
  const onData = (chunk: Buffer): void => {
    received += chunk.toString('latin1');
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = received.slice(0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) return settle(() => reject(new Error('answer without a length')));
    if (received.length - end - 4 < length) return;
    settle(() =>
      resolve({
        status: Number(head.slice(9, 12)),
        retryAfter: /\r\nretry-after:/i.test(head),
        closes: /\r\nconnection: close/i.test(head),
        body: received.slice(end + 4),
      }),
    );
  };
  const onGone = (): void => settle(() => reject(new Error('connection lost')));
  function settle(then: () => void): void {
    socket.off('data', onData).off('close', onGone).off('error', onGone);
    then();
  }
  socket.on('data', onData).once('close', onGone).once('error', onGone);
  socket.write(
    `POST /v1/sites/${SITE}/records HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${LOAD_ORIGIN}\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return promise;
}
