/**
 * Owns the measurements of the collector on one database: throughput beside the driver alone, latency at 70 % of it, a burst, large tables.
 * Leaves to others: the load (record-load.ts), what is written about it (collector-report.ts), the command (tools/run-bench-collector.ts).
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openStorage } from '../../../src/collector/storage/open-storage.ts';
import { canonicalise, sha256 } from '../../../src/collector/canonicalise.ts';
import type { ExportManifest } from '../../../src/collector/evidence/export-rows.ts';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import { CollectorProcess } from '../../support/collector-process.ts';
import { driverAlone } from './driver-alone.ts';
import { loadFromOutside } from './load-process.ts';
import { loadId, loadRecord } from './record-load.ts';

export interface BenchPlan {
  readonly rounds: number;
  readonly seconds: number;
  readonly burstSeconds: number;
  readonly recoverSeconds: number;
  readonly rows: number;
}

export interface Burst {
  readonly offered: number;
  readonly answered: number;
  readonly refused: number;
  /** 503 without Retry-After. */
  readonly bare: number;
  readonly acknowledged: number;
  /** Acknowledged and not in the database. */
  readonly lost: number;
  /** Seconds after the burst until a second's p99 was within the limit; null: not in the time looked at. */
  readonly backAfterSeconds: number | null;
}

export interface LargeTable {
  readonly rows: number;
  readonly receiptP50: number;
  readonly receiptP99: number;
  readonly exportRowsPerSecond: number;
  readonly memoryBeforeMb: number;
  readonly memoryPeakMb: number;
  readonly sha256Fits: boolean;
}

export interface CollectorFigures {
  readonly kind: 'sqlite' | 'postgres';
  /** Rows a second, round by round, one beside the other. */
  readonly driver: readonly number[];
  readonly http: readonly number[];
  readonly atPerSecond: number;
  readonly p50: readonly number[];
  readonly p99: readonly number[];
  readonly burst: Burst;
  readonly large: LargeTable;
  readonly startMs: readonly number[];
  readonly idleMb: readonly number[];
  /** Without pages of files that processes share. */
  readonly idleOwnMb: readonly number[];
  /** Of the same Node with an HTTP server that does nothing: below it no collector on Node can be. */
  readonly floorMb: readonly number[];
}

export const P99_LIMIT_MS = { sqlite: 30, postgres: 40 } as const;
const CONNECTIONS = 64;
/** More than may wait in the collector (4 000 rows), or nothing would ever be refused. */
const BURST_CONNECTIONS = 5000;
const IDLE_MS = 3000;
/** What the collector is compared with; the dashes end Node's own options. */
const EMPTY_SERVER = [
  '--eval',
  `const server = require('node:http').createServer((request, response) => response.end());
  server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port));`,
  '--',
];
const LOOKUPS = 1000;
const FILL_BATCH = 250;
const MEMORY_LOOK_MS = 20;

let nextNumber = 1;
/** Numbers nobody else in this run uses. */
function numbers(count: number): number {
  const from = nextNumber;
  nextNumber += count;
  return from;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** @param database an empty one. @param program what runs as the collector, built or from the sources. */
export async function measureCollector(
  kind: 'sqlite' | 'postgres',
  database: string,
  plan: BenchPlan,
  program: readonly string[],
  say: (line: string) => void,
): Promise<CollectorFigures> {
  const start = () => CollectorProcess.start(database, { program });
  const startMs: number[] = [];
  const idleMb: number[] = [];
  const idleOwnMb: number[] = [];
  const floorMb: number[] = [];
  // The first start makes the tables and is not counted.
  await (await start()).kill('SIGTERM');
  for (let round = 0; round < 3; round++) {
    const idle = await start();
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    startMs.push(idle.startMs);
    const { all, own } = idle.memory();
    idleMb.push(all);
    idleOwnMb.push(own);
    await idle.kill('SIGTERM');
    const empty = await CollectorProcess.start(database, { program: EMPTY_SERVER });
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    floorMb.push(empty.memory().all);
    await empty.kill('SIGKILL');
  }
  say(
    `${kind}: start ${median(startMs).toFixed(0)} ms, idle ${median(idleMb).toFixed(0)} MB, of Node alone ${median(floorMb).toFixed(0)} MB`,
  );

  const collector = await start();
  const load = (connections: number, seconds: number, perSecond: number | null, recordsPerRequest = 1) =>
    loadFromOutside({
      url: collector.url,
      connections,
      seconds,
      perSecond,
      recordsPerRequest,
      from: numbers(50_000_000),
    });
  try {
    await load(CONNECTIONS, 2, null);
    const driver: number[] = [];
    const http: number[] = [];
    for (let round = 0; round < plan.rounds; round++) {
      // Who is first changes, so that neither always gets the warmer disk.
      const alone = async () =>
        driver.push(await driverAlone({ database, from: numbers(50_000_000), seconds: plan.seconds }));
      const posted = async () => {
        const { acknowledged, seconds } = await load(CONNECTIONS, plan.seconds, null);
        http.push(acknowledged.length / seconds);
      };
      if (round % 2) await alone().then(posted);
      else await posted().then(alone);
      say(`${kind}: driver ${driver.at(-1)?.toFixed(0)}/s, collector ${http.at(-1)?.toFixed(0)}/s`);
    }
    const atPerSecond = Math.floor(median(http) * 0.7);
    const p50: number[] = [];
    const p99: number[] = [];
    for (let round = 0; round < plan.rounds; round++) {
      const result = await load(CONNECTIONS, plan.seconds, atPerSecond);
      p50.push(result.p50);
      p99.push(result.p99);
    }
    say(`${kind}: at ${atPerSecond}/s p50 ${median(p50).toFixed(1)} ms, p99 ${median(p99).toFixed(1)} ms`);
    const burst = await measureBurst(kind, database, plan, atPerSecond, load);
    say(`${kind}: burst ${JSON.stringify(burst)}`);
    const large = await measureLarge(database, plan, collector, program);
    say(`${kind}: ${JSON.stringify(large)}`);
    return { kind, driver, http, atPerSecond, p50, p99, burst, large, startMs, idleMb, idleOwnMb, floorMb };
  } finally {
    await collector.kill('SIGTERM');
  }
}

type Load = (
  connections: number,
  seconds: number,
  perSecond: number | null,
  recordsPerRequest?: number,
) => ReturnType<typeof loadFromOutside>;

/** Ten times the requests, on as many connections as it takes; then the usual load again, second by second. */
async function measureBurst(
  kind: 'sqlite' | 'postgres',
  database: string,
  plan: BenchPlan,
  atPerSecond: number,
  load: Load,
): Promise<Burst> {
  const burst = await load(BURST_CONNECTIONS, plan.burstSeconds, atPerSecond * 10);
  let backAfterSeconds: number | null = null;
  for (let second = 1; second <= plan.recoverSeconds && backAfterSeconds === null; second++) {
    const { p99 } = await load(CONNECTIONS, 1, atPerSecond);
    if (p99 <= P99_LIMIT_MS[kind]) backAfterSeconds = second;
  }
  const storage = await openStorage(database);
  let lost = 0;
  for (const number of burst.acknowledged) if (!(await storage.find(loadId(number)))) lost++;
  await storage.close();
  return {
    offered: atPerSecond * 10 * plan.burstSeconds,
    answered: burst.statuses['200'] ?? 0,
    refused: burst.statuses['503'] ?? 0,
    bare: burst.bareRefusals,
    acknowledged: burst.acknowledged.length,
    lost,
    backAfterSeconds,
  };
}

async function measureLarge(
  database: string,
  plan: BenchPlan,
  collector: CollectorProcess,
  program: readonly string[],
): Promise<LargeTable> {
  const storage = await openStorage(database);
  try {
    const from = numbers(plan.rows);
    const at = new Date().toISOString();
    for (let done = 0; done < plan.rows; done += FILL_BATCH) {
      const records = Array.from({ length: FILL_BATCH }, (_, i) => {
        const record = JSON.parse(loadRecord(from + done + i)) as ConsentRecord;
        const body = canonicalise(record) ?? '';
        return { record, body, hash: sha256(body) };
      });
      await storage.store(records, at);
    }
    const latencies: number[] = [];
    // Below the collector's own limit of look-ups, which is not what is measured here.
    for (let lookup = 0; lookup < LOOKUPS; lookup++) {
      const id = loadId(from + Math.floor((lookup * 7919) % plan.rows));
      const before = performance.now();
      const answer = await fetch(`${collector.url}/v1/receipts/${id}`);
      await answer.arrayBuffer();
      if (answer.status === 200) latencies.push(performance.now() - before);
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
    latencies.sort((a, b) => a - b);
    const exported = await exportAlone(database, program);
    return {
      rows: exported.rows,
      receiptP50: latencies[Math.floor(latencies.length * 0.5)] ?? Number.NaN,
      receiptP99: latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN,
      exportRowsPerSecond: exported.rows / exported.seconds,
      memoryBeforeMb: exported.memoryBeforeMb,
      memoryPeakMb: exported.memoryPeakMb,
      sha256Fits: exported.sha256Fits,
    };
  } finally {
    await storage.close();
  }
}

/** `kelisim collector export`, as it is run by hand, watched from outside. */
async function exportAlone(database: string, program: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'kelisim-export-'));
  const out = join(folder, 'all.jsonl');
  const startMs = performance.now();
  const child = spawn(process.execPath, [...program, 'export', '--db', database, '--out', out], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const samples: number[] = [];
  const look = setInterval(() => {
    const [, pages = '0'] = readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ');
    samples.push((Number(pages) * 4096) / 2 ** 20);
  }, MEMORY_LOOK_MS);
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => {
        clearInterval(look);
        if (code === 0) resolve();
        else reject(new Error(`the export ended with ${String(code)}`));
      });
    });
    const seconds = (performance.now() - startMs) / 1000;
    const manifest = JSON.parse(readFileSync(`${out}.manifest.json`, 'utf8')) as ExportManifest;
    const hash = createHash('sha256');
    await pipeline(createReadStream(out), hash);
    return {
      rows: manifest.rows,
      seconds,
      // The first tenth of the time: started, and the first pages read.
      memoryBeforeMb: Math.max(...samples.slice(0, Math.ceil(samples.length / 10))),
      memoryPeakMb: Math.max(...samples),
      sha256Fits: hash.digest('hex') === manifest.sha256,
    };
  } finally {
    clearInterval(look);
    rmSync(folder, { recursive: true, force: true });
  }
}
