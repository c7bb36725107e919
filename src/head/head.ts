/**
 * Owns the composition of the head script: site → gate → window.kelisim → notice, in one synchronous run, first in <head>.
 * If anything in here fails, nothing is released. If this file does not come at all, marked tags stay closed; the rest is open (README).
 */
import {
  type DecidedBy,
  type Decision,
  type Inner,
  type Kelisim,
  type KelisimApi,
  type KelisimEvents,
  PROTOCOL,
} from '../core/api.ts';
import { dayOf, formatChoice, parseChoice } from '../core/choice-cookie.ts';
import type { Choice } from '../core/choice.ts';
import type { RecordAction } from '../core/consent-record.ts';
import type { FenceState } from '../core/fence-state.ts';
import type { HeadSite, ResolvedService } from '../core/head-site.ts';
import type { Language } from '../core/language.ts';
import { newestChoice } from '../core/newest-choice.ts';
import type { PendingRecord } from '../core/pending-record.ts';
import { CHOICE_BASIS, CHOICE_COOKIE_NAME, CHOICE_TICK, SITE_MODULE } from '../core/storage-keys.ts';
import { readCookies, writeCookie, writeWidest } from '../platform/cookie-jar.ts';
import { keep, recall } from '../platform/keep.ts';
import { whenParsed } from '../platform/when-parsed.ts';
import { askForPlaceholders, embeds } from './gate/embeds.ts';
import { release, useNonce } from './gate/held-elements.ts';
import { judgeUrl, prepareJudge } from './gate/judge.ts';
import { ledger, note } from './gate/ledger.ts';
import { enter } from './gate/realms.ts';
import { announce, grants, signal, signalGoogle } from './gate/signals.ts';
import { releaseStyles } from './gate/styles.ts';
import { findWorkerFile } from './gate/worker-source.ts';
import type { HeadData } from '../core/head-data.ts';
import { chooseLanguage, pageLanguage, rememberLanguage } from './language.ts';
import { client, resumeClient, startClient } from './load-client.ts';
import { makePending } from './make-pending.ts';
import type { Notice, NoticeFactory } from './notice.ts';
import { readChoice } from './read-choice.ts';
import { guarded, report } from './report.ts';
import { afterChange, choice, emit, granted, has, on, once, setChoice, setFenced, setSite, site } from './state.ts';
import { tellWhenLate } from './tell-when-late.ts';

declare const KELISIM_VERSION: string;

const DAY_SECONDS = 86_400;

/**
 * @param cookies `document.cookie` as the script found it (core/head-data.ts).
 * @param makeNotice absent in the build without banner: the site draws its own first layer on `window.kelisim`.
 * @returns takes the site's config when it comes later (`data-config`); until then everything known is held.
 */
export function startHead(
  data: HeadData,
  first: HeadSite,
  cookies: string,
  awaited?: boolean,
  makeNotice?: NoticeFactory,
): (later: HeadSite) => void {
  const script = document.currentScript as HTMLScriptElement | null;
  // An optimiser may have made a `data:` or `blob:` address of the tag's, from which nothing else can be found.
  const from = data.base || (script && script.src.startsWith('http') ? script.src : './');
  const base = new URL(data.dir || './', new URL(from, document.baseURI)).href;
  const memory: PendingRecord[] = [];
  const fence = (window as { kelisimFence?: FenceState }).kelisimFence;
  let language: Language | undefined;
  let notice: Notice | undefined;
  let path: string;
  /** The page's language that ours was chosen by. */
  let spokenBy: string;
  /** What is open as far as the vendors were told. */
  let open: readonly ResolvedService[] = [];

  /** Tells the vendors what the choice, or the path of a single-page site, has opened or closed. */
  function signalChanges(): void {
    const now = site.services.filter(granted);
    for (const service of site.services) {
      const had = open.indexOf(service) >= 0;
      if (now.indexOf(service) >= 0 !== had) signal(service, had ? 'withdraw' : 'grant');
    }
    open = now;
    path = location.pathname;
  }

  function settle(next: Choice): void {
    setChoice(next);
    // Whatever a page does to the banner, the choice goes on.
    guarded(() => notice && notice.chosen());
    signalChanges();
    announce();
    // After the next paint: releasing two hundred scripts inside the click would freeze the button. A hidden tab has no paint.
    (document.hidden ? setTimeout : requestAnimationFrame)(() => setTimeout(releaseAll));
  }

  function releaseAll(): void {
    release();
    releaseStyles();
  }

  function refresh(): void {
    signalChanges();
    releaseAll();
  }

  /** A single-page site goes on to another path, or speaks another language. */
  function followPage(): void {
    if (spokenBy !== pageLanguage()) {
      spokenBy = pageLanguage();
      language = undefined;
      emit('language', inner.language());
    }
    if (path !== location.pathname) refresh();
  }

  function decide(decision: Decision, by?: DecidedBy): boolean {
    const wish = readChoice(decision);
    if (!wish) {
      report('no decision');
      return false;
    }
    const { action, ...rest } = by || {};
    record(wish, action || (typeof decision === 'string' ? decision : 'save'), rest, (text) => {
      writeWidest(CHOICE_COOKIE_NAME, text, site.stamp.termDays * DAY_SECONDS);
      // What the cookie says is what holds: with too many exceptions it says less than was wished.
      settle(readText(text) || wish);
      // Other tabs look at the cookie when this changes.
      keep(CHOICE_TICK, `${Date.now()}`);
    });
    return true;
  }

  /** Writes down what was decided, does it, and has the record delivered: in one turn. */
  function record(wish: Choice, action: RecordAction, by: DecidedBy, act: (text: string) => void): void {
    const text = formatChoice(wish, site.stamp.scope);
    const pending = makePending(text, action, by, inner.language(), inner.shownAt());
    if (pending) memory.push(pending);
    act(text);
    emit('record', null);
    startClient(api);
  }

  function readText(text: string): Choice | null {
    return parseChoice(text, site.stamp.scope, dayOf(Date.now()), site.stamp.termDays);
  }

  /** There may be two, of a domain and its parent: the newer one counts. */
  function storedChoice(text?: string): Choice | null {
    const { scope, termDays } = site.stamp;
    const found = newestChoice(readCookies(CHOICE_COOKIE_NAME, text), scope, dayOf(Date.now()), termDays);
    return found && found.choice;
  }

  /** Another tab, or an earlier page in the back-forward cache, may have changed the cookie. */
  function follow(): void {
    const found = storedChoice();
    if (found && JSON.stringify(found) !== JSON.stringify(choice)) {
      settle(found);
      startClient(api);
    }
  }

  const inner = {
    base,
    siteModule: data.site ? SITE_MODULE : null,
    told: false,
    memory,
    choice: () => choice,
    // Asked when there is something to say: the browser's storage makes a page wait.
    language: () => language || (language = chooseLanguage()),
    setLanguage(wanted: Language) {
      // Else a language that the page switched to would be remembered as the visitor's own wish.
      if (wanted === inner.language()) return;
      language = wanted;
      rememberLanguage(wanted);
      emit('language', wanted);
    },
    fence,
    embeds: embeds as readonly object[],
    once,
    record,
    refresh,
    enter,
    writeCookie,
    shownAt: () => (notice ? notice.shownAt() : null),
  } as Inner;

  const api: KelisimApi & Kelisim = {
    protocol: PROTOCOL,
    version: KELISIM_VERSION,
    has,
    on<K extends keyof KelisimEvents>(name: K, listener: (detail: KelisimEvents[K]) => void) {
      const stop = on(name, listener);
      // A choice of an earlier page view: who comes later hears of it too.
      if (name === 'choice' && choice)
        guarded(() => listener({ granted: grants(), choice } as unknown as KelisimEvents[K]));
      return stop;
    },
    open(view) {
      if (view === 'banner') return startNotice() && notice!.show(true);
      client(api, 'openSettings').catch((error) => {
        report('settings not loaded', error);
        if (startNotice()) notice!.show(true, true);
      });
    },
    decide,
    withdraw: (by) => decide('reject-all', { ...by, action: 'withdraw' }),
    ledger,
    inner,
    site: inner,
  };

  function startNotice(): Notice | undefined {
    // Expired, or made for another edition, other services, another term: the client says which.
    if (inner.again === undefined)
      inner.again = !choice && !!(recall(CHOICE_BASIS) || readCookies(CHOICE_COOKIE_NAME)[0]);
    return (notice = notice || (makeNotice && makeNotice(api, () => client(api, 'warmUp').catch(() => 0))));
  }

  /** Shows the first layer, or the launcher, once there is a body. */
  function showNotice(): void {
    if (notice || !document.body || !startNotice()) return;
    if (choice) notice!.chosen();
    else notice!.show();
  }

  /** Takes a site: at start, and once more when the config comes later. */
  function use(next: HeadSite): void {
    setSite({
      ...next,
      // A built file names a service only where it differs from its vendor.
      services: next.services.map((service) => ({ ...service, id: service.id || service.vendor })),
    });
    Object.assign(inner, site, next.stamp);
    prepareJudge(base);
    language = undefined;
    spokenBy = pageLanguage();
  }

  function begin(text?: string): void {
    const stored = storedChoice(text);
    setChoice(stored);
    if (fence && fence.closed) setFenced(readText(fence.choice));
    open = site.services.filter(granted);
    path = location.pathname;
    for (const service of site.services) if (open.indexOf(service) < 0 && !service.early) signal(service, 'deny');
    afterChange.push(followPage);
    if (stored) {
      settle(stored);
      releaseAll();
    } else if (site.config.gpc === 'refuse' && (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl)
      decide('reject-all');
    else {
      showNotice();
      afterChange.push(showNotice);
    }
    // A launcher can wait, and so can what an earlier page view left to deliver: the page's own scripts cannot.
    whenParsed(() => {
      showNotice();
      resumeClient(api);
    });
  }

  // Before anything of the page: the gate, the name, the denied defaults.
  use(first);
  useNonce((script && script.nonce) || '');
  findWorkerFile(base);
  Object.defineProperty(window, 'kelisim', { value: Object.freeze(api) });
  enter(window);
  if (fence) {
    // What the browser itself refused; the fence's line listens since before us.
    fence.tell = (url) => {
      // Also what nobody knows and what the list of necessary hosts forgot.
      note('policy', url, { ofVendor: '', ...judgeUrl(url), isOpen: false }, 'held');
    };
    fence.blocked.forEach(fence.tell);
  }
  tellWhenLate(script);
  guarded(() => signalGoogle('default'));
  if (!awaited) guarded(() => begin(cookies));

  // Twice: WebKit tells of the storage before the cookie can be read.
  for (const type of ['storage', 'pageshow', 'visibilitychange'])
    addEventListener(type, () => [follow(), setTimeout(follow, 99)]);
  addEventListener('hashchange', () => resumeClient(api));
  addEventListener('load', askForPlaceholders);
  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    if (!target.closest || !target.closest('[data-kelisim-open]')) return;
    event.preventDefault();
    api.open();
  });

  return (later) => {
    use(later);
    begin();
    // What was held for want of a config and needs no choice.
    releaseAll();
    askForPlaceholders();
  };
}
