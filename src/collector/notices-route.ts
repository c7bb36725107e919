/**
 * Owns `POST /v1/sites/{site}/notices`: the exact words a notice had, kept once under the hash that records carry.
 * The hash is worked out here again: a text nobody can find by its own hash would prove nothing.
 */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { noticeUploadSchema } from '../core/schema/wire.ts';
import { WIRE_VERSION } from '../core/wire.ts';
import { sha256 } from './canonicalise.ts';
import type { CollectorEnvironment, CollectorHono } from './collector-environment.ts';
import { originGuard } from './origin-guard.ts';
import { parseJson } from './parse-json.ts';
import { readUpload } from './read-upload.ts';
import { refuse } from './refuse.ts';
import type { TokenBuckets } from './token-buckets.ts';

const ROUTE = '/v1/sites/:site/notices';

export function addNoticesRoute(
  app: Hono<CollectorHono>,
  environment: CollectorEnvironment,
  writes: TokenBuckets,
): void {
  const { limits, storage } = environment;
  const guard = originGuard(environment.allowedOrigins);
  app.options(ROUTE, guard);
  app.post(ROUTE, guard, async (c) => {
    const upload = await readUpload(c, environment, writes, limits.noticeBytes);
    if (!upload.ok) return upload.response;
    const parsed = v.safeParse(noticeUploadSchema, upload.value, { abortEarly: true });
    if (!parsed.success) return refuse(c, 400, 'malformed-notice');
    const { hash, text } = parsed.output;
    if (!text.isWellFormed() || !parseJson(Buffer.from(text)).ok) return refuse(c, 400, 'notice-not-json');
    if (sha256(text) !== hash) return refuse(c, 400, 'hash-mismatch');
    const result = await storage.storeNotice(
      { hash, site: upload.site, text },
      new Date(environment.now()).toISOString(),
      limits.noticesPerSite,
    );
    if (result === 'full') return refuse(c, 403, 'too-many-notices');
    c.set('counts', { [`notice-${result}`]: 1 });
    return c.json({ v: WIRE_VERSION, hash, result });
  });
}
