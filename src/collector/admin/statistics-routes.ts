/**
 * Owns the numbers: as the first page of the admin side (`/`), as plots (`/plots/{name}.svg`), as JSON (`/v1/admin/statistics`), and the
 * process's own counters (`/metrics`). They name nobody.
 */
import type { Hono } from 'hono';
import { isLanguage } from '../../core/language.ts';
import { pageLanguage } from '../page.ts';
import { refuse } from '../refuse.ts';
import type { Access } from './access.ts';
import type { CollectorHono } from '../collector-environment.ts';
import type { AdminEnvironment } from './admin-environment.ts';
import { invalidField, sendAdminPage } from './admin-page.ts';
import { isPlotName, plotOf } from './plot.ts';
import { readDays } from './record-query.ts';
import { statisticsBody, statisticsTitle } from './statistics-page.ts';
import { summariseTallies } from './summarise-tallies.ts';

/** An image opened by itself is a document: it may have its own style, and nothing else. */
const PLOT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export function addStatisticsRoutes(
  app: Hono<CollectorHono>,
  access: Access,
  { storage, counters }: AdminEnvironment,
): void {
  const mayRead = access.needs('read');

  app.get('/', mayRead, async (c) => {
    const language = pageLanguage(c);
    const query = c.req.query();
    const days = readDays(query, ['lang']);
    const alert = days.ok ? null : invalidField(days.field, language);
    const summary = summariseTallies(days.ok ? await storage.tallies(days.value) : []);
    const body = statisticsBody({ query, language, summary, alert });
    return sendAdminPage(c, statisticsTitle(language), body, days.ok ? 200 : 400);
  });

  app.get('/plots/:file', mayRead, async (c) => {
    const name = c.req.param('file').replace(/\.svg$/, '');
    const days = readDays(c.req.query(), ['lang']);
    if (!c.req.param('file').endsWith('.svg') || !isPlotName(name)) return refuse(c, 404, 'not-found');
    if (!days.ok) return refuse(c, 400, 'invalid-query', { more: { field: days.field } });
    const asked = c.req.query('lang');
    const plot = plotOf(name, summariseTallies(await storage.tallies(days.value)), isLanguage(asked) ? asked : 'kk');
    const { drawPlot } = await import('./draw-plot.ts');
    return c.body(drawPlot(plot), 200, {
      'Content-Type': 'image/svg+xml',
      'Content-Security-Policy': PLOT_POLICY,
      'Cache-Control': 'no-store',
    });
  });

  app.get('/v1/admin/statistics', mayRead, async (c) => {
    const days = readDays(c.req.query(), []);
    if (!days.ok) return refuse(c, 400, 'invalid-query', { more: { field: days.field } });
    const summary = summariseTallies(await storage.tallies(days.value));
    return c.json({ v: 1, filter: days.value, ...summary }, 200, { 'Cache-Control': 'no-store' });
  });

  app.get('/metrics', mayRead, (c) =>
    c.text(counters.print(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );
}
