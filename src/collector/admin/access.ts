/**
 * Owns who may do what on the admin side: a bearer token, or the session that logging in with one opened. Tokens are read anew for every request,
 * so that one taken away stops at once. Without tokens in the database nobody gets in.
 * Leaves to others: making tokens (evidence/admin-token.ts, the command line), the login form (login-routes.ts).
 */
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { sha256 } from '../canonicalise.ts';
import { recogniseToken } from '../evidence/admin-token.ts';
import { wantsHtml } from '../page.ts';
import { refuse, refuseUntil } from '../refuse.ts';
import type { AdminToken, TokenScope } from '../storage/storage.ts';
import { type RateLimit, TokenBuckets } from '../token-buckets.ts';
import type { CollectorHono } from '../collector-environment.ts';
import type { AdminEnvironment } from './admin-environment.ts';
import { SESSION_SECONDS, Sessions } from './sessions.ts';

const COOKIE = 'kelisim_admin';
/** A person mistypes a few times; a program that guesses 256 random bits may do so slowly. */
const WRONG_TOKENS: RateLimit = { perSecond: 0.1, burst: 10 };
/** Secrets let in before, by hash: they still get in while others guess. */
const KNOWN_MAX = 100;

export type Recognised = { readonly token: AdminToken } | { readonly token: null; readonly waitSeconds: number };

export class Access {
  readonly #storage: AdminEnvironment['storage'];
  readonly #sessions: Sessions;
  readonly #wrong: TokenBuckets;
  readonly #known = new Set<string>();

  constructor({ storage, now, wrongTokens }: AdminEnvironment) {
    this.#storage = storage;
    this.#sessions = new Sessions(now);
    this.#wrong = new TokenBuckets(wrongTokens ?? WRONG_TOKENS, now);
  }

  /** For routes of one scope. Whoever has no token is sent to the login page, or refused; a token without the scope is refused. */
  needs(scope: TokenScope): MiddlewareHandler<CollectorHono> {
    return async (c, next) => {
      const found = await this.#asking(c);
      if (found instanceof Response) return found;
      if (!found.scopes.includes(scope)) return refuse(c, 403, 'scope-missing', { more: { scope } });
      c.set('token', found);
      return next();
    };
  }

  /** The token of a secret. When too many were wrong lately, new ones are not even looked at. */
  async recognise(secret: string): Promise<Recognised> {
    const hash = sha256(secret);
    const waitSeconds = this.#wrong.wait('token');
    if (waitSeconds > 0 && !this.#known.has(hash)) return { token: null, waitSeconds };
    const token = recogniseToken(secret, await this.#storage.tokens());
    if (!token) {
      this.#known.delete(hash);
      return { token: null, waitSeconds: this.#wrong.take('token') };
    }
    if (this.#known.size >= KNOWN_MAX) this.#known.clear();
    this.#known.add(hash);
    return { token };
  }

  logIn(c: Context, token: AdminToken): void {
    // No trust in forwarded headers is needed: a browser states the scheme of the page in Origin.
    const secure = c.req.header('Origin')?.startsWith('https://') ?? false;
    const id = this.#sessions.open(token);
    setCookie(c, COOKIE, id, { httpOnly: true, sameSite: 'Strict', secure, path: '/', maxAge: SESSION_SECONDS });
  }

  logOut(c: Context): void {
    const id = getCookie(c, COOKIE);
    if (id) this.#sessions.close(id);
    deleteCookie(c, COOKIE, { path: '/' });
  }

  async #asking(c: Context<CollectorHono>): Promise<AdminToken | Response> {
    const secret = /^Bearer ([\x21-\x7e]{1,200})$/.exec(c.req.header('Authorization') ?? '')?.[1];
    if (secret) {
      const recognised = await this.recognise(secret);
      if (recognised.token) return recognised.token;
      return recognised.waitSeconds > 0 ? refuseUntil(c, recognised.waitSeconds) : unknown(c, 'wrong-token');
    }
    const id = getCookie(c, COOKIE);
    const token = id ? this.#sessions.find(id, await this.#storage.tokens()) : null;
    if (token) return c.req.method === 'GET' || isOwnPage(c) ? token : refuse(c, 403, 'foreign-page');
    return c.req.method === 'GET' && wantsHtml(c) ? c.redirect('/login', 303) : unknown(c, 'token-missing');
  }
}

/**
 * Whether a request that changes something comes from a page of this server. Browsers say so themselves (Fetch Metadata); where they do not,
 * on plain http, the Origin must name the host that was asked. The cookie is SameSite=Strict besides.
 */
export function isOwnPage(c: Context): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin';
  const origin = c.req.header('Origin');
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === c.req.header('Host');
}

function unknown(c: Context, code: string): Response {
  return refuse(c, 401, code, { headers: { 'WWW-Authenticate': 'Bearer' } });
}
