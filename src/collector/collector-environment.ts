/** Owns what a collector is given from outside: everything that differs between a test, `npm start` and a server. */
import type { Env } from 'hono';
import { BATCH_MAX_BYTES, BATCH_MAX_RECORDS, RECORD_MAX_BYTES } from '../core/wire.ts';
import type { AdminToken, RecordStorage } from './storage/storage.ts';
import type { RateLimit } from './token-buckets.ts';

export interface CollectorLimits {
  readonly recordBytes: number;
  readonly batchRecords: number;
  readonly batchBytes: number;
  readonly noticeBytes: number;
  readonly noticesPerSite: number;
  /** Records of a newer schema, of one site and day. */
  readonly quarantinedPerDay: number;
  /** Write requests of one origin. */
  readonly writes: RateLimit;
  /** Receipt look-ups, all together: ids cannot be guessed, and this keeps anyone from trying. */
  readonly lookups: RateLimit;
}

export const DEFAULT_LIMITS: CollectorLimits = {
  recordBytes: RECORD_MAX_BYTES,
  batchRecords: BATCH_MAX_RECORDS,
  batchBytes: BATCH_MAX_BYTES,
  noticeBytes: 512 * 1024,
  noticesPerSite: 1000,
  quarantinedPerDay: 1000,
  writes: { perSecond: 500, burst: 2000 },
  lookups: { perSecond: 100, burst: 200 },
};

/** One answered request. By type there is no room for an id, an address, a path or a body. */
export interface LogEntry {
  readonly method: string;
  /** The route's pattern, as `/v1/receipts/:id`. */
  readonly route: string;
  readonly status: number;
  /** How many records ended how. */
  readonly counts?: Readonly<Record<string, number>>;
  /** Code of a failed storage or the class of an unexpected error, as `SQLITE_FULL`; never its message, which may quote data. */
  readonly failure?: string;
}

export interface CollectorEnvironment {
  readonly storage: RecordStorage;
  /** Serialised origins, as browsers send them: `https://site.kz`. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** Site ids that are taken; null takes every well-formed one. */
  readonly sites: ReadonlySet<string> | null;
  readonly limits: CollectorLimits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: (entry: LogEntry) => void;
}

/** What handlers leave for the log; on the admin side also whose token asks. */
export interface CollectorHono extends Env {
  Variables: { counts?: Record<string, number>; failure?: string; token?: AdminToken };
}
