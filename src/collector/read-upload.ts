/**
 * Owns what both write routes do before they look at a body's meaning: rate, site, content type, size, JSON.
 * Leaves to others: the origin (origin-guard.ts, which has run before), the shape.
 */
import type { Context } from 'hono';
import type { CollectorEnvironment, CollectorHono } from './collector-environment.ts';
import { parseJson } from './parse-json.ts';
import { readBody } from './read-body.ts';
import { refuse, refuseUntil } from './refuse.ts';
import type { TokenBuckets } from './token-buckets.ts';

export type Upload =
  | { readonly ok: true; readonly site: string; readonly value: unknown; readonly bytes: number }
  | { readonly ok: false; readonly response: Response };

const SITE_PATTERN = /^[a-z0-9-]{1,40}$/;
/** text/plain is what the outbox sends, because it needs no preflight. */
const CONTENT_TYPES: readonly string[] = ['text/plain', 'application/json'];

export async function readUpload(
  c: Context<CollectorHono>,
  environment: CollectorEnvironment,
  writes: TokenBuckets,
  maxBytes: number,
): Promise<Upload> {
  const waitSeconds = writes.take(c.req.header('Origin') ?? '');
  if (waitSeconds > 0) return { ok: false, response: refuseUntil(c, waitSeconds) };

  const site = c.req.param('site') ?? '';
  const known = SITE_PATTERN.test(site) && (environment.sites === null || environment.sites.has(site));
  if (!known) return { ok: false, response: refuse(c, 404, 'unknown-site') };

  const type = (c.req.header('Content-Type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const plain = (c.req.header('Content-Encoding') ?? 'identity') === 'identity';
  if (!plain || !CONTENT_TYPES.includes(type)) return { ok: false, response: refuse(c, 415, 'unsupported-media-type') };

  const body = await readBody(c, maxBytes);
  if (!body.ok) return { ok: false, response: refuse(c, body.code === 'too-large' ? 413 : 400, body.code) };

  const parsed = parseJson(body.bytes);
  if (!parsed.ok) return { ok: false, response: refuse(c, 400, parsed.code) };
  return { ok: true, site, value: parsed.value, bytes: body.bytes.length };
}
