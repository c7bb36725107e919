/** Owns what the admin side is given from outside. */
import type { LogEntry } from '../collector-environment.ts';
import type { RequestCounters } from '../request-counters.ts';
import type { RecordStorage } from '../storage/storage.ts';
import type { RateLimit } from '../token-buckets.ts';

export interface AdminEnvironment {
  readonly storage: RecordStorage;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: (entry: LogEntry) => void;
  readonly counters: RequestCounters;
  /** Wrong tokens, from anywhere together. */
  readonly wrongTokens?: RateLimit;
}
