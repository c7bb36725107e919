/**
 * Owns one visit: a fresh profile, a page in it, the stages it goes through, and what each of them left. Every wait has an end.
 * Leaves to others: which stages a phase has (play-phase.ts), listening (visit-watch.ts), the finished observation (make-observation.ts).
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import type { Said, Stage, StorageChange, Trouble } from '../observation.ts';
import type { Banner } from './banner.ts';
import { OUR_ERROR } from './init-scripts.ts';
import { inTime } from './in-time.ts';
import { type KelisimNow, kelisimNow } from './kelisim-now.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { arrivalTrouble, navigationTrouble, scriptTrouble } from './navigation-trouble.ts';
import { readStorage } from './read-storage.ts';
import { SettleClock } from './settle-clock.ts';
import { storageDifference, type StoredItem } from './storage-difference.ts';
import { writesSeen } from './writes-seen.ts';
import { profileOf, type VisitOrder } from './visit-order.ts';
import type { VisitWatch } from './visit-watch.ts';

export const DEFAULT_SETTLE_MS = 8_000;
const REQUESTS_MAX = 10_000;
const NAVIGATION_MS = 20_000;
/** A page that answers nothing for so long hangs; one that is busy does not. */
const ASK_MS = 6_000;
/** A beacon is reported in the turn it is sent. */
const LEAVE_MS = 100;
const LOOK_MS = 50;
const CLOSE_MS = 4_000;
const LATE = Symbol('late');
/** A page that fails in a loop has said it. */
const PAGE_ERRORS_MAX = 20;

export class Visit {
  readonly order: VisitOrder;
  readonly page: Page;
  readonly watch: VisitWatch;
  readonly startedAt = Date.now();
  readonly stages: Stage[] = [];
  readonly titles: string[] = [];
  readonly storage: StorageChange[] = [];
  readonly troubles: Trouble[] = [];
  readonly screenshots: { readonly stage: number; readonly file: string }[] = [];
  /** What the page said at the end of each stage, null without Kelisim. */
  readonly kelisim: (KelisimNow | null)[] = [];
  banner: Banner | null = null;
  readonly #context: BrowserContext;
  readonly #clock: SettleClock;
  readonly #settleMs: number;
  #open: { readonly kind: Stage['kind']; readonly said: Said; readonly startedAtMs: number } | null = null;
  #stored: readonly StoredItem[] = [];
  #isStopped = false;
  #hangs = false;

  private constructor(order: VisitOrder, context: BrowserContext, page: Page, watch: VisitWatch) {
    this.order = order;
    this.#context = context;
    this.page = page;
    this.watch = watch;
    this.#settleMs = order.options.settleMs ?? DEFAULT_SETTLE_MS;
    this.#clock = new SettleClock(this.startedAt);
    this.#listen();
  }

  static async open(launched: LaunchedBrowser, order: VisitOrder): Promise<Visit> {
    const { options, initScripts, blocked } = order;
    const context = await launched.browser.newContext(profileOf(order, launched.browser.version()));
    try {
      for (const content of initScripts) await context.addInitScript({ content });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      const { targetInfo } = await session.send('Target.getTargetInfo');
      await session.detach();
      const watch = launched.watch.of(targetInfo.browserContextId!);
      const visit = new Visit(order, context, page, watch);
      if (options.script !== undefined) await visit.#logIn(options.script);
      watch.begin(targetInfo.targetId);
      await watch.block(blocked);
      return visit;
    } catch (error) {
      await inTime(context.close(), CLOSE_MS, undefined);
      throw error;
    }
  }

  async close(launched: LaunchedBrowser): Promise<void> {
    if (!this.#isStopped) await this.#leave();
    if (!this.#hangs) await inTime(this.watch.settled(), ASK_MS, undefined);
    await inTime(this.#context.close(), CLOSE_MS, undefined);
    launched.watch.forget(this.watch.browserContextId);
  }

  get now(): number {
    return Date.now() - this.startedAt;
  }

  /** Nothing more can be done: the page is gone, or the time is. */
  get isStopped(): boolean {
    if (!this.#isStopped && Date.now() > this.order.deadline) {
      this.trouble('timeout', 'the visit took too long', true);
      this.#isStopped = true;
    }
    return this.#isStopped;
  }

  trouble(code: string, detail: string, isFatal: boolean): void {
    if (this.troubles.some((known) => known.code === code && known.detail === detail)) return;
    this.troubles.push({ atMs: this.now, code, detail: detail.slice(0, 300), isFatal });
    if (code === 'crash') this.#isStopped = true;
  }

  /** A new stage; what was asked from now on is its own. */
  begin(kind: Stage['kind'], said: Said): void {
    this.#open = { kind, said, startedAtMs: this.now };
    this.#clock.touched(Date.now());
  }

  /** Waits until the page is quiet, at least `minMs`, at most the time a page may take. */
  async settle(minMs: number, mayStayLoud = false): Promise<void> {
    const start = Date.now();
    const limit = Math.min(start + this.#settleMs, this.order.deadline);
    const least = Math.min(start + minMs, limit);
    while (Date.now() < limit && !this.#isStopped) {
      if (Date.now() >= least && this.#clock.isQuiet(Date.now())) return;
      await sleep(LOOK_MS);
    }
    if (!mayStayLoud && !this.#isStopped && !this.#clock.isQuiet(Date.now()))
      this.trouble('never-settled', `${this.#settleMs} ms`, false);
  }

  /** Whether the document is there to its end; a page that does not answer counts as there. */
  isRead(): Promise<boolean> {
    return this.#ask(() => this.page.evaluate(() => document.readyState !== 'loading'), true);
  }

  /** Ends the stage that is open: what is there now is what it left. */
  async end(): Promise<void> {
    const open = this.#open;
    if (!open) return;
    this.#open = null;
    const stage = this.stages.length;
    await this.#ask(() => this.watch.hearEarly(), undefined);
    // Its own scripts have not run yet: what is not there proves nothing.
    if (!(await this.isRead())) this.trouble('never-settled', 'the document is still being read', true);
    const kelisim = await this.#ask(() => this.page.evaluate(kelisimNow), null);
    const title = await this.#ask(() => this.page.title(), '');
    const isShown = await this.#ask(() => this.banner?.isShown() ?? Promise.resolve(null), null);
    const stored = await this.#ask(() => readStorage(this.watch), null);
    const url = this.page.url();
    this.stages.push({ ...open, url, choice: kelisim?.choice ?? null, banner: isShown });
    this.kelisim.push(kelisim);
    this.titles.push(title);
    if (stored) {
      const times = { stage, startedAtMs: open.startedAtMs, endedAtMs: this.now };
      this.storage.push(...storageDifference(this.#stored, stored, writesSeen(this.watch, this.startedAt), times));
      this.#stored = stored;
    }
    await this.#takePicture(stage);
  }

  /** @returns whether a page came that can be looked at. */
  async goTo(url: string): Promise<boolean> {
    const limit = Math.max(1_000, Math.min(NAVIGATION_MS, this.order.deadline - Date.now()));
    const before = this.page.url();
    try {
      await this.#leave();
      const referer = before.startsWith('http') ? { referer: before } : {};
      const answer = await this.page.goto(url, { waitUntil: 'commit', timeout: limit, ...referer });
      return await this.#arrived(answer?.status() ?? 200, url);
    } catch (error) {
      const { code, detail } = navigationTrouble(error instanceof Error ? error.message : String(error));
      this.trouble(code, `${detail} ${url}`, true);
      return false;
    }
  }

  async reload(): Promise<boolean> {
    const limit = Math.max(1_000, Math.min(NAVIGATION_MS, this.order.deadline - Date.now()));
    try {
      await this.#leave();
      const answer = await this.page.reload({ waitUntil: 'commit', timeout: limit });
      return await this.#arrived(answer?.status() ?? 200, null);
    } catch (error) {
      const { code, detail } = navigationTrouble(error instanceof Error ? error.message : String(error));
      this.trouble(code, detail, true);
      return false;
    }
  }

  /**
   * Tells the page that it is left, before it is: what a document sends in `pagehide` while the next one takes its place goes out, but the
   * protocol's session of the document is gone by then and nobody would see it.
   */
  async #leave(): Promise<void> {
    if (!this.page.url().startsWith('http')) return;
    const told = this.page.evaluate(() => void dispatchEvent(new PageTransitionEvent('pagehide'))).catch(() => {});
    await inTime(told, LEAVE_MS, undefined);
    await sleep(LEAVE_MS);
  }

  async #arrived(status: number, asked: string | null): Promise<boolean> {
    await this.page.waitForLoadState('domcontentloaded', { timeout: this.#settleMs }).catch(() => {});
    this.#clock.touched(Date.now());
    const html = await this.#ask(() => this.page.content(), '');
    const title = await this.#ask(() => this.page.title(), '');
    const trouble = arrivalTrouble({ status, asked, url: this.page.url(), title, html });
    if (trouble) this.trouble(trouble.code, trouble.detail, true);
    return true;
  }

  async #logIn(file: string): Promise<void> {
    try {
      const module = (await import(file)) as { readonly default: (page: Page) => Promise<void> };
      await module.default(this.page);
    } catch (error) {
      this.trouble('script-failed', scriptTrouble(error instanceof Error ? error.message : String(error)), true);
    }
  }

  /** A page that hangs is asked once. */
  async #ask<T, F>(question: () => Promise<T>, otherwise: F): Promise<T | F> {
    if (this.#hangs) return otherwise;
    const answer = await inTime<T | F | typeof LATE, typeof LATE>(
      question().catch(() => otherwise),
      ASK_MS,
      LATE,
    );
    if (answer !== LATE) return answer;
    this.#hangs = true;
    this.#isStopped = true;
    this.trouble('timeout', 'the page does not answer', true);
    return otherwise;
  }

  async #takePicture(stage: number): Promise<void> {
    const { options, phase, repeat } = this.order;
    const session = this.watch.page;
    if (options.screenshotsDir === undefined || repeat !== 1 || !session || this.#hangs) return;
    const picture = await inTime(
      // A fifth of a PNG: all of them stand in one report that is mailed.
      this.watch.send('Page.captureScreenshot', { format: 'webp', quality: 75 }, session.id),
      ASK_MS,
      null,
    );
    if (!picture) return;
    const file = `${phase.id}-${stage + 1}.webp`;
    await writeFile(join(options.screenshotsDir, file), Buffer.from(picture.data, 'base64'));
    this.screenshots.push({ stage, file });
  }

  #listen(): void {
    const { page, watch } = this;
    const { options } = this.order;
    const requests = watch.requests;
    requests.max = options.requestsMax ?? REQUESTS_MAX;
    requests.onChange = (entry) => {
      // What the page before was waiting for went with it, and nobody says so.
      if (entry.isMainDocument && entry.status !== null) this.#clock.leftPage(entry.id);
      if (entry.isOver || entry.failure) this.#clock.over(entry.id, Date.now());
      else if (requests.entries.at(-1) === entry) this.#clock.begun(entry.id, Date.now());
      if (requests.count > requests.max) {
        this.trouble('too-many-requests', String(requests.max), false);
        this.#isStopped = true;
      }
    };
    const origins = new Set([...options.urls, ...(options.allowOrigins ?? [])].map((url) => URL.parse(url)?.origin));
    watch.mayGoTo = (url) => !/^https?:/.test(url) || origins.has(URL.parse(url)?.origin);
    watch.onTrouble = (code, detail, isFatal) => this.trouble(code, detail, isFatal);
    page.on('dialog', (dialog) => {
      this.trouble('dialog', dialog.type(), false);
      const answer = dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss();
      answer.catch(() => {});
    });
    page.on('download', (download) => {
      this.trouble('download', new URL(download.url()).pathname, false);
      download.cancel().catch(() => {});
    });
    page.on('pageerror', ({ message }) => {
      const seen = this.troubles.filter(({ code }) => code === 'page-error').length;
      if (!message.startsWith(OUR_ERROR) && seen < PAGE_ERRORS_MAX) this.trouble('page-error', message, false);
    });
    page.on('crash', () => this.trouble('crash', 'the page crashed', true));
  }
}
