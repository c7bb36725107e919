/**
 * Owns the rate limit: one token bucket per key, in memory. Keys are allow-listed origins or fixed words, never an address of a visitor,
 * so the number of buckets is bounded by the configuration.
 */
export interface RateLimit {
  readonly perSecond: number;
  /** Requests that may come at once after a quiet time. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

export class TokenBuckets {
  readonly #limit: RateLimit;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limit: RateLimit, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Takes one token; answers 0, or the whole seconds after which one will be there (at least 1, for Retry-After). */
  take(key: string): number {
    const waitSeconds = this.wait(key);
    const bucket = this.#buckets.get(key);
    if (waitSeconds === 0 && bucket) bucket.tokens -= 1;
    return waitSeconds;
  }

  /** The same answer, and nothing is taken. */
  wait(key: string): number {
    const nowMs = this.#now();
    const { perSecond, burst } = this.#limit;
    const bucket = this.#buckets.get(key) ?? { tokens: burst, atMs: nowMs };
    // A clock set back refills nothing; it must not take tokens away either.
    const elapsedSeconds = Math.max(0, nowMs - bucket.atMs) / 1000;
    bucket.tokens = Math.min(burst, bucket.tokens + elapsedSeconds * perSecond);
    bucket.atMs = nowMs;
    this.#buckets.set(key, bucket);
    return bucket.tokens < 1 ? Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)) : 0;
  }
}
