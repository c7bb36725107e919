/** Owns what the storage asks of one kind of database beside queries that both understand. */
import type { Kysely } from 'kysely';
import type { CollectorTables } from './tables.ts';

export interface Snapshot {
  readonly db: Kysely<CollectorTables>;
  release(): Promise<void>;
}

export interface SqlDatabase {
  readonly kind: 'sqlite' | 'postgres';
  readonly appendOnlyBy: string;
  /** For single reads. */
  readonly reader: Kysely<CollectorTables>;
  /** One transaction, whole or not at all, on disk when it resolves. */
  write<T>(work: (db: Kysely<CollectorTables>) => Promise<T>): Promise<T>;
  /** The same with the right to delete, for erasures. */
  writeAsOwner<T>(work: (db: Kysely<CollectorTables>) => Promise<T>): Promise<T>;
  /** All that was committed when it was taken, and nothing later. */
  snapshot(): Promise<Snapshot>;
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}
