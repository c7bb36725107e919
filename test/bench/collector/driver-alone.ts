/**
 * Owns the yardstick: the same driver, the same tables and the same row, one committed row after the other, and nothing else around it.
 * In a process of its own, as the collector is. Prints committed rows a second.
 *
 *   node driver-alone.ts <database> <first number> <seconds>
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { canonicalise, sha256 } from '../../../src/collector/canonicalise.ts';
import { isPostgres } from '../../../src/collector/storage/open-storage.ts';
import { endWithRun } from '../../support/end-with-run.ts';
import { loadRecord } from './record-load.ts';

interface DriverOptions {
  readonly database: string;
  readonly from: number;
  readonly seconds: number;
}

const COLUMNS = [
  'record_id',
  'site',
  'received_at',
  'decided_at',
  'test',
  'hash',
  'body',
  'subject',
  'action',
  'language',
  'policy',
];
/** Rows are made before the clock runs, and used again under another id: only inserting is measured. */
const PREPARED = 2000;

export async function driverAlone(options: DriverOptions): Promise<number> {
  const child = fork(fileURLToPath(import.meta.url), { stdio: 'inherit', execArgv: [] });
  child.once(
    'exit',
    endWithRun(() => child.kill('SIGKILL')),
  );
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the driver ended with ${String(code)} and no result`);
  });
  ended.catch(() => undefined);
  child.send(options);
  const [rate] = (await Promise.race([once(child, 'message'), ended])) as [number];
  return rate;
}

function rowOf(number: number): (string | number)[] {
  const record = JSON.parse(loadRecord(number)) as Record<string, string>;
  const body = canonicalise(record) ?? '';
  const { id = '', site = '', decidedAt = '', subject = '', action = '', language = '', policy = '' } = record;
  return [id, site, new Date().toISOString(), decidedAt, 0, sha256(body), body, subject, action, language, policy];
}

/** @returns rows a second. */
async function insertAlone({ database, from, seconds }: DriverOptions): Promise<number> {
  const { insert, close } = await (isPostgres(database) ? postgres(database) : sqlite(database));
  let rows: (string | number)[][] = [];
  let count = 0;
  let spentMs = 0;
  while (spentMs < seconds * 1000) {
    rows = Array.from({ length: PREPARED }, (_, i) => rowOf(from + count + i));
    const startMs = performance.now();
    for (const row of rows) {
      await insert(row);
      count++;
      if (spentMs + performance.now() - startMs > seconds * 1000) break;
    }
    spentMs += performance.now() - startMs;
  }
  await close();
  return count / (spentMs / 1000);
}

async function sqlite(file: string) {
  const { default: Driver } = await import('better-sqlite3');
  const db = new Driver(file);
  db.pragma('synchronous = FULL');
  const statement = db.prepare(
    `INSERT INTO records (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`,
  );
  return { insert: (row: unknown[]) => void statement.run(row), close: () => void db.close() };
}

async function postgres(url: string) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const text = `INSERT INTO records (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((_, i) => `$${i + 1}`).join(', ')}) ON CONFLICT DO NOTHING`;
  return {
    insert: (values: unknown[]) => client.query({ name: 'insert', text, values }),
    close: () => client.end(),
  };
}

if (import.meta.main) {
  process.once('message', (options: DriverOptions) => {
    void insertAlone(options).then((rate) => process.send?.(rate, () => process.exit(0)));
  });
}
