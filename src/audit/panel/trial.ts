/**
 * Owns trying a choice without recording it. The page is loaded anew with a choice cookie that counts before any other one: for this path only,
 * newer than any other (the newest counts, core/newest-choice.ts), gone after seconds unless this panel keeps it. So everything, the server's header too,
 * is as for a visitor who comes back with that choice; nobody decides, so no record is made, and the visitor's own cookie is not touched.
 * Ends with the page view. What the client keeps of any choice it finds, and names that services stored meanwhile, are put back then.
 */
import type { Inner, KelisimApi } from '../../core/api.ts';
import type { Choice } from '../../core/choice.ts';
import { dayOf, formatChoice } from '../../core/choice-cookie.ts';
import { matchesName } from '../../core/name-pattern.ts';
import { CHOICE_BASIS, CHOICE_COOKIE_NAME, PANEL_TRIAL, RENEWED } from '../../core/storage-keys.ts';
import { cookieNames, domainLevels, readCookies, writeCookie, writeWidest } from '../../platform/cookie-jar.ts';
import { keep, recall } from '../../platform/keep.ts';

/** Category ids that are agreed to. */
export type Trial = readonly string[];

interface Mark {
  readonly text: string;
  readonly path: string;
  /** What was there before: values of the choice cookie, two entries of storage, names of cookies. */
  readonly before: readonly string[];
  readonly kept: Readonly<Record<string, string | null>>;
  readonly names: readonly string[];
}

const LIFE_SECONDS = 20;
const RENEW_MS = 5000;
const DAY_SECONDS = 86_400;
const KEPT = [CHOICE_BASIS, RENEWED];

function writeTrial({ text, path }: Pick<Mark, 'text' | 'path'>, seconds: number): void {
  writeCookie(`${CHOICE_COOKIE_NAME}=${text};path=${path};max-age=${seconds};samesite=lax`);
}

function storedMark(): Mark | null {
  try {
    return JSON.parse(recall(PANEL_TRIAL, 'sessionStorage') ?? 'null') as Mark | null;
  } catch {
    return null;
  }
}

/** @returns false when the browser keeps no such cookie here; nothing has changed then. */
export function beginTrial(inner: Pick<Inner, 'scope' | 'categories'>, granted: Trial): boolean {
  const letters = inner.categories.filter(({ id }) => granted.includes(id)).map(({ letter }) => letter);
  const today = dayOf(Date.now());
  const before = readCookies(CHOICE_COOKIE_NAME);
  // Newer than what is there, and not of a day that has not come where that is not needed.
  const day = before.some((text) => Number(text.split('.')[2]) >= today) ? today + 1 : today;
  const choice = { day, letters: letters.join(''), services: {} };
  const mark: Mark = {
    text: formatChoice(choice, inner.scope),
    path: location.pathname,
    before,
    kept: Object.fromEntries(KEPT.map((key) => [key, recall(key)])),
    names: cookieNames(),
  };
  writeTrial(mark, LIFE_SECONDS);
  if (
    !readCookies(CHOICE_COOKIE_NAME).includes(mark.text) ||
    !keep(PANEL_TRIAL, JSON.stringify(mark), 'sessionStorage')
  ) {
    writeTrial(mark, 0);
    return false;
  }
  // Nobody is to have it set again by the site's own server (client/renew).
  keep(RENEWED, `${dayOf(Date.now())} ${mark.text}`);
  location.reload();
  return true;
}

/**
 * Goes on with the trial that this page was loaded for, until the page goes or a real choice is made; puts back what an earlier one left.
 *
 * @returns a function that ends it, without a reload; undefined when there is none.
 */
export function resumeTrial({ inner, on }: Pick<KelisimApi, 'inner' | 'on'>): (() => void) | undefined {
  const mark = storedMark();
  if (!mark) return undefined;
  const isTried = (choice: Choice | null) => !!choice && formatChoice(choice, inner.scope) === mark.text;
  if (!isTried(inner.choice())) {
    endTrial(inner, mark);
    return undefined;
  }
  const keepAlive = (): void => writeTrial(mark, LIFE_SECONDS);
  const timer = setInterval(keepAlive, RENEW_MS);
  keepAlive();
  let stopListening: (() => void) | undefined = undefined;
  const end = (): void => {
    clearInterval(timer);
    window.removeEventListener('pagehide', end);
    stopListening?.();
    endTrial(inner, mark);
  };
  stopListening = on('choice', ({ choice }) => !isTried(choice) && end());
  window.addEventListener('pagehide', end);
  // From the back-forward cache a page would come as it was in the trial.
  window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload(), { once: true });
  return end;
}

/** Puts everything back as it was. */
function endTrial({ services, termDays, writeCookie: writePast }: Inner, mark: Mark): void {
  writeTrial(mark, 0);
  // On the same domain and path there is only one cookie: the trial stood in its place.
  for (const text of mark.before)
    if (!readCookies(CHOICE_COOKIE_NAME).includes(text)) {
      const chosenDay = Number(text.split('.')[2]);
      const seconds = (chosenDay + termDays) * DAY_SECONDS - Math.floor(Date.now() / 1000);
      if (seconds > 0) writeWidest(CHOICE_COOKIE_NAME, text, seconds);
    }
  const isService = (name: string) =>
    services.some(
      ({ cookies = '', letter }) => letter && cookies.split(' ').some((pattern) => matchesName(pattern, name)),
    );
  for (const name of cookieNames())
    if (!mark.names.includes(name) && isService(name))
      // Past the cookie guard, which would keep it.
      for (const domain of domainLevels(location.hostname)) writePast(`${name}=${domain};path=/;max-age=0`);
  try {
    for (const [key, value] of Object.entries(mark.kept))
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    sessionStorage.removeItem(PANEL_TRIAL);
  } catch {
    // No storage: nothing was kept there.
  }
}
