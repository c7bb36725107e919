/**
 * Owns who may write from a browser: allow-listed origins, echoed one by one (Fetch standard, "CORS protocol").
 * An Origin header keeps other web pages out, not programs, which can send any; the record says what it proves and the docs say what not.
 */
import type { MiddlewareHandler } from 'hono';
import type { CollectorHono } from './collector-environment.ts';
import { refuse } from './refuse.ts';

/** Two hours, the longest Chromium keeps a preflight. */
const PREFLIGHT_MAX_AGE_SECONDS = '7200';

/** For write routes: an unlisted, `null` or missing Origin gets 403 and no CORS header; a preflight is answered here. */
export function originGuard(allowedOrigins: ReadonlySet<string>): MiddlewareHandler<CollectorHono> {
  return async (c, next) => {
    c.header('Vary', 'Origin');
    const origin = c.req.header('Origin');
    // `null` is what sandboxed frames and local files send; it names nobody, so it is never allowed, whatever the list says.
    if (!origin || origin === 'null' || !allowedOrigins.has(origin)) return refuse(c, 403, 'origin-not-allowed');
    c.header('Access-Control-Allow-Origin', origin);
    if (c.req.method === 'OPTIONS') {
      c.header('Access-Control-Allow-Methods', 'POST');
      c.header('Access-Control-Allow-Headers', 'Content-Type');
      c.header('Access-Control-Max-Age', PREFLIGHT_MAX_AGE_SECONDS);
      return c.body(null, 204);
    }
    // Both are hidden from scripts of another origin unless named; the outbox needs them to wait as long as it was told.
    c.header('Access-Control-Expose-Headers', 'Retry-After, Date');
    return next();
  };
}
