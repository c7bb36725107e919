/**
 * Owns erasing one subject's records: counted first, erased when confirmed; as pages (`/erasures`) and as JSON (`/v1/admin/erasures`).
 * Leaves to others: what erasing is (storage), retention by age (the command line), the page (erasure-page.ts).
 */
import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import type { Language } from '../../core/language.ts';
import { pageLanguage } from '../page.ts';
import { parseJson } from '../parse-json.ts';
import { readBody } from '../read-body.ts';
import { refuse } from '../refuse.ts';
import type { Access } from './access.ts';
import type { CollectorHono } from '../collector-environment.ts';
import type { AdminEnvironment } from './admin-environment.ts';
import { sendAdminPage } from './admin-page.ts';
import { type ErasureView, erasureBody, erasureTitle } from './erasure-page.ts';
import { logAdmin } from './log-admin.ts';
import { SITE_PATTERN, SUBJECT_PATTERN } from './record-query.ts';

const BODY_MAX_BYTES = 4 * 1024;

const subject = v.pipe(v.string(), v.regex(SUBJECT_PATTERN));
const site = v.pipe(v.string(), v.regex(SITE_PATTERN));
/** `dryRun` has no default: nobody erases by leaving something out. */
const requestSchema = v.strictObject({ v: v.literal(1), subject, site: v.exactOptional(site), dryRun: v.boolean() });
type ErasureRequest = Omit<v.InferOutput<typeof requestSchema>, 'v'>;

export function addErasureRoutes(app: Hono<CollectorHono>, access: Access, environment: AdminEnvironment): void {
  const { storage, now } = environment;
  const mayErase = access.needs('erase');

  app.get('/erasures', mayErase, async (c) => show(c, { step: 'ask' }));

  app.post('/erasures', mayErase, async (c) => {
    const read = await readBody(c.req.raw, BODY_MAX_BYTES);
    if (!read.ok) return refuse(c, read.code === 'too-large' ? 413 : 400, read.code);
    const fields = new URLSearchParams(Buffer.from(read.bytes).toString('utf8'));
    const asked = { subject: fields.get('subject')?.trim() ?? '', site: fields.get('site')?.trim() ?? '' };
    const wrong = SUBJECT_PATTERN.test(asked.subject) ? null : 'subject';
    const invalid = wrong ?? (asked.site === '' || SITE_PATTERN.test(asked.site) ? null : 'site');
    if (invalid) return show(c, { step: 'ask', invalid, ...asked }, 400);
    const dryRun = fields.get('step') !== 'erase';
    const count = await erase(c, { subject: asked.subject, ...(asked.site && { site: asked.site }), dryRun });
    return show(c, { step: dryRun ? 'confirm' : 'done', count, ...asked });
  });

  app.get('/v1/admin/erasures', access.needs('read'), async (c) =>
    c.json({ v: 1, erasures: await storage.erasures() }, 200, { 'Cache-Control': 'no-store' }),
  );

  app.post('/v1/admin/erasures', mayErase, async (c) => {
    const type = (c.req.header('Content-Type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
    if (type !== 'application/json') return refuse(c, 415, 'unsupported-media-type');
    const read = await readBody(c.req.raw, BODY_MAX_BYTES);
    if (!read.ok) return refuse(c, read.code === 'too-large' ? 413 : 400, read.code);
    const parsed = parseJson(read.bytes);
    if (!parsed.ok) return refuse(c, 400, parsed.code);
    const request = v.safeParse(requestSchema, parsed.value, { abortEarly: true });
    if (!request.success) return refuse(c, 400, 'malformed-erasure');
    const { dryRun } = request.output;
    return c.json({ v: 1, dryRun, count: await erase(c, request.output) });
  });

  async function erase(c: Context<CollectorHono>, request: ErasureRequest): Promise<number> {
    const { dryRun } = request;
    const filter = { subject: request.subject, ...(request.site !== undefined && { site: request.site }) };
    const at = new Date(now()).toISOString();
    // Before: when it fails half way, some are gone all the same.
    if (!dryRun) await logAdmin(environment, c, 'erase begun', 0);
    const count = await storage.erase(filter, { at, reason: 'subject' }, dryRun);
    await logAdmin(environment, c, dryRun ? 'erase dry run' : 'erase', count);
    return count;
  }

  async function show(
    c: Context<CollectorHono>,
    view: Omit<ErasureView, 'runs' | 'language'>,
    status: 200 | 400 = 200,
  ): Promise<Response> {
    const language: Language = pageLanguage(c);
    const body = erasureBody({ ...view, language, runs: await storage.erasures() });
    return sendAdminPage(c, erasureTitle(language), body, status);
  }
}
