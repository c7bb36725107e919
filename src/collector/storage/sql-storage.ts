/**
 * Owns the collector's storage on either database: every query that both understand, written once with Kysely.
 * Leaves to others: opening and transactions (sqlite/, postgres/), storing a group (store-group.ts), erasing (erase-records.ts),
 * reading what was counted (read-tallies.ts).
 */
import { randomUUID } from 'node:crypto';
import type { CheckedRecord } from '../check-record.ts';
import { eraseRecords } from './erase-records.ts';
import { GroupCommit } from './group-commit.ts';
import { readTallies } from './read-tallies.ts';
import { conditions } from './record-filter.ts';
import type { SqlDatabase } from './sql-database.ts';
import type {
  AdminToken,
  Erasure,
  ErasureRun,
  FoundRecord,
  NoticeResult,
  QuarantinedRecord,
  QuarantineResult,
  RecordFilter,
  RecordStorage,
  StoredRecord,
  StoreResult,
  TallyRow,
  TokenScope,
} from './storage.ts';
import { type QueryCache, type ReceivedRecord, storeGroup } from './store-group.ts';

/** Some 4 MB of records: at the slowest disk we know still written within seconds. */
const WAITING_MAX_ROWS = 4000;
/** Rows an export holds at a time. */
const PAGE_ROWS = 500;

export interface SqlStorageOptions {
  readonly maxWaitingRows?: number;
}

export class SqlStorage implements RecordStorage {
  readonly kind;
  readonly appendOnlyBy;
  readonly #sql: SqlDatabase;
  readonly #group: GroupCommit<ReceivedRecord, StoreResult>;

  constructor(sql: SqlDatabase, options: SqlStorageOptions = {}) {
    this.#sql = sql;
    this.kind = sql.kind;
    this.appendOnlyBy = sql.appendOnlyBy;
    // SQLite has one writer; of several collectors on PostgreSQL each counts in rows of its own.
    const writer = sql.kind === 'sqlite' ? '' : randomUUID();
    const cache: QueryCache = new Map();
    this.#group = new GroupCommit({
      commit: (records) => sql.write((db) => storeGroup(db, records, writer, cache)),
      maxWaitingRows: options.maxWaitingRows ?? WAITING_MAX_ROWS,
    });
  }

  store(records: readonly CheckedRecord[], receivedAt: string): Promise<StoreResult[]> {
    return this.#group.add(records.map((checked) => ({ ...checked, receivedAt })));
  }

  async quarantine(record: QuarantinedRecord, receivedAt: string, maxPerDay: number): Promise<QuarantineResult> {
    const { hash, id, site, body } = record;
    return this.#sql.write(async (db): Promise<QuarantineResult> => {
      const found = await db.selectFrom('quarantine').select('hash').where('hash', '=', hash).executeTakeFirst();
      if (found) return 'quarantined';
      const { kept } = await db
        .selectFrom('quarantine')
        .select((eb) => eb.fn.countAll<number>().as('kept'))
        .where('site', '=', site)
        .where('received_at', '>=', receivedAt.slice(0, 10))
        .executeTakeFirstOrThrow();
      if (kept >= maxPerDay) return 'full';
      const row = { hash, record_id: id, site, received_at: receivedAt, body };
      await db
        .insertInto('quarantine')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return 'quarantined';
    });
  }

  async find(id: string): Promise<StoredRecord | null> {
    const row = await this.#sql.reader
      .selectFrom('records')
      .select(['body', 'received_at as receivedAt'])
      .where('record_id', '=', id)
      .executeTakeFirst();
    return row ?? null;
  }

  async findErasure(id: string): Promise<Erasure | null> {
    const row = await this.#sql.reader
      .selectFrom('tombstones')
      .select(['erased_at as at', 'reason'])
      .where('record_id', '=', id)
      .executeTakeFirst();
    return row ?? null;
  }

  async storeNotice(
    notice: { hash: string; site: string; text: string },
    receivedAt: string,
    maxPerSite: number,
  ): Promise<NoticeResult> {
    return this.#sql.write(async (db): Promise<NoticeResult> => {
      const found = await db.selectFrom('notices').select('hash').where('hash', '=', notice.hash).executeTakeFirst();
      if (found) return 'duplicate';
      const { kept } = await db
        .selectFrom('notices')
        .select((eb) => eb.fn.countAll<number>().as('kept'))
        .where('site', '=', notice.site)
        .executeTakeFirstOrThrow();
      if (kept >= maxPerSite) return 'full';
      const added = await db
        .insertInto('notices')
        .values({ ...notice, received_at: receivedAt })
        .onConflict((conflict) => conflict.doNothing())
        .returning('hash')
        .execute();
      return added.length ? 'stored' : 'duplicate';
    });
  }

  async findNotice(hash: string): Promise<string | null> {
    const row = await this.#sql.reader.selectFrom('notices').select('text').where('hash', '=', hash).executeTakeFirst();
    return row?.text ?? null;
  }

  tallies(filter: { readonly site?: string; readonly from?: string; readonly to?: string }): Promise<TallyRow[]> {
    return readTallies(this.#sql.reader, filter);
  }

  search(filter: RecordFilter, limit: number, beforeSeq?: number): Promise<FoundRecord[]> {
    let query = found(this.#sql, filter).orderBy('seq', 'desc').limit(limit);
    if (beforeSeq !== undefined) query = query.where('seq', '<', beforeSeq);
    return query.execute();
  }

  async count(filter: RecordFilter): Promise<number> {
    const { count } = await this.#sql.reader
      .selectFrom('records')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(conditions(filter))
      .executeTakeFirstOrThrow();
    return count;
  }

  async *rows(filter: RecordFilter): AsyncIterable<FoundRecord> {
    const snapshot = await this.#sql.snapshot();
    try {
      let after = -1;
      for (;;) {
        const page = await found({ reader: snapshot.db }, filter)
          .where('seq', '>', after)
          .orderBy('seq')
          .limit(PAGE_ROWS)
          .execute();
        yield* page;
        const last = page.at(-1);
        if (!last || page.length < PAGE_ROWS) return;
        after = last.seq;
        // On SQLite a page comes synchronously: let waiting requests through.
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      await snapshot.release();
    }
  }

  async erase(filter: RecordFilter, erasure: Erasure, dryRun: boolean): Promise<number> {
    if (dryRun) return this.count(filter);
    return eraseRecords(this.#sql, filter, erasure);
  }

  async erasures(): Promise<ErasureRun[]> {
    return this.#sql.reader
      .selectFrom('erasures')
      .select(['erased_at as at', 'site', 'reason', 'count'])
      .orderBy('erased_at', 'desc')
      .execute();
  }

  async tokens(): Promise<AdminToken[]> {
    const rows = await this.#sql.reader.selectFrom('tokens').selectAll().orderBy('name').execute();
    return rows.map(({ name, hash, scopes, created_at }) => ({
      name,
      hash,
      scopes: scopes.split(' ') as TokenScope[],
      createdAt: created_at,
    }));
  }

  async addToken({ name, hash, scopes, createdAt }: AdminToken): Promise<boolean> {
    const row = { name, hash, scopes: scopes.join(' '), created_at: createdAt };
    const added = await this.#sql.write((db) =>
      db
        .insertInto('tokens')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returning('name')
        .execute(),
    );
    return added.length > 0;
  }

  async removeToken(name: string): Promise<boolean> {
    const removed = await this.#sql.write((db) =>
      db.deleteFrom('tokens').where('name', '=', name).returning('name').execute(),
    );
    return removed.length > 0;
  }

  async logAdmin(entry: { at: string; token: string; what: string; count: number }): Promise<void> {
    await this.#sql.write((db) => db.insertInto('admin_log').values(entry).execute());
  }

  async probe(): Promise<void> {
    const tried = new Error('taken back');
    await this.#sql
      .write(async (db) => {
        await db.insertInto('admin_log').values({ at: '', token: '', what: 'probe', count: 0 }).execute();
        throw tried;
      })
      .catch((error: unknown) => {
        if (error !== tried) throw error;
      });
  }

  backup(file: string): Promise<void> {
    return this.#sql.backup(file);
  }

  async close(): Promise<void> {
    await this.#group.idle();
    await this.#sql.close();
  }
}

function found({ reader }: Pick<SqlDatabase, 'reader'>, filter: RecordFilter) {
  return reader
    .selectFrom('records')
    .select(['seq', 'record_id as id', 'site', 'hash', 'body', 'received_at as receivedAt'])
    .where(conditions(filter));
}
