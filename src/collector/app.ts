/**
 * Owns putting the reference collector together as Request → Response: routes, log, headers every answer has.
 * Leaves to others: sockets (serve.ts), the database (storage/), each route's work (*-route.ts). It makes no request of its own.
 */
import { Hono } from 'hono';
import { routePath } from 'hono/route';
import type { CollectorEnvironment, CollectorHono } from './collector-environment.ts';
import { addNoticesRoute } from './notices-route.ts';
import { STYLE_SHEET } from './page.ts';
import { addReceiptsRoute } from './receipts-route.ts';
import { addRecordsRoute } from './records-route.ts';
import { failureCode, RETRY_AFTER_FAILURE_SECONDS } from './refuse.ts';
import { addStatisticsRoutes } from './statistics-route.ts';
import { TokenBuckets } from './token-buckets.ts';

/** Methods worth a word in the log; any other is the sender's free text. */
const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];

export function createCollectorApp(environment: CollectorEnvironment): Hono<CollectorHono> {
  const app = new Hono<CollectorHono>();
  const writes = new TokenBuckets(environment.limits.writes, environment.now);

  app.use(async (c, next) => {
    // Before the answer is made: a header that is added to a finished one makes hono build it again around a stream, at twice the time.
    // Browsers read Date to correct a Retry-After date by their own clock's error; the write route exposes it.
    c.header('Date', new Date(environment.now()).toUTCString());
    c.header('X-Content-Type-Options', 'nosniff');
    await next();
    const counts = c.get('counts');
    const failure = c.get('failure');
    environment.log({
      method: METHODS.includes(c.req.method) ? c.req.method : 'OTHER',
      route: routePath(c, -1),
      status: c.res.status,
      ...(counts && { counts }),
      ...(failure && { failure }),
    });
  });

  addRecordsRoute(app, environment, writes);
  addNoticesRoute(app, environment, writes);
  addReceiptsRoute(app, environment);
  addStatisticsRoutes(app, environment);

  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/collector.css', (c) =>
    c.body(STYLE_SHEET, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=300' }),
  );

  app.notFound((c) => c.json({ code: 'not-found' }, 404));
  // A storage that rejects has stored nothing of the request: say "later", so that the sender keeps its copy.
  app.onError((error, c) => {
    c.set('failure', failureCode(error));
    return c.json({ code: 'storage-unavailable' }, 503, { 'Retry-After': String(RETRY_AFTER_FAILURE_SECONDS) });
  });
  return app;
}
