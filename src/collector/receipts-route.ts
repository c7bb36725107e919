/**
 * Owns `GET /v1/receipts/{id}`: what a person who holds the id of a record may read of it.
 * The id is the key (74 random bits); the answer has no subject, page or input kind, and does not tell a wrong id from a malformed one.
 */
import type { Hono } from 'hono';
import type { ConsentRecord } from '../core/consent-record.ts';
import { RECORD_ID_PATTERN } from '../core/schema/consent-record.ts';
import type { CollectorEnvironment, CollectorHono } from './collector-environment.ts';
import { pageLanguage, sendPage, wantsHtml } from './page.ts';
import { missingReceipt, receiptBody, receiptTitle } from './receipt-page.ts';
import { refuse, refuseUntil } from './refuse.ts';
import type { StoredRecord } from './storage/storage.ts';
import { TokenBuckets } from './token-buckets.ts';

const SHOWN = [
  'id',
  'site',
  'action',
  'language',
  'decidedAt',
  'utcOffsetMinutes',
  'policy',
  'notice',
  'decisions',
  'services',
  'validUntil',
  'test',
] as const;

export interface Receipt extends Pick<ConsentRecord, (typeof SHOWN)[number]> {
  readonly v: 1;
  readonly stored: true;
  readonly receivedAt: string;
}

export function addReceiptsRoute(app: Hono<CollectorHono>, environment: CollectorEnvironment): void {
  const lookups = new TokenBuckets(environment.limits.lookups, environment.now);
  app.get('/v1/receipts/:id', async (c) => {
    c.header('Vary', 'Origin, Accept, Accept-Language');
    c.header('X-Robots-Tag', 'noindex');
    c.header('Cache-Control', 'no-store');
    // "My choices" of the widget may ask from the site's page; anyone else gets the answer without a CORS header.
    const origin = c.req.header('Origin');
    if (origin && origin !== 'null' && environment.allowedOrigins.has(origin))
      c.header('Access-Control-Allow-Origin', origin);

    const waitSeconds = lookups.take('receipts');
    if (waitSeconds > 0) return refuseUntil(c, waitSeconds);
    const id = c.req.param('id');
    const stored = RECORD_ID_PATTERN.test(id) ? await environment.storage.find(id) : null;
    if (!wantsHtml(c)) return stored ? c.json(receiptOf(stored)) : refuse(c, 404, 'not-found');
    const language = pageLanguage(c);
    const body = stored ? receiptBody(receiptOf(stored), language) : missingReceipt(language);
    return sendPage(c, stored ? 200 : 404, language, receiptTitle(language), body);
  });
}

function receiptOf(stored: StoredRecord): Receipt {
  const record = JSON.parse(stored.body) as ConsentRecord;
  const shown = Object.fromEntries(SHOWN.map((key) => [key, record[key]])) as Pick<
    ConsentRecord,
    (typeof SHOWN)[number]
  >;
  return { v: 1, stored: true, receivedAt: stored.receivedAt, ...shown };
}
