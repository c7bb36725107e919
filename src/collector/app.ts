/**
 * Owns putting the public side of the collector together as Request → Response: records, notices, receipts, health, and nothing else.
 * Leaves to others: sockets (serve.ts), the database (storage/), each route's work (*-route.ts), whoever works with the evidence (admin/).
 * It makes no request of its own.
 */
import { Hono } from 'hono';
import { answerAndLog } from './answer-and-log.ts';
import type { CollectorEnvironment, CollectorHono } from './collector-environment.ts';
import { addHealthRoutes } from './health-routes.ts';
import { addNoticesRoute } from './notices-route.ts';
import { addStyleSheet } from './page.ts';
import { addReceiptsRoutes } from './receipts-route.ts';
import { addRecordsRoute } from './records-route.ts';
import { addRenewRoute } from './renew-route.ts';
import { TokenBuckets } from './token-buckets.ts';

export function createCollectorApp(environment: CollectorEnvironment): Hono<CollectorHono> {
  const app = new Hono<CollectorHono>();
  const writes = new TokenBuckets(environment.limits.writes, environment.now);
  answerAndLog(app, environment);
  addRecordsRoute(app, environment, writes);
  addNoticesRoute(app, environment, writes);
  addRenewRoute(app, environment, writes);
  addReceiptsRoutes(app, environment);
  addHealthRoutes(app, environment);
  addStyleSheet(app);
  return app;
}
