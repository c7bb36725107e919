/**
 * Owns the Node middleware of level header (`kelisim/middleware`): sends the policy for the visitor's choice beside any policy the site sends,
 * never merged into it. Leaves to others: which policy (header-policy.ts), the line in the page that goes with it (`kelisim head`).
 *
 * Pages then differ by cookie. No cache that several visitors share may keep them, unless the choice cookie is in its key (`Vary: Cookie` works
 * too, but every other cookie splits the cache); send `Cache-Control: private, no-cache`, or a browser shows a page it kept, with its old policy,
 * after the choice.
 */
import { dayOf } from '../core/choice-cookie.ts';
import { fenceData } from '../core/fence-data.ts';
import { checkSiteConfig } from '../core/schema/site-config.ts';
import { RULES } from '../vendors/generated/rules.ts';
import { headerPolicy } from './header-policy.ts';
import { OPEN_POLICY } from './open-policy.ts';
import { resolveConfig } from './resolve-config.ts';

const HEADER = 'Content-Security-Policy';

export interface HeaderOptions {
  /** Where Kelisim's files are served, when that is another origin: `https://static.example.kz/kelisim/`. */
  readonly publicPath?: string;
  /** Forms, too, may only go where the page may fetch from. As `kelisim head --forms`. */
  readonly forms?: boolean;
}

/** What is read of a request; Express keeps the whole address in `originalUrl`. */
export interface HeaderRequest {
  readonly url?: string | undefined;
  readonly originalUrl?: string;
  readonly headers: { readonly cookie?: string | undefined };
}

/** What is used of a response. */
export interface HeaderResponse {
  getHeader(name: string): number | string | readonly string[] | undefined;
  setHeader(name: string, value: string | string[]): unknown;
  /** Node declares several forms of it; whatever comes is handed on. */
  writeHead: (...args: never[]) => unknown;
}

/**
 * @param config the parsed site.json.
 * @returns connect and Express style; put it before what answers with pages.
 * @throws when the config is wrong: with a policy made of it, pages would break.
 */
export function kelisimHeader(
  config: unknown,
  options: HeaderOptions = {},
): (request: HeaderRequest, response: HeaderResponse, next: () => void) => void {
  const findings = checkSiteConfig(config, { vendors: Object.keys(RULES) });
  if (findings.length)
    throw new Error(findings.map(({ path, message }) => `site.json: ${path || 'the file'}: ${message}`).join('\n'));
  const origin = originOf(options.publicPath);
  const fence = fenceData(resolveConfig(config), {
    ...(origin && { origin }),
    ...(options.forms && { forms: true }),
  });
  return (request, response, next) => {
    const path = (request.originalUrl ?? request.url ?? '/').replace(/[?#].*/s, '');
    const policy = headerPolicy(fence, request.headers.cookie, path, dayOf(Date.now())) ?? OPEN_POLICY;
    addPolicy(response, policy);
    next();
  };
}

/** Of an address with a host; undefined for a path. */
export function originOf(publicPath: string | undefined): string | undefined {
  return publicPath && URL.canParse(publicPath) ? new URL(publicPath).origin : undefined;
}

/** At once, and again when the head is written: what comes after us may set the header anew, or hand one to `writeHead`. */
function addPolicy(response: HeaderResponse, policy: string): void {
  const add = () => {
    const present = [response.getHeader(HEADER) ?? []].flat().map(String);
    if (!present.includes(policy)) response.setHeader(HEADER, [...present, policy]);
  };
  add();
  const { writeHead } = response;
  response.writeHead = (...args: unknown[]) => {
    const given = args.at(-1);
    if (typeof given !== 'object' || given === null) {
      add();
      return writeHead.apply(response, args as never[]);
    }
    const [own, rest] = takePolicies(given);
    if (own.length) response.setHeader(HEADER, own);
    add();
    return writeHead.apply(response, [...args.slice(0, -1), rest] as never[]);
  };
}

/** The site's policies out of what `writeHead` was given (an object, or a flat list of names and values), and the rest of it. */
function takePolicies(given: object): [string[], unknown] {
  const isOurs = (name: unknown) => String(name).toLowerCase() === HEADER.toLowerCase();
  if (!Array.isArray(given)) {
    const entries = Object.entries(given);
    const own = entries.filter(([name]) => isOurs(name)).flatMap(([, value]) => [value as string | string[]].flat());
    return [own, Object.fromEntries(entries.filter(([name]) => !isOurs(name)))];
  }
  const pairs = given.some(Array.isArray)
    ? (given as [string, string][])
    : given.flatMap((name, i) => (i % 2 ? [] : [[name, given[i + 1]] as [string, string]]));
  const rest = pairs.filter(([name]) => !isOurs(name));
  return [
    pairs.filter(([name]) => isOurs(name)).map(([, value]) => value),
    given.some(Array.isArray) ? rest : rest.flat(),
  ];
}
