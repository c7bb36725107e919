/**
 * Owns storing records in one SQLite file through better-sqlite3, an optional peer that is loaded only here.
 * Leaves to others: the tables (sqlite-schema.ts), what is worth storing (check-record.ts), what is counted (statistics.ts).
 */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import type { CheckedRecord } from '../check-record.ts';
import { SQLITE_MIGRATIONS } from './sqlite-schema.ts';
import {
  type CategoryCount,
  type Count,
  latestRecord,
  type Statistics,
  type TallyKind,
  talliesOf,
} from './statistics.ts';
import {
  type NoticeResult,
  type RecordStorage,
  StorageOpenError,
  type StoredRecord,
  type StoreResult,
} from './storage.ts';

export interface SqliteOptions {
  /** How long a write waits for another process that holds the file; the call is synchronous, so everything waits with it. */
  readonly busyTimeoutMs?: number;
  /** For the test of what is said when the package is missing. */
  readonly load?: () => Promise<{ default: typeof BetterSqlite3 }>;
}

type Database = BetterSqlite3.Database;

/** Opens the file, making it and its folder when they are not there. Rejects with StorageOpenError. */
export async function openSqliteStorage(file: string, options: SqliteOptions = {}): Promise<RecordStorage> {
  const Sqlite = await loadDriver(options.load ?? (() => import('better-sqlite3')));
  let db: Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Made here for its mode: only the collector's user may read evidence. SQLite gives the -wal and -shm files the same one.
    closeSync(openSync(file, 'a', 0o600));
    db = new Sqlite(file, { timeout: options.busyTimeoutMs ?? 2000 });
    return new SqliteStorage(prepare(db, file));
  } catch (error) {
    db?.close();
    throw error instanceof StorageOpenError
      ? error
      : new StorageOpenError(`Cannot use ${file} as the collector's database: ${messageOf(error)}.`);
  }
}

async function loadDriver(load: () => Promise<{ default: typeof BetterSqlite3 }>): Promise<typeof BetterSqlite3> {
  try {
    return (await load()).default;
  } catch (error) {
    const missing = (error as { code?: unknown } | null)?.code === 'ERR_MODULE_NOT_FOUND';
    throw new StorageOpenError(
      missing
        ? 'The collector stores in SQLite through the package better-sqlite3, which is not installed: run "npm install better-sqlite3".'
        : `The package better-sqlite3 is installed but cannot be loaded (${messageOf(error)}): run "npm rebuild better-sqlite3".`,
    );
  }
}

function prepare(db: Database, file: string): Database {
  if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
    throw new StorageOpenError(
      `The disk of ${file} cannot keep a write-ahead log (a network share?): choose a local disk.`,
    );
  }
  // In WAL mode better-sqlite3 defaults to NORMAL, which can lose a committed row when the power goes; an acknowledgement means "on disk".
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, applied_at TEXT NOT NULL) STRICT');
  const migrate = db.transaction(() => {
    const version = db.prepare('SELECT coalesce(max(version), 0) FROM schema_version').pluck().get() as number;
    if (version > SQLITE_MIGRATIONS.length) {
      throw new StorageOpenError(`${file} was written by a newer Kelisim (schema ${version}): update this one.`);
    }
    for (let next = version; next < SQLITE_MIGRATIONS.length; next++) {
      db.exec(SQLITE_MIGRATIONS[next] as string);
      db.prepare('INSERT INTO schema_version VALUES (?, ?)').run(next + 1, new Date().toISOString());
    }
  });
  migrate.immediate();
  return db;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Rows of `tallies`, summed over all days. */
interface Sum {
  readonly kind: TallyKind;
  readonly name: string;
  readonly count: number;
}

class SqliteStorage implements RecordStorage {
  readonly #db: Database;
  readonly #insert;
  readonly #hashOf;
  readonly #count;
  readonly #storeBatch;

  constructor(db: Database) {
    this.#db = db;
    this.#insert = db.prepare(
      `INSERT INTO records (record_id, site, received_at, decided_at, test, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    );
    this.#hashOf = db.prepare<[string], string>('SELECT hash FROM records WHERE record_id = ?').pluck();
    this.#count = db.prepare('INSERT INTO tallies VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1');
    this.#storeBatch = db.transaction((records: readonly CheckedRecord[], receivedAt: string) =>
      records.map((checked) => this.#storeOne(checked, receivedAt)),
    );
  }

  async store(records: readonly CheckedRecord[], receivedAt: string): Promise<StoreResult[]> {
    // IMMEDIATE takes the write lock first: a transaction that reads and then writes could fail half-way with SQLITE_BUSY_SNAPSHOT.
    return this.#storeBatch.immediate(records, receivedAt);
  }

  #storeOne({ record, hash, body }: CheckedRecord, receivedAt: string): StoreResult {
    const inserted = this.#insert.run(
      record.id,
      record.site,
      receivedAt,
      record.decidedAt,
      record.test ? 1 : 0,
      hash,
      body,
    );
    if (inserted.changes === 0) return this.#hashOf.get(record.id) === hash ? 'duplicate' : 'conflict';
    const day = receivedAt.slice(0, 10);
    for (const { kind, name } of talliesOf(record)) this.#count.run(day, kind, name);
    return 'stored';
  }

  async find(id: string): Promise<StoredRecord | null> {
    const row = this.#db
      .prepare<[string], StoredRecord>('SELECT body, received_at AS receivedAt FROM records WHERE record_id = ?')
      .get(id);
    return row ?? null;
  }

  async storeNotice(
    notice: { hash: string; site: string; text: string },
    receivedAt: string,
    maxPerSite: number,
  ): Promise<NoticeResult> {
    const store = this.#db.transaction((): NoticeResult => {
      if (this.#db.prepare('SELECT 1 FROM notices WHERE hash = ?').get(notice.hash)) return 'duplicate';
      const kept = this.#db.prepare('SELECT count(*) FROM notices WHERE site = ?').pluck().get(notice.site) as number;
      if (kept >= maxPerSite) return 'full';
      this.#db
        .prepare('INSERT INTO notices (hash, site, received_at, text) VALUES (?, ?, ?, ?)')
        .run(notice.hash, notice.site, receivedAt, notice.text);
      return 'stored';
    });
    return store.immediate();
  }

  async statistics(latestCount: number): Promise<Statistics> {
    const sums = this.#db
      .prepare<[], Sum>('SELECT kind, name, sum(count) AS count FROM tallies GROUP BY kind, name ORDER BY 3 DESC, 2')
      .all();
    const of = (kind: TallyKind): Count[] =>
      sums.filter((sum) => sum.kind === kind).map(({ name, count }) => ({ name, count }));
    const rows = this.#db
      .prepare<[number], StoredRecord>('SELECT body, received_at AS receivedAt FROM records ORDER BY seq DESC LIMIT ?')
      .all(latestCount);
    return {
      records: of('record')[0]?.count ?? 0,
      testRecords: of('test')[0]?.count ?? 0,
      notices: this.#db.prepare('SELECT count(*) FROM notices').pluck().get() as number,
      days: this.#db
        .prepare<[], Count>(`SELECT day AS name, count FROM tallies WHERE kind = 'record' ORDER BY day DESC`)
        .all(),
      sites: of('site'),
      actions: of('action'),
      languages: of('language'),
      categories: categoryCounts(of('granted'), of('denied')),
      latest: rows.map((row) => latestRecord(row.body, row.receivedAt)),
    };
  }

  async close(): Promise<void> {
    this.#db.close();
  }
}

function categoryCounts(granted: readonly Count[], denied: readonly Count[]): CategoryCount[] {
  const names = new Set([...granted, ...denied].map(({ name }) => name));
  const countIn = (counts: readonly Count[], name: string): number =>
    counts.find((count) => count.name === name)?.count ?? 0;
  return [...names]
    .sort()
    .map((category) => ({ category, granted: countIn(granted, category), denied: countIn(denied, category) }));
}
