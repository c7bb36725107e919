/**
 * Owns how the collector says no: `application/problem+json` (RFC 9457) with one short code, nothing of what was sent, and when to come again
 * where that helps. `type` is about:blank: what went wrong is the status, and `code` says which of its reasons.
 */
import { STATUS_CODES } from 'node:http';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** After a failed write (disk full, file locked): long enough not to press, short enough for a page that stays open. */
export const RETRY_AFTER_FAILURE_SECONDS = 30;

export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code: string;
}

export function problemOf(status: number, code: string): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code };
}

export function refuse(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  { headers = {}, more = {} }: { headers?: Record<string, string>; more?: Readonly<Record<string, string>> } = {},
): Response {
  return c.json({ ...problemOf(status, code), ...more }, status, {
    'Content-Type': 'application/problem+json',
    ...headers,
  });
}

export function refuseUntil(c: Context, seconds: number): Response {
  return refuse(c, 429, 'too-many-requests', { headers: { 'Retry-After': String(seconds) } });
}

/** A storage that rejects has stored nothing of the request: say "later", so that the sender keeps its copy. */
export function refuseFailed(c: Context): Response {
  return refuse(c, 503, 'storage-unavailable', { headers: { 'Retry-After': String(RETRY_AFTER_FAILURE_SECONDS) } });
}

/** A word about an error that is safe to log: codes of SQLite, PostgreSQL (SQLSTATE) and Node are fixed words, messages may quote data. */
export function failureCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && /^(?:[A-Z][A-Z0-9_]{1,59}|[0-9A-Z]{5})$/.test(code)) return code;
  return error instanceof TypeError || error instanceof RangeError ? error.name : 'Error';
}
