/**
 * Owns searching records and looking at one, as pages (`/records`) and as JSON (`/v1/admin/records`). Every look at records is noted in the
 * admin log before it is answered. Leaves to others: what the pages say (search-page.ts, record-page.ts), who may (access.ts).
 */
import type { Context, Hono } from 'hono';
import type { ConsentRecord } from '../../core/consent-record.ts';
import { RECORD_ID_PATTERN } from '../../core/schema/consent-record.ts';
import { pageLanguage } from '../page.ts';
import { refuse } from '../refuse.ts';
import type { FoundRecord, RecordFilter } from '../storage/storage.ts';
import type { Access } from './access.ts';
import type { CollectorHono } from '../collector-environment.ts';
import type { AdminEnvironment } from './admin-environment.ts';
import { invalidField, sendAdminPage } from './admin-page.ts';
import { logAdmin } from './log-admin.ts';
import { missingRecord, recordBody, recordTitle } from './record-page.ts';
import { type ReadQuery, readFilter } from './record-query.ts';
import { searchBody, searchTitle } from './search-page.ts';

const PAGE_RECORDS = 50;
const LIMIT_MAX = 500;

interface Search {
  readonly filter: RecordFilter;
  readonly limit: number;
  readonly before?: number;
}

export function addRecordsRoutes(app: Hono<CollectorHono>, access: Access, environment: AdminEnvironment): void {
  const { storage } = environment;
  const mayRead = access.needs('read');

  app.get('/records', mayRead, async (c) => {
    const language = pageLanguage(c);
    const query = c.req.query();
    const search = readSearch(query);
    if (!search.ok) {
      const body = searchBody({
        query,
        language,
        found: null,
        next: null,
        alert: invalidField(search.field, language),
      });
      return sendAdminPage(c, searchTitle(language), body, 400);
    }
    // Opened from the menu: an empty form, and nobody's records.
    const asked = Object.keys(query).some((name) => name !== 'lang');
    const { found, next } = asked ? await run(c, search.value) : { found: null, next: null };
    return sendAdminPage(c, searchTitle(language), searchBody({ query, language, found, next, alert: null }));
  });

  app.get('/records/:id', mayRead, async (c) => {
    const language = pageLanguage(c);
    const row = await findOne(c, c.req.param('id'));
    if (!row) return sendAdminPage(c, recordTitle(language), missingRecord(language), 404);
    const { notice } = JSON.parse(row.body) as ConsentRecord;
    const text = notice === null ? null : await storage.findNotice(notice);
    return sendAdminPage(c, recordTitle(language), recordBody(row, text, language));
  });

  app.get('/v1/admin/records', mayRead, async (c) => {
    const search = readSearch(c.req.query());
    if (!search.ok) return refuse(c, 400, 'invalid-query', { more: { field: search.field } });
    const { found, next } = await run(c, search.value);
    return c.json({ v: 1, records: found.map(jsonOf), next }, 200, { 'Cache-Control': 'no-store' });
  });

  app.get('/v1/admin/records/:id', mayRead, async (c) => {
    const row = await findOne(c, c.req.param('id'));
    if (!row) return refuse(c, 404, 'not-found');
    const { notice } = JSON.parse(row.body) as ConsentRecord;
    const text = notice === null ? null : await storage.findNotice(notice);
    return c.json({ v: 1, ...jsonOf(row), noticeText: text }, 200, { 'Cache-Control': 'no-store' });
  });

  async function run(c: Context<CollectorHono>, { filter, limit, before }: Search) {
    const found = await storage.search(filter, limit, before);
    await logAdmin(environment, c, 'search', found.length);
    // A full page may be the last one; the next is then empty.
    return { found, next: found.length === limit ? (found.at(-1)?.seq ?? null) : null };
  }

  async function findOne(c: Context<CollectorHono>, id: string): Promise<FoundRecord | null> {
    const [row] = RECORD_ID_PATTERN.test(id) ? await storage.search({ id }, 1) : [];
    await logAdmin(environment, c, 'record', row ? 1 : 0);
    return row ?? null;
  }
}

function readSearch(query: Readonly<Record<string, string>>): ReadQuery<Search> {
  const filter = readFilter(query, ['lang', 'before', 'limit']);
  if (!filter.ok) return filter;
  const { before, limit } = query;
  if (before && !/^\d{1,15}$/.test(before)) return { ok: false, field: 'before' };
  if (limit && (!/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > LIMIT_MAX)) return { ok: false, field: 'limit' };
  const value: Search = {
    filter: filter.value,
    limit: limit ? Number(limit) : PAGE_RECORDS,
    ...(before && { before: Number(before) }),
  };
  return { ok: true, value };
}

function jsonOf({ seq, receivedAt, hash, body }: FoundRecord) {
  return { seq, receivedAt, hash, record: JSON.parse(body) as ConsentRecord };
}
