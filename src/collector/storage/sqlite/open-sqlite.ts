/**
 * Owns one SQLite file through better-sqlite3, an optional peer that is loaded only here: opening, migrating, durability, backup.
 * Two connections: a writer, and a reader that a long write never holds up (WAL). An export opens a third for its snapshot.
 * Leaves to others: the tables (sqlite-schema.ts), every query (sql-storage.ts).
 */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect, type SqliteDatabase as SqliteDatabaseLike, sql } from 'kysely';
import type { SqlDatabase } from '../sql-database.ts';
import { StorageOpenError } from '../storage.ts';
import type { CollectorTables } from '../tables.ts';
import { SQLITE_MIGRATIONS } from './sqlite-schema.ts';

export interface SqliteOptions {
  /** How long a write waits for another process that holds the file; the call is synchronous, so everything waits with it. */
  readonly busyTimeoutMs?: number;
  /** For the test of what is said when the package is missing. */
  readonly load?: () => Promise<{ default: typeof BetterSqlite3 }>;
}

type Sqlite = BetterSqlite3.Database;

const BUSY_TIMEOUT_MS = 2000;
/** Groups of any size up to the largest, and all other queries. */
const STATEMENTS_MAX = 400;

/** Opens the file, making it and its folder when they are not there. Rejects with StorageOpenError. */
export async function openSqlite(file: string, options: SqliteOptions = {}): Promise<SqlDatabase> {
  const Driver = await loadDriver(options.load ?? (() => import('better-sqlite3')));
  const open = (readonly: boolean): Sqlite =>
    new Driver(file, { timeout: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS, readonly });
  let writing: Sqlite | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Made here for its mode: only the collector's user may read evidence. SQLite gives the -wal and -shm files the same one.
    closeSync(openSync(file, 'a', 0o600));
    writing = open(false);
    prepare(writing, file);
    return new SqliteDatabase(writing, open);
  } catch (error) {
    writing?.close();
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

function prepare(db: Sqlite, file: string): void {
  if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
    throw new StorageOpenError(
      `The disk of ${file} cannot keep a write-ahead log (a network share?): choose a local disk.`,
    );
  }
  // In WAL mode better-sqlite3 defaults to NORMAL, which can lose a committed row when the power goes; an acknowledgement means "on disk".
  db.pragma('synchronous = FULL');
  // What is erased is overwritten, not only unlinked (https://www.sqlite.org/pragma.html#pragma_secure_delete).
  db.pragma('secure_delete = ON');
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
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

class SqliteDatabase implements SqlDatabase {
  readonly kind = 'sqlite';
  readonly appendOnlyBy = 'triggers';
  readonly reader: Kysely<CollectorTables>;
  readonly #writing: Sqlite;
  readonly #writer: Kysely<CollectorTables>;
  readonly #open: (readonly: boolean) => Sqlite;

  constructor(writing: Sqlite, open: (readonly: boolean) => Sqlite) {
    this.#writing = writing;
    this.#open = open;
    this.#writer = kyselyOn(writing);
    this.reader = kyselyOn(open(true));
  }

  async write<T>(work: (db: Kysely<CollectorTables>) => Promise<T>): Promise<T> {
    return this.#writer.connection().execute(async (connection) => {
      // IMMEDIATE takes the write lock first: a transaction that reads and then writes could fail half-way with SQLITE_BUSY_SNAPSHOT.
      await sql`BEGIN IMMEDIATE`.execute(connection);
      try {
        const result = await work(connection);
        await sql`COMMIT`.execute(connection);
        return result;
      } catch (error) {
        // SQLite itself has rolled back after some errors, as a full disk (https://www.sqlite.org/lang_transaction.html §3).
        if (this.#writing.inTransaction) await sql`ROLLBACK`.execute(connection);
        throw error;
      }
    });
  }

  async writeAsOwner<T>(work: (db: Kysely<CollectorTables>) => Promise<T>): Promise<T> {
    const result = await this.write(work);
    // The log still has the pages as they were; what was erased is to be gone from it too.
    this.#writing.pragma('wal_checkpoint(TRUNCATE)');
    return result;
  }

  async snapshot() {
    const db = kyselyOn(this.#open(true));
    // A read transaction sees one state of the file; the first read takes it.
    await sql`BEGIN`.execute(db);
    await sql`SELECT 1 FROM schema_version`.execute(db);
    return { db, release: () => db.destroy() };
  }

  async backup(file: string): Promise<void> {
    if (existsSync(file)) throw new Error(`${file} is there already`);
    closeSync(openSync(file, 'a', 0o600));
    await this.#writing.backup(file);
  }

  async close(): Promise<void> {
    await this.reader.destroy();
    await this.#writer.destroy();
  }
}

function kyselyOn(database: Sqlite): Kysely<CollectorTables> {
  return new Kysely<CollectorTables>({ dialect: new SqliteDialect({ database: keepingStatements(database) }) });
}

/** Preparing takes longer than running; Kysely prepares each time. */
function keepingStatements(database: Sqlite): SqliteDatabaseLike {
  const kept = new Map<string, ReturnType<SqliteDatabaseLike['prepare']>>();
  return {
    prepare(text) {
      const before = kept.get(text);
      if (before) return before;
      if (kept.size === STATEMENTS_MAX) kept.clear();
      const statement = database.prepare(text) as ReturnType<SqliteDatabaseLike['prepare']>;
      kept.set(text, statement);
      return statement;
    },
    close: () => void database.close(),
  };
}
