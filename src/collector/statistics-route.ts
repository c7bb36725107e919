/** Owns `GET /` (the operator's overview) and `GET /v1/statistics` (the same as JSON). Both are missing unless the environment asks for them. */
import type { Hono } from 'hono';
import type { CollectorEnvironment, CollectorHono } from './collector-environment.ts';
import { pageLanguage, sendPage } from './page.ts';
import { statisticsBody, statisticsTitle } from './statistics-page.ts';

const LATEST_SHOWN = 50;

export function addStatisticsRoutes(app: Hono<CollectorHono>, environment: CollectorEnvironment): void {
  if (!environment.statistics) return;
  const { storage } = environment;
  app.get('/', async (c) => {
    const language = pageLanguage(c);
    return sendPage(
      c,
      200,
      language,
      statisticsTitle(language),
      statisticsBody(await storage.statistics(LATEST_SHOWN), language),
    );
  });
  app.get('/v1/statistics', async (c) =>
    c.json(await storage.statistics(LATEST_SHOWN), 200, { 'Cache-Control': 'no-store' }),
  );
}
