/**
 * Owns having the choice cookie set again by the site's own server (collector/renew-route.ts): Safari drops what scripts wrote after seven
 * days. After each choice, and on a later day when the client is there anyway. A chunk of its own, only where the endpoint shares the page's
 * origin. Leaves to others: what the cookie says; it goes and comes back as it is, with the end it had.
 */
import type { KelisimApi } from '../../core/api.ts';
import { dayOf, formatChoice } from '../../core/choice-cookie.ts';
import { CHOICE_COOKIE_NAME, DOMAIN_PROBE, RENEWED } from '../../core/storage-keys.ts';
import type { RenewalRequest } from '../../core/wire.ts';
import { domainLevels, readCookies, writeCookie, writeWidest } from '../../platform/cookie-jar.ts';
import { keep, recall } from '../../platform/keep.ts';

const TIMEOUT_MS = 10_000;
/** An answer that was under way when its request was given up may still set its cookie. */
const SETTLE_MS = 500;
const DAY_SECONDS = 86_400;

/** The domain our cookies are kept on, '' for the host alone: scripts cannot read it, and a cookie on another one would be a second. */
function keptDomain(): string {
  for (const level of domainLevels(location.hostname)) {
    writeCookie(`${DOMAIN_PROBE}=1${level};path=/;max-age=5;samesite=lax`);
    const isKept = readCookies(DOMAIN_PROBE).length > 0;
    writeCookie(`${DOMAIN_PROBE}=${level};path=/;max-age=0`);
    if (isKept) return level.slice(';domain='.length);
  }
  return '';
}

/** @param endpoint of the page's own origin. @returns a function that stops (for tests; a page never stops it). */
export function startRenewal(api: KelisimApi, endpoint: string, site: string): () => void {
  const { inner } = api;
  const { scope, termDays } = inner.stamp;
  const url = `${endpoint.replace(/\/+$/, '')}/v1/sites/${encodeURIComponent(site)}/renew`;
  let underway: AbortController | null = null;
  /** The value that was asked for last, on this page. */
  let asked: string | null = null;

  function current(): string | null {
    const choice = inner.choice();
    return choice && formatChoice(choice, scope);
  }

  async function renew(): Promise<void> {
    const text = (asked = current());
    const stamp = `${dayOf(Date.now())} ${text}`;
    // A hidden tab leaves it to the one that is looked at.
    if (text === null || document.hidden || recall(RENEWED) === stamp) return;
    const abort = (underway = new AbortController());
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/plain;charset=UTF-8' },
        body: JSON.stringify({ v: 1, scope, termDays, domain: keptDomain() } satisfies RenewalRequest),
        credentials: 'same-origin',
        redirect: 'error',
        signal: abort.signal,
      });
      await response.text();
      // Said no, or does not know the route: that is its answer for today.
      if (response.status < 500) keep(RENEWED, stamp);
    } catch {
      // Down or given up: asked again when the client comes next.
    } finally {
      clearTimeout(timer);
      if (underway === abort) underway = null;
    }
    if (abort.signal.aborted) await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    putBack(text);
  }

  /** The visitor chose anew while the older choice was on its way back: what they said last holds. */
  function putBack(older: string): void {
    const text = current();
    if (text === null || text === older || !readCookies(CHOICE_COOKIE_NAME).includes(older)) return;
    const endsAt = (inner.choice()!.day + termDays) * DAY_SECONDS;
    writeWidest(CHOICE_COOKIE_NAME, text, endsAt - Math.floor(Date.now() / 1000));
  }

  let turn = renew();
  const off = api.on('choice', () => {
    // Whoever begins to listen is told what holds already.
    if (current() === asked) return;
    underway?.abort();
    turn = turn.then(renew);
  });
  return () => {
    off();
    underway?.abort();
  };
}
