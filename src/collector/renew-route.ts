/**
 * Owns `POST /v1/sites/{site}/renew`: sets the choice cookie again as it came, with what is left of its term. Safari keeps a cookie that a
 * script wrote for seven days and one that the server set for as long as it says (https://webkit.org/blog/8613/intelligent-tracking-prevention-2-1/).
 * Only for pages of the collector's own origin: a site that shows the collector under a path of its own. The day of the choice stays, so no
 * consent lasts longer than it was given for. Leaves to others: when to ask (client/renew/renew-choice.ts), what the text means (core).
 */
import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import { CHOICE_COOKIE_NAME } from '../core/storage-keys.ts';
import { dayOf, MAX_TERM_DAYS } from '../core/choice-cookie.ts';
import { newestChoice } from '../core/newest-choice.ts';
import { renewalRequestSchema } from '../core/schema/wire.ts';
import { WIRE_VERSION } from '../core/wire.ts';
import type { CollectorEnvironment, CollectorHono } from './collector-environment.ts';
import { readUpload } from './read-upload.ts';
import { refuse } from './refuse.ts';
import type { TokenBuckets } from './token-buckets.ts';

const ROUTE = '/v1/sites/:site/renew';
const BODY_MAX_BYTES = 512;
const DAY_SECONDS = 86_400;

export function addRenewRoute(app: Hono<CollectorHono>, environment: CollectorEnvironment, writes: TokenBuckets): void {
  app.post(ROUTE, async (c) => {
    // The answer is this visitor's alone.
    c.header('Cache-Control', 'no-store');
    const page = ownPage(c, environment.allowedOrigins);
    if (!page) return refuse(c, 403, 'origin-not-allowed');
    const upload = await readUpload(c, environment, writes, BODY_MAX_BYTES);
    if (!upload.ok) return upload.response;
    const parsed = v.safeParse(renewalRequestSchema, upload.value, { abortEarly: true });
    if (!parsed.success) return refuse(c, 400, 'malformed-renewal');
    const { scope, termDays, domain } = parsed.output;
    if (domain && !`.${page.hostname}`.endsWith(`.${domain}`)) return refuse(c, 400, 'foreign-domain');

    const now = environment.now();
    const found = newestChoice(cookiesOf(c), scope, dayOf(now), termDays);
    const seconds = found ? secondsLeft(found.choice.day, termDays, now) : 0;
    if (!found || seconds <= 0) return c.json({ v: WIRE_VERSION, result: 'no-choice' });
    const secure = page.protocol === 'https:' ? '; Secure' : '';
    const on = domain && `; Domain=${domain}`;
    c.header(
      'Set-Cookie',
      `${CHOICE_COOKIE_NAME}=${found.text}; Path=/; Max-Age=${seconds}; SameSite=Lax${on}${secure}`,
    );
    return c.json({ v: WIRE_VERSION, result: 'renewed' });
  });
}

/**
 * The page that asks, when it is of the origin that it asks; null otherwise. `Sec-Fetch-Site` cannot be set by a page; a browser without it
 * (Safari before 16.4) shows by `Host` that page and collector have one name.
 */
function ownPage(c: Context<CollectorHono>, allowedOrigins: ReadonlySet<string>): URL | null {
  const origin = c.req.header('Origin') ?? '';
  if (!allowedOrigins.has(origin) || !URL.canParse(origin)) return null;
  const site = c.req.header('Sec-Fetch-Site');
  const page = new URL(origin);
  const isOwn = site === undefined ? c.req.header('Host') === page.host : site === 'same-origin';
  return isOwn ? page : null;
}

/** Every value under our name: a domain and its parent may both have one. */
function cookiesOf(c: Context<CollectorHono>): string[] {
  const prefix = `${CHOICE_COOKIE_NAME}=`;
  return (c.req.header('Cookie') ?? '')
    .split(/;\s*/)
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length));
}

/** The choice counts until its day and its term are over. A clock that was ahead at the choice lengthens nothing. */
function secondsLeft(day: number, termDays: number, nowMs: number): number {
  const left = (day + termDays) * DAY_SECONDS - Math.floor(nowMs / 1000);
  return Math.min(left, termDays * DAY_SECONDS, MAX_TERM_DAYS * DAY_SECONDS);
}
