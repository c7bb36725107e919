/**
 * Owns the tables as both databases have them, typed for Kysely. Instants are texts (`2026-07-01T09:03:05.678Z`): they sort as they stand and
 * read the same in every export. Leaves to others: making them (sqlite/, postgres/), what is put in (sql-storage.ts).
 */
import type { Generated } from 'kysely';

/** Append-only: triggers refuse UPDATE, and DELETE of any row that `erasing` does not name. */
export interface RecordsTable {
  seq: Generated<number>;
  /** UUIDv7, the primary key: a second insert does nothing. */
  record_id: string;
  site: string;
  received_at: string;
  decided_at: string;
  /** 1: of a test run. */
  test: number;
  /** SHA-256 (hex) of `body`. */
  hash: string;
  /** Canonical JSON of the record. */
  body: string;
  subject: string;
  action: string;
  language: string;
  policy: string;
}

export interface NoticesTable {
  hash: string;
  site: string;
  received_at: string;
  text: string;
}

/** Derived, kept in the transaction that stores the record. One row per collector process: two collectors never wait for each other's. */
export interface TalliesTable {
  writer: string;
  site: string;
  /** Day of receipt, UTC. */
  day: string;
  kind: string;
  name: string;
  count: number;
}

/** Records of a schema newer than this collector's: kept as they came, readable by a later version. */
export interface QuarantineTable {
  /** SHA-256 (hex) of `body`: the same record sent twice is kept once. */
  hash: string;
  record_id: string;
  site: string;
  received_at: string;
  body: string;
}

/** What is left of an erased record: that there was one, and that a copy sent again is not stored again. */
export interface TombstonesTable {
  record_id: string;
  site: string;
  hash: string;
  received_at: string;
  erased_at: string;
  reason: string;
}

/** One row per run of an erasure: who, why, how many. No ids. */
export interface ErasuresTable {
  erased_at: string;
  site: string;
  reason: string;
  count: number;
}

/** Names the rows that the running transaction may delete; empty outside of one. */
export interface ErasingTable {
  record_id: string;
}

export interface TokensTable {
  name: string;
  /** SHA-256 (hex) of the token, which has 256 random bits: no salt and no slow hash needed. */
  hash: string;
  /** Space-separated: read, export, erase. */
  scopes: string;
  created_at: string;
}

/** What was done on the admin side: by which token, when, how much of it. No ids, no search words. */
export interface AdminLogTable {
  at: string;
  token: string;
  what: string;
  count: number;
}

export interface CollectorTables {
  records: RecordsTable;
  notices: NoticesTable;
  tallies: TalliesTable;
  quarantine: QuarantineTable;
  tombstones: TombstonesTable;
  erasures: ErasuresTable;
  erasing: ErasingTable;
  tokens: TokensTable;
  admin_log: AdminLogTable;
}
