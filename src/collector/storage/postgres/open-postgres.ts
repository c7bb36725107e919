/**
 * Owns one PostgreSQL database through pg, an optional peer that is loaded only here: connecting, migrating, durability, roles, partitions.
 * Several collectors may share it. The pool works as the role kelisim_writer, which may add and read and nothing else; migrations, partitions
 * and erasures use connections of the user that was given. Leaves to others: the tables (postgres-schema.ts), every query (sql-storage.ts).
 */
import { Kysely, PostgresDialect } from 'kysely';
import type Pg from 'pg';
import type { SqlDatabase } from '../sql-database.ts';
import { StorageOpenError } from '../storage.ts';
import type { CollectorTables } from '../tables.ts';
import { makePartitions } from './postgres-partitions.ts';
import { POSTGRES_MIGRATIONS, WRITER_GRANTS } from './postgres-schema.ts';

export interface PostgresOptions {
  /** Connections of the pool; one writes, the others read. */
  readonly connections?: number;
  readonly now?: () => number;
  /** For the test of what is said when the package is missing. */
  readonly load?: () => Promise<{ default: typeof Pg }>;
}

const CONNECTIONS = 6;
const CONNECT_TIMEOUT_MS = 5000;
/** Longer than any statement of ours but an export's, which runs in a snapshot without it. */
const STATEMENT_TIMEOUT_MS = 15_000;
const DAY_MS = 86_400_000;
/** One at a time: two collectors that start together must not migrate together. Any number nobody else uses. */
const MIGRATION_LOCK = 7_361_095;
/** Its number in pg_type. */
const INT8 = 20;
/** PostgreSQL's class of "insufficient_privilege" (appendix A of its manual). */
const NO_RIGHT = '42501';

/** @param url `postgres://user:password@host/database`. Rejects with StorageOpenError; no message has the password. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<SqlDatabase> {
  const pg = await loadDriver(options.load ?? (() => import('pg')));
  const now = options.now ?? Date.now;
  const config: Pg.ClientConfig = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'kelisim-collector',
    // Counts are bigint, which pg gives as text; ours stay far below 2^53.
    types: { getTypeParser: (oid, format) => (Number(oid) === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  };
  try {
    const hasRole = await withClient(pg, config, async (client) => {
      await checkDurability(client);
      return migrate(client, now());
    });
    return new PostgresDatabase(pg, config, hasRole, options.connections ?? CONNECTIONS, now);
  } catch (error) {
    if (error instanceof StorageOpenError) throw error;
    throw new StorageOpenError(`Cannot use the PostgreSQL database ${nameOf(url)}: ${messageOf(error)}.`);
  }
}

async function loadDriver(load: () => Promise<{ default: typeof Pg }>): Promise<typeof Pg> {
  try {
    return (await load()).default;
  } catch (error) {
    const missing = (error as { code?: unknown } | null)?.code === 'ERR_MODULE_NOT_FOUND';
    throw new StorageOpenError(
      missing
        ? 'The collector stores in PostgreSQL through the package pg, which is not installed: run "npm install pg".'
        : `The package pg is installed but cannot be loaded (${messageOf(error)}).`,
    );
  }
}

async function withClient<T>(
  pg: typeof Pg,
  config: Pg.ClientConfig,
  work: (client: Pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config);
  // A connection that breaks while it is idle would otherwise end the process; the next query says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** An acknowledgement means "on disk": a server that is set to say so before it is true is no place for evidence. */
async function checkDurability(client: Pg.Client): Promise<void> {
  for (const name of ['synchronous_commit', 'fsync'] as const) {
    const { rows } = await client.query<Record<string, string>>(`SHOW ${name}`);
    if (rows[0]?.[name] === 'off') {
      throw new StorageOpenError(
        `The PostgreSQL database runs with ${name}=off and can lose what it has acknowledged: set ${name}=on for it (ALTER DATABASE … SET, or postgresql.conf).`,
      );
    }
  }
}

/** @returns whether there is a role for the writer. */
async function migrate(client: Pg.Client, nowMs: number): Promise<boolean> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL, applied_at text NOT NULL)',
    );
    const { rows } = await client.query<{ version: number }>(
      'SELECT coalesce(max(version), 0) AS version FROM schema_version',
    );
    const version = rows[0]?.version ?? 0;
    if (version > POSTGRES_MIGRATIONS.length) {
      throw new StorageOpenError(`The database was written by a newer Kelisim (schema ${version}): update this one.`);
    }
    for (let next = version; next < POSTGRES_MIGRATIONS.length; next++) {
      await client.query(POSTGRES_MIGRATIONS[next] as string);
      await client.query('INSERT INTO schema_version VALUES ($1, $2)', [next + 1, new Date(nowMs).toISOString()]);
    }
    await makePartitions(client, nowMs);
    const hasRole = await grantWriter(client);
    await client.query('COMMIT');
    return hasRole;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Managed databases may forbid making roles: then the triggers alone keep the rows, and the start line says so. */
async function grantWriter(client: Pg.Client): Promise<boolean> {
  await client.query('SAVEPOINT role');
  try {
    const { rowCount } = await client.query(`SELECT 1 FROM pg_roles WHERE rolname = 'kelisim_writer'`);
    if (!rowCount) await client.query('CREATE ROLE kelisim_writer NOLOGIN');
    // Only where it is missing: whoever was given a role may not give it, not even to themselves.
    const { rows } = await client.query<{ has: boolean }>(`SELECT pg_has_role('kelisim_writer', 'MEMBER') AS has`);
    if (!rows[0]?.has) await client.query('GRANT kelisim_writer TO CURRENT_USER');
    await client.query(WRITER_GRANTS);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code !== NO_RIGHT) throw error;
    await client.query('ROLLBACK TO SAVEPOINT role');
    return false;
  }
}

/** Host and database only: the address may hold a password. */
function nameOf(url: string): string {
  const { hostname, pathname } = URL.canParse(url) ? new URL(url) : { hostname: '', pathname: '' };
  return `${hostname}${pathname}` || 'that was given';
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

/** A connection that breaks says so to its query; the event beside it would end the process, for one in use as for an idle one. */
function quieten(pool: Pg.Pool): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
}

class PostgresDatabase implements SqlDatabase {
  readonly kind = 'postgres';
  readonly appendOnlyBy: string;
  readonly reader: Kysely<CollectorTables>;
  readonly #pg: typeof Pg;
  readonly #config: Pg.ClientConfig;
  readonly #makingPartitions: NodeJS.Timeout;

  constructor(pg: typeof Pg, config: Pg.ClientConfig, hasRole: boolean, connections: number, now: () => number) {
    this.#pg = pg;
    this.#config = config;
    this.appendOnlyBy = hasRole ? 'grants and triggers' : 'triggers (no right to make the role kelisim_writer)';
    const pool = new pg.Pool({ ...config, max: connections, statement_timeout: STATEMENT_TIMEOUT_MS });
    quieten(pool);
    // Queries of a client queue: this one is the first of each connection.
    if (hasRole) pool.on('connect', (client) => void client.query('SET ROLE kelisim_writer').catch(() => undefined));
    this.reader = new Kysely<CollectorTables>({ dialect: new PostgresDialect({ pool }) });
    // A month that could not be made goes to the default partition, and tomorrow tries again.
    const make = () => withClient(pg, config, (client) => makePartitions(client, now())).catch(() => undefined);
    this.#makingPartitions = setInterval(() => void make(), DAY_MS).unref();
  }

  write<T>(work: (db: Kysely<CollectorTables>) => Promise<T>): Promise<T> {
    return this.reader.transaction().execute(work);
  }

  async writeAsOwner<T>(work: (db: Kysely<CollectorTables>) => Promise<T>): Promise<T> {
    const owner = this.#connection();
    try {
      return await owner.transaction().execute(work);
    } finally {
      await owner.destroy();
    }
  }

  async snapshot() {
    const db = this.#connection();
    const transaction = await db
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute();
    return {
      db: transaction,
      release: async () => {
        await transaction.rollback().execute();
        await db.destroy();
      },
    };
  }

  async backup(): Promise<void> {
    throw new Error('PostgreSQL has tools of its own for that: pg_dump, or the backups of the managed database');
  }

  async close(): Promise<void> {
    clearInterval(this.#makingPartitions);
    await this.reader.destroy();
  }

  /** One connection as the user that was given. */
  #connection(): Kysely<CollectorTables> {
    const pool = new this.#pg.Pool({ ...this.#config, max: 1 });
    quieten(pool);
    return new Kysely<CollectorTables>({ dialect: new PostgresDialect({ pool }) });
  }
}
