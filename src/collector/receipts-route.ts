/**
 * Owns `GET /v1/receipts/{id}` and `…/notice`: what a person who holds the id of a record may read of it, and the words they agreed to.
 * The id is the key (74 random bits); the answer has no subject, page or input kind, and does not tell a wrong id from a malformed one.
 */
import type { Context, Hono } from 'hono';
import type { ConsentRecord } from '../core/consent-record.ts';
import { RECORD_ID_PATTERN } from '../core/schema/consent-record.ts';
import type { CollectorEnvironment, CollectorHono } from './collector-environment.ts';
import { noticeBody, noticeTitle } from './notice-words.ts';
import { pageLanguage, sendPage, wantsHtml } from './page.ts';
import { erasedReceipt, missingReceipt, receiptBody, receiptTitle } from './receipt-page.ts';
import { refuse, refuseUntil } from './refuse.ts';
import type { Erasure, StoredRecord } from './storage/storage.ts';
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

/** Looked up in place of an id that is none, so that both take the same time; version 0 of a UUID is nobody's. */
const NO_ID = '00000000-0000-0000-0000-000000000000';

type Found = { readonly stored: StoredRecord } | { readonly erasure: Erasure } | null;

export function addReceiptsRoutes(app: Hono<CollectorHono>, environment: CollectorEnvironment): void {
  const { storage, now, limits, allowedOrigins } = environment;
  const lookups = new TokenBuckets(limits.lookups, now);

  app.get('/v1/receipts/:id', async (c) => {
    const waitSeconds = begin(c);
    if (waitSeconds > 0) return refuseUntil(c, waitSeconds);
    const found = await find(c.req.param('id'));
    if (!wantsHtml(c)) {
      if (found && 'stored' in found) return c.json(receiptOf(found.stored));
      if (!found) return refuse(c, 404, 'not-found');
      return refuse(c, 410, 'erased', { more: { erasedAt: found.erasure.at, reason: found.erasure.reason } });
    }
    const language = pageLanguage(c);
    const page = { language, title: receiptTitle(language), kind: 'receipt' } as const;
    if (!found) return sendPage(c, { ...page, status: 404, body: missingReceipt(language) });
    if ('erasure' in found) return sendPage(c, { ...page, status: 410, body: erasedReceipt(found.erasure, language) });
    const receipt = receiptOf(found.stored);
    const hasNotice = receipt.notice !== null && (await storage.findNotice(receipt.notice)) !== null;
    return sendPage(c, { ...page, status: 200, body: receiptBody(receipt, language, now(), hasNotice) });
  });

  app.get('/v1/receipts/:id/notice', async (c) => {
    const waitSeconds = begin(c);
    if (waitSeconds > 0) return refuseUntil(c, waitSeconds);
    const found = await find(c.req.param('id'));
    const receipt = found && 'stored' in found ? receiptOf(found.stored) : null;
    const text = receipt?.notice ? await storage.findNotice(receipt.notice) : null;
    if (!receipt || text === null) {
      if (!wantsHtml(c)) return refuse(c, 404, 'not-found');
      const language = pageLanguage(c);
      const body = missingReceipt(language);
      return sendPage(c, { status: 404, language, title: receiptTitle(language), body, kind: 'receipt' });
    }
    // The exact characters whose SHA-256 the record carries.
    if (!wantsHtml(c)) return c.body(text, 200, { 'Content-Type': 'application/json' });
    const language = pageLanguage(c);
    const body = noticeBody(receipt.notice, text, receipt.language, language);
    return sendPage(c, { status: 200, language, title: noticeTitle(language), body, kind: 'receipt' });
  });

  function begin(c: Context): number {
    c.header('Vary', 'Origin, Accept, Accept-Language');
    c.header('X-Robots-Tag', 'noindex');
    c.header('Cache-Control', 'no-store');
    // "My choices" of the widget may ask from the site's page; anyone else gets the answer without a CORS header.
    const origin = c.req.header('Origin');
    if (origin && origin !== 'null' && allowedOrigins.has(origin)) c.header('Access-Control-Allow-Origin', origin);
    return lookups.take('receipts');
  }

  async function find(asked: string): Promise<Found> {
    const id = RECORD_ID_PATTERN.test(asked) ? asked : NO_ID;
    const stored = await storage.find(id);
    if (stored) return { stored };
    const erasure = await storage.findErasure(id);
    return erasure && { erasure };
  }
}

function receiptOf(stored: StoredRecord): Receipt {
  const record = JSON.parse(stored.body) as ConsentRecord;
  const shown = Object.fromEntries(SHOWN.map((key) => [key, record[key]])) as Pick<
    ConsentRecord,
    (typeof SHOWN)[number]
  >;
  return { v: 1, stored: true, receivedAt: stored.receivedAt, ...shown };
}
