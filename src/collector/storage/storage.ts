/**
 * Owns what the collector asks of a database, so that routes know neither SQLite nor PostgreSQL.
 * One promise holds for every method that writes: when it resolves, the rows are on disk; when it rejects, nothing of the call is.
 */
import type { CheckedRecord } from '../check-record.ts';
import type { TallyKind } from './tallies.ts';

export type StoreResult = 'stored' | 'duplicate' | 'conflict';
export type NoticeResult = 'stored' | 'duplicate' | 'full';
export type QuarantineResult = 'quarantined' | 'full';

export interface StoredRecord {
  /** Canonical JSON of the record. */
  readonly body: string;
  readonly receivedAt: string;
}

/** A stored row as search, export and `verify` read it. */
export interface FoundRecord extends StoredRecord {
  /** Order of storing; grows, may have gaps. */
  readonly seq: number;
  readonly id: string;
  readonly site: string;
  /** SHA-256 (hex) of the body when it was stored. */
  readonly hash: string;
}

/** Every part narrows; all of them must hold. */
export interface RecordFilter {
  readonly site?: string;
  readonly id?: string;
  readonly subject?: string;
  /** Instants of receipt: `from` ≤ x < `to`. */
  readonly from?: string;
  readonly to?: string;
  readonly action?: string;
  readonly language?: string;
  readonly policy?: string;
  readonly test?: boolean;
}

/** How often something happened on a day; summed over collectors. */
export interface TallyRow {
  readonly site: string;
  readonly day: string;
  readonly kind: TallyKind;
  readonly name: string;
  readonly count: number;
}

export interface QuarantinedRecord {
  readonly hash: string;
  readonly id: string;
  readonly site: string;
  readonly body: string;
}

export interface Erasure {
  /** Instant, and the word that the log and the tombstones keep: `subject`, `retention`. */
  readonly at: string;
  readonly reason: string;
}

export interface ErasureRun extends Erasure {
  readonly site: string;
  readonly count: number;
}

export type TokenScope = 'read' | 'export' | 'erase';

export interface AdminToken {
  readonly name: string;
  /** SHA-256 (hex) of the token. */
  readonly hash: string;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: string;
}

export interface RecordStorage {
  readonly kind: 'sqlite' | 'postgres';
  /** What keeps rows from being changed behind the collector's back: one phrase for the start line. */
  readonly appendOnlyBy: string;
  /**
   * Stores a batch, all or nothing, results in order. Same id and same hash as a stored row (or as an erased one): `duplicate`;
   * same id and another hash: `conflict`, and the stored row stands.
   *
   * @throws StorageBusyError when more waits than may wait: nothing is stored, come again later.
   */
  store(records: readonly CheckedRecord[], receivedAt: string): Promise<StoreResult[]>;
  /** Keeps a record of a newer schema as it came; `full` when the site has `maxPerDay` of them of that day already. */
  quarantine(record: QuarantinedRecord, receivedAt: string, maxPerDay: number): Promise<QuarantineResult>;
  find(id: string): Promise<StoredRecord | null>;
  /** When and why a record was erased; null when it was not. */
  findErasure(id: string): Promise<Erasure | null>;
  /** Stores a notice text under its hash; `full` when the site already has `maxPerSite` of them. */
  storeNotice(
    notice: { hash: string; site: string; text: string },
    receivedAt: string,
    maxPerSite: number,
  ): Promise<NoticeResult>;
  findNotice(hash: string): Promise<string | null>;
  /** What was counted while storing: cheap whatever the number of records. Days are `2026-07-01`, both included. */
  tallies(filter: { readonly site?: string; readonly from?: string; readonly to?: string }): Promise<TallyRow[]>;
  /** Newest first, below `beforeSeq` when it is given. */
  search(filter: RecordFilter, limit: number, beforeSeq?: number): Promise<FoundRecord[]>;
  /** All rows of a filter as they were when it began, oldest first, in flat memory. Ends its snapshot when it is left early. */
  rows(filter: RecordFilter): AsyncIterable<FoundRecord>;
  /** How many rows a filter has. */
  count(filter: RecordFilter): Promise<number>;
  /** Deletes rows for good, leaves a tombstone each and one line in the log. With `dryRun` it only counts. */
  erase(filter: RecordFilter, erasure: Erasure, dryRun: boolean): Promise<number>;
  erasures(): Promise<ErasureRun[]>;
  tokens(): Promise<AdminToken[]>;
  /** @returns false when the name is taken. */
  addToken(token: AdminToken): Promise<boolean>;
  /** @returns false when there is none of this name. */
  removeToken(name: string): Promise<boolean>;
  logAdmin(entry: {
    readonly at: string;
    readonly token: string;
    readonly what: string;
    readonly count: number;
  }): Promise<void>;
  /** Whether a row could be written now: tries one and takes it back. Rejects when not. */
  probe(): Promise<void>;
  /** Writes a copy while the collector goes on. Rejects where the database has tools of its own for that. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

/** The database cannot be opened; the message is one sentence for the person who started the collector. */
export class StorageOpenError extends Error {
  override name = 'StorageOpenError';
}

/** More waits to be written than may wait. Nothing of the call was stored. */
export class StorageBusyError extends Error {
  override name = 'StorageBusyError';
  readonly code = 'QUEUE_FULL';
}
