/** Owns what it means for a visit that a page did not come, or came as something else, or was not reached by the owner's script. Pure. */

export interface NavigationTrouble {
  readonly code: 'certificate' | 'timeout' | 'download' | 'navigation' | 'http-error' | 'captcha' | 'login';
  readonly detail: string;
}

/** @param message of Playwright's error. */
export function navigationTrouble(message: string): NavigationTrouble {
  const code = /net::(ERR_[A-Z_]+)/.exec(message)?.[1] ?? '';
  const detail = code || message.split('\n', 1)[0]!.slice(0, 200);
  if (/^ERR_(?:CERT|SSL|BAD_SSL)/.test(code)) return { code: 'certificate', detail };
  if (/Download is starting/i.test(message)) return { code: 'download', detail: 'the address is a file to download' };
  if (/Timeout .*exceeded/i.test(message) || code === 'ERR_TIMED_OUT') return { code: 'timeout', detail };
  return { code: 'navigation', detail };
}

export interface ArrivedPage {
  readonly status: number;
  /** What was asked for; null for a page that was loaded again. */
  readonly asked: string | null;
  readonly url: string;
  readonly title: string;
  readonly html: string;
}

/** Walls put before a site; a captcha in a form of the site is none. */
const WALL_TITLES =
  /^(?:just a moment|attention required|one moment, please|ddos-guard|access denied|are you (?:a )?(?:robot|human)|вы не робот|ой!|проверка браузера)/i;
const WALL_MARKS =
  /\/cdn-cgi\/challenge-platform\/[^"']*\/orchestrate|id="challenge-(?:form|error-text|running)"|geo\.captcha-delivery\.com|id="px-captcha"|_Incapsula_Resource|\/showcaptcha|class="CheckboxCaptcha|ddos-guard\/js-challenge|__qrator|_pxCaptcha/i;
const CAPTCHA_MARKS = /g-recaptcha|h-captcha|smart-captcha|cf-turnstile|captcha/i;
/** Both must be there: many sites have a log-in form in their header, and send `/` on to `/ru/`. */
const PASSWORD_FIELD = /<input\b[^>]*\btype\s*=\s*["']?password/i;
const LOGIN_PATH =
  /\b(?:log-?(?:in|on)|sign-?(?:in|on)|auth(?:ori[sz]e|orization|entication)?|sso|vhod|kiru|passport)\b/i;
const REFUSALS: readonly number[] = [401, 403, 405, 429, 503];

/** What came in place of the page, null when it is the page. */
export function arrivalTrouble({ status, asked, url, title, html }: ArrivedPage): NavigationTrouble | null {
  const isWall = WALL_TITLES.test(title.trim()) || WALL_MARKS.test(html) || /\/showcaptcha\b/.test(url);
  if (isWall || (REFUSALS.includes(status) && CAPTCHA_MARKS.test(html)))
    return { code: 'captcha', detail: title.trim().slice(0, 100) || `HTTP ${status}` };
  if (status >= 400) return { code: 'http-error', detail: `HTTP ${status}` };
  return asked !== null && isLogin(asked, url, html) ? { code: 'login', detail: new URL(url).pathname } : null;
}

/** Whether a log-in came in place of another page. */
function isLogin(asked: string, url: string, html: string): boolean {
  const [wanted, came] = [new URL(asked).pathname, new URL(url).pathname];
  return wanted !== came && LOGIN_PATH.test(came) && !LOGIN_PATH.test(wanted) && PASSWORD_FIELD.test(html);
}

/** Playwright's colours. */
// oxlint-disable-next-line no-control-regex
const COLOURS = /\u001b\[\d+m/g;

/**
 * @param message of what the owner's script threw. Of Playwright's log only what it waited for is kept: the rest repeats what was typed, as
 * `fill("…")`.
 */
export function scriptTrouble(message: string): string {
  const [first = '', ...log] = message.replace(COLOURS, '').split('\n');
  const waited = log.map((line) => /^\s*- (waiting for .+)/.exec(line)?.[1]).find(Boolean);
  return waited === undefined ? first : `${first} ${waited}`;
}
