/**
 * Owns what every answer of a collector's app has, public or admin: date, nosniff, a problem document for what is missing or failed,
 * and one log entry. Leaves to others: each route's work.
 */
import type { Hono } from 'hono';
import { routePath } from 'hono/route';
import type { CollectorHono, LogEntry } from './collector-environment.ts';
import { failureCode, refuse, refuseFailed } from './refuse.ts';

/** Methods worth a word in the log; any other is the sender's free text. */
const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];

/** To be called before the routes are added. */
export function answerAndLog(
  app: Hono<CollectorHono>,
  { now, log }: { readonly now: () => number; readonly log: (entry: LogEntry) => void },
): void {
  app.use(async (c, next) => {
    // Before the answer is made: a header that is added to a finished one makes hono build it again around a stream, at twice the time.
    // Browsers read Date to correct a Retry-After date by their own clock's error; the write route exposes it.
    c.header('Date', new Date(now()).toUTCString());
    c.header('X-Content-Type-Options', 'nosniff');
    await next();
    const counts = c.get('counts');
    const failure = c.get('failure');
    log({
      method: METHODS.includes(c.req.method) ? c.req.method : 'OTHER',
      route: routePath(c, -1),
      status: c.res.status,
      ...(counts && { counts }),
      ...(failure && { failure }),
    });
  });
  app.notFound((c) => refuse(c, 404, 'not-found'));
  app.onError((error, c) => {
    c.set('failure', failureCode(error));
    return refuseFailed(c);
  });
}
