/**
 * Owns what the collector asks of a database, so that routes know neither SQLite nor PostgreSQL.
 * One promise holds for every method that writes: when it resolves, the rows are on disk; when it rejects, nothing of the call is.
 */
import type { CheckedRecord } from '../check-record.ts';
import type { Statistics } from './statistics.ts';

export type StoreResult = 'stored' | 'duplicate' | 'conflict';
export type NoticeResult = 'stored' | 'duplicate' | 'full';

export interface StoredRecord {
  /** Canonical JSON of the record. */
  readonly body: string;
  readonly receivedAt: string;
}

export interface RecordStorage {
  /**
   * Stores a batch in one transaction, results in order. Same id and same hash as a stored row: `duplicate`;
   * same id and another hash: `conflict`, and the stored row stands.
   */
  store(records: readonly CheckedRecord[], receivedAt: string): Promise<StoreResult[]>;
  find(id: string): Promise<StoredRecord | null>;
  /** Stores a notice text under its hash; `full` when the site already has `maxPerSite` of them. */
  storeNotice(
    notice: { hash: string; site: string; text: string },
    receivedAt: string,
    maxPerSite: number,
  ): Promise<NoticeResult>;
  /** Cheap whatever the number of records: the page that shows it must not hold up writing. */
  statistics(latestCount: number): Promise<Statistics>;
  close(): Promise<void>;
}

/** The database cannot be opened; the message is one sentence for the person who started the collector. */
export class StorageOpenError extends Error {
  override name = 'StorageOpenError';
}
