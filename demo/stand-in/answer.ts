/**
 * Owns the shapes in which a stand-in vendor is asked and answers.
 * Leaves to others: which vendor answers what (vendors/*.ts), the table of all of them (respond.ts), sockets (the servers).
 */

export interface StandInRequest {
  readonly method: string;
  /** The real host name, lower case, without port: the servers undo their own mapping. */
  readonly host: string;
  readonly path: string;
  /** With its `?`, or ''. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

export interface StandInResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** One address that a vendor plays. The longest fitting path wins. */
export interface Route {
  /** Vendor id as in the catalogue. */
  readonly vendor: string;
  /** Exact, or `*.suffix` for subdomains. */
  readonly host: string;
  /** Prefix of the path. */
  readonly path: string;
  /** Must stand in the query, where one address serves two vendors. */
  readonly query?: string;
  readonly answer: (request: StandInRequest) => StandInResponse;
}

/** The smallest transparent GIF: an image that loads, so that `onload` fires as with a real pixel. */
const GIF = Uint8Array.from(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'));

/**
 * A script of the vendor: the function as text, called with the arguments as JSON. It runs in the page and sees only what it is given.
 *
 * @param run may not use anything from outside its own body.
 */
export function script<Args extends readonly unknown[]>(run: (...args: Args) => void, ...args: Args): StandInResponse {
  const text = `/* A stand-in written for the Kelisim demo: not the vendor's code. */\n(${String(run)})(${args.map((item) => JSON.stringify(item)).join(', ')});\n`;
  return { status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' }, body: text };
}

/** An image, with the vendor's own (third-party) cookies. */
export function pixel(cookie?: string): StandInResponse {
  return { status: 200, headers: { 'content-type': 'image/gif', ...thirdParty(cookie) }, body: GIF };
}

export function noContent(cookie?: string): StandInResponse {
  return { status: 204, headers: thirdParty(cookie), body: '' };
}

export function json(value: unknown, cookie?: string): StandInResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', ...thirdParty(cookie) },
    body: JSON.stringify(value),
  };
}

export function styles(text: string): StandInResponse {
  return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: text };
}

/** What stands in an embedded frame: a drawing in place of the vendor's, plus the vendor's own requests. */
export function frame(title: string, colour: string, inner: string, cookie?: string): StandInResponse {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>html,body{height:100%;margin:0}body{display:grid;place-items:center;font:600 16px system-ui,sans-serif;color:#fff;background:${colour}}</style>
<p>${title}<br><small>stand-in</small></p>${inner}</html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8', ...thirdParty(cookie) }, body };
}

/** The value of a query key, '' when absent. */
export function queryValue(request: StandInRequest, key: string): string {
  return new URLSearchParams(request.query).get(key) ?? '';
}

function thirdParty(cookie: string | undefined): Record<string, string> {
  return cookie ? { 'set-cookie': `${cookie}; Path=/; Max-Age=7776000; SameSite=None; Secure` } : {};
}
