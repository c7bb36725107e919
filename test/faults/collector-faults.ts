/**
 * Owns the faults of a running collector, each as one function that does it so many times under load and counts: what was acknowledged, what is
 * stored, what is missing, what is there twice. Leaves to others: how often (tools/run-collector-faults.ts in full, the unit tests a few times).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { summariseTallies } from '../../src/collector/admin/summarise-tallies.ts';
import { canonicalise, sha256 } from '../../src/collector/canonicalise.ts';
import { DEFAULT_LIMITS } from '../../src/collector/collector-environment.ts';
import { serveCollector } from '../../src/collector/serve.ts';
import { openStorage } from '../../src/collector/storage/open-storage.ts';
import type { ConsentRecord } from '../../src/core/consent-record.ts';
import { type LoadOptions, type LoadResult, loadId, loadRecord, runLoad } from '../bench/collector/record-load.ts';
import { CollectorProcess, LOAD_ORIGIN } from '../support/collector-process.ts';
import type { PostgresServer } from '../support/postgres-server.ts';

export interface FaultResult {
  readonly runs: number;
  readonly acknowledged: number;
  readonly stored: number;
  /** Acknowledged and not stored. */
  readonly lost: number;
  /** Ids that two rows have, or that were acknowledged as stored twice. */
  readonly twice: number;
  /** Records that the counts of the statistics have more or fewer than there are rows. */
  readonly miscounted: number;
  /** What else was seen. */
  readonly note: string;
}

/** More than one batch of the filling takes, so that something still fits and is acknowledged before the disk is full. */
const FILL_MARGIN_BYTES = 2 ** 20;
const FILL_BATCH = 500;
const LOAD = { connections: 8, perSecond: null, recordsPerRequest: 3 } as const;
const NUMBERS_PER_ROUND = 1_000_000;
/** A little over a segment of PostgreSQL's log, which it writes whole. */
const FILE_LIMIT_BYTES = 17 * 2 ** 20;
/** As `ulimit -f` counts: some two megabytes. */
const SQLITE_BLOCKS = 4000;
const FULL_REQUESTS_SECONDS = 3;
const FULL_PARTS_MAX = 10;

async function compare(
  database: string,
  runs: number,
  results: readonly LoadResult[],
  note: string,
): Promise<FaultResult> {
  const storage = await openStorage(database);
  try {
    const ids = new Set<string>();
    let rows = 0;
    for await (const { id } of storage.rows({})) {
      rows++;
      ids.add(id);
    }
    const acknowledged = results.flatMap((result) => result.acknowledged);
    const { records } = summariseTallies(await storage.tallies({}));
    return {
      runs,
      acknowledged: acknowledged.length,
      stored: rows,
      lost: acknowledged.filter((number) => !ids.has(loadId(number))).length,
      twice: rows - ids.size + (acknowledged.length - new Set(acknowledged).size),
      miscounted: Math.abs(records - rows),
      note,
    };
  } finally {
    await storage.close();
  }
}

/** `kill -9` at a moment that differs each time, and a start on what is left. */
export async function killUnderLoad(database: string, runs: number): Promise<FaultResult> {
  const results: LoadResult[] = [];
  for (let run = 0; run < runs; run++) {
    const collector = await CollectorProcess.start(database);
    const load = runLoad({ ...LOAD, url: collector.url, seconds: 1, from: run * NUMBERS_PER_ROUND });
    await sleep(400 + ((run * 137) % 500));
    await collector.kill('SIGKILL');
    results.push(await load);
  }
  const hit = results.filter(({ acknowledged }) => acknowledged.length > 0).length;
  return compare(database, runs, results, `${hit} kills came after acknowledgements`);
}

/** The server loses power under a collector that stays. */
export async function crashPostgres(server: PostgresServer, database: string, runs: number): Promise<FaultResult> {
  const collector = await CollectorProcess.start(database);
  const results: LoadResult[] = [];
  try {
    for (let run = 0; run < runs; run++) {
      const load = runLoad({ ...LOAD, url: collector.url, seconds: 2, from: run * NUMBERS_PER_ROUND });
      await sleep(300 + ((run * 91) % 300));
      await server.crash();
      await server.resume();
      results.push(await load);
    }
    const after = await runLoad({ ...LOAD, url: collector.url, seconds: 1, from: runs * NUMBERS_PER_ROUND });
    results.push(after);
    const refused = sum(results, '503');
    return await compare(
      database,
      runs,
      results,
      `${refused} answers 503, ${bare(results)} of them without Retry-After; ${after.acknowledged.length} acknowledged after the last restart`,
    );
  } finally {
    await collector.kill('SIGKILL');
  }
}

/** No file of the collector may grow beyond some megabytes: writes fail as on a full disk. */
export async function fillSqliteDisk(database: string): Promise<FaultResult> {
  const collector = await CollectorProcess.start(database, {
    wrapper: ['sh', '-c', `ulimit -f ${SQLITE_BLOCKS}; exec "$@"`, 'sh'],
  });
  const result = await runLoad({
    ...LOAD,
    recordsPerRequest: 20,
    url: collector.url,
    seconds: FULL_REQUESTS_SECONDS,
    from: 0,
  });
  const alive = collector.isRunning;
  await collector.kill('SIGKILL');
  return compare(database, 1, [result], fullNote([result], alive));
}

/** Stores records until their largest table is of this size. */
async function fill(server: PostgresServer, database: string, bytes: number): Promise<void> {
  const storage = await openStorage(database);
  const largest = `SELECT max(pg_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'records_2%'`;
  const at = new Date().toISOString();
  const name = new URL(database).pathname.slice(1);
  for (let done = 0; Number(server.query(largest, name)) < bytes; done += FILL_BATCH) {
    const records = Array.from({ length: FILL_BATCH }, (_, i) => {
      const record = JSON.parse(loadRecord(NUMBERS_PER_ROUND + done + i)) as ConsentRecord;
      const body = canonicalise(record) ?? '';
      return { record, body, hash: sha256(body) };
    });
    await storage.store(records, at);
  }
  await storage.close();
}

/** The same for PostgreSQL: its server may not extend a file beyond the limit. It needs prlimit (util-linux). */
export async function fillPostgresDisk(server: PostgresServer, database: string): Promise<FaultResult> {
  // Most of what fits goes in before, past the collector: the limit is for the whole server and cannot be small.
  await fill(server, database, FILE_LIMIT_BYTES - FILL_MARGIN_BYTES);
  server.limitFiles(FILE_LIMIT_BYTES);
  const collector = await CollectorProcess.start(database);
  const results: LoadResult[] = [];
  // Until it is full, however slow the machine is.
  for (let part = 0; part < FULL_PARTS_MAX && sum(results, '503') === 0; part++)
    results.push(
      await runLoad({
        ...LOAD,
        recordsPerRequest: 20,
        url: collector.url,
        seconds: FULL_REQUESTS_SECONDS,
        from: part * (NUMBERS_PER_ROUND / FULL_PARTS_MAX),
      }),
    );
  const alive = collector.isRunning;
  await collector.kill('SIGKILL');
  server.limitFiles(null);
  return compare(database, 1, results, fullNote(results, alive));
}

/** The collector's clock jumps by years at every look at it. */
export async function jumpClock(database: string, seconds: number): Promise<FaultResult> {
  const storage = await openStorage(database);
  let looks = 0;
  const environment = {
    storage,
    allowedOrigins: new Set([LOAD_ORIGIN]),
    sites: null,
    limits: DEFAULT_LIMITS,
    now: () => Date.UTC(1971 + ((looks++ * 37) % 130), looks % 12, 1),
    log: () => undefined,
  };
  const collector = await serveCollector(environment, { host: '127.0.0.1', port: 0 });
  const result = await runLoad({ ...LOAD, perSecond: 100, url: collector.url, seconds, from: 0 });
  await collector.close();
  return compare(database, 1, [result], `answers ${JSON.stringify(result.statuses)}`);
}

/** The same ids at two collectors of one database at once, one of which is killed and started again. */
export async function twoCollectors(database: string, runs: number): Promise<FaultResult> {
  const one = await CollectorProcess.start(database);
  const results: LoadResult[] = [];
  let answeredByBoth = 0;
  try {
    for (let run = 0; run < runs; run++) {
      const two = await CollectorProcess.start(database);
      const options: Omit<LoadOptions, 'url'> = { ...LOAD, seconds: 1, from: run * NUMBERS_PER_ROUND };
      const loads = [runLoad({ ...options, url: one.url }), runLoad({ ...options, url: two.url })];
      await sleep(500 + ((run * 83) % 300));
      await two.kill('SIGKILL');
      const both = await Promise.all(loads);
      answeredByBoth += both.every(({ acknowledged }) => acknowledged.length > 0) ? 1 : 0;
      results.push(...both);
    }
    return await compare(database, runs, results, `both had stored records in ${answeredByBoth} of ${runs}`);
  } finally {
    await one.kill('SIGKILL');
  }
}

function fullNote(results: readonly LoadResult[], alive: boolean): string {
  return `${sum(results, '503')} answers 503, ${bare(results)} of them without Retry-After; the collector ${alive ? 'goes on' : 'has ended'}`;
}

function sum(results: readonly LoadResult[], status: string): number {
  return results.reduce((total, { statuses }) => total + (statuses[status] ?? 0), 0);
}

function bare(results: readonly LoadResult[]): number {
  return results.reduce((total, { bareRefusals }) => total + bareRefusals, 0);
}
