/**
 * Owns what an answer of the endpoint means for the records that were sent (the project's outcome table; wire.ts).
 * Leaves to others: getting the answer (transport.ts), acting on it (outbox.ts).
 */
import type { RecordResult } from '../../core/wire.ts';
import { retryAfterMs } from './retry-after.ts';

/** What came back, fully read; or why nothing did. */
export type Answer =
  | {
      readonly status: number;
      readonly type: string;
      readonly body: string;
      readonly retryAfter: string | null;
      readonly date: string | null;
    }
  | { readonly failed: 'network' | 'timeout' | 'too-long' };

export type Outcome =
  /** The endpoint spoke about single records; one that is not in the map was not acknowledged. */
  | {
      readonly kind: 'answered';
      readonly results: ReadonlyMap<string, RecordResult>;
      /** Hashes of notice texts that it lacks. */
      readonly missing?: readonly string[];
    }
  /** Something in this batch is not wanted: send the halves, and give a single record up. */
  | { readonly kind: 'unwanted'; readonly code: string }
  /** A mistake of configuration or deployment: rarely again. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Trouble that passes. */
  | { readonly kind: 'later'; readonly code: string; readonly waitMs: number | null };

const RESULTS: readonly string[] = [
  'stored',
  'duplicate',
  'quarantined',
  'conflict',
  'rejected',
  'retry',
] satisfies RecordResult[];
const NOTICE_HASH = /^[0-9a-f]{64}$/;
/** A batch has no more records, each with one notice. */
const MAX_MISSING = 20;
const UNWANTED: readonly number[] = [400, 413, 422];
const PASSING: readonly number[] = [408, 425, 429];

interface Results {
  readonly results: Map<string, RecordResult>;
  readonly missing?: readonly string[];
}

/** The results of a body that is ours, else null. Only ids that were sent count; two answers about one record are none. */
function readResults(body: string, sent: readonly string[]): Results | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return null;
  }
  const ours = parsed as { v?: unknown; results?: unknown; missingNotice?: unknown } | null;
  if (typeof ours !== 'object' || ours === null || ours.v !== 1 || !Array.isArray(ours.results)) return null;
  const found = new Map<string, RecordResult>();
  let nameless = 0;
  for (const item of ours.results as ({ id?: unknown; result?: unknown } | null)[]) {
    const id = item?.id;
    const result = item?.result;
    if (typeof result !== 'string' || !RESULTS.includes(result)) continue;
    if (id === null && result === 'rejected') nameless++;
    if (typeof id !== 'string' || !sent.includes(id)) continue;
    const before = found.get(id);
    found.set(id, before === undefined || before === result ? (result as RecordResult) : 'retry');
  }
  // The collector could not read the ids of some records. When they are exactly the ones it did not name, they are known.
  const unnamed = sent.filter((id) => !found.has(id));
  if (nameless > 0 && nameless === unnamed.length) for (const id of unnamed) found.set(id, 'rejected');
  const lacks = Array.isArray(ours.missingNotice) ? (ours.missingNotice as unknown[]) : [];
  const missing = lacks
    .filter((hash): hash is string => typeof hash === 'string' && NOTICE_HASH.test(hash))
    .slice(0, MAX_MISSING);
  return { results: found, ...(missing.length > 0 && { missing }) };
}

/**
 * @param acknowledge `records`: only a named record counts as delivered. `status`: any 2xx that is no HTML page counts for all.
 * @param sent ids of the batch.
 */
export function outcomeOf(
  answer: Answer,
  acknowledge: 'records' | 'status',
  sent: readonly string[],
  nowMs: number,
): Outcome {
  if ('failed' in answer) return { kind: 'later', code: answer.failed, waitMs: null };
  const { status } = answer;
  const code = `http-${status}`;
  const waitMs = retryAfterMs(answer.retryAfter, answer.date, nowMs);
  if (status >= 200 && status < 300) {
    if (acknowledge === 'status') {
      // A captive portal or a login page answers 200 for everybody.
      if (/html/i.test(answer.type) || /^\s*<(!doctype|html)/i.test(answer.body))
        return { kind: 'later', code: 'html', waitMs };
      return { kind: 'answered', results: new Map(sent.map((id) => [id, 'stored'])) };
    }
    const ours = status === 200 ? readResults(answer.body, sent) : null;
    return ours ? { kind: 'answered', ...ours } : { kind: 'later', code: status === 200 ? 'not-ours' : code, waitMs };
  }
  if (UNWANTED.includes(status)) return { kind: 'unwanted', code };
  if (status >= 400 && status < 500 && !PASSING.includes(status)) return { kind: 'refused', code };
  return { kind: 'later', code, waitMs };
}
