/** Owns how the collector says no: one short code in the body, nothing of what was sent, and when to come again where that helps. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** After a failed write (disk full, file locked): long enough not to press, short enough for a page that stays open. */
export const RETRY_AFTER_FAILURE_SECONDS = 30;

export function refuse(c: Context, status: ContentfulStatusCode, code: string): Response {
  return c.json({ code }, status);
}

export function refuseUntil(c: Context, seconds: number): Response {
  return c.json({ code: 'too-many-requests' }, 429, { 'Retry-After': String(seconds) });
}

/** A word about an error that is safe to log: SQLite's and Node's codes are fixed words, messages may quote data. */
export function failureCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,59}$/.test(code)) return code;
  return error instanceof TypeError || error instanceof RangeError ? error.name : 'Error';
}
