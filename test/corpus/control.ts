/**
 * Owns the control of the corpus: whether what is planted really happens. A site is visited with real clicks, and the stand-in's own log, or
 * the browser's storage, must show the defect; before that no verdict of the audit counts.
 * Leaves to others: what is planted (expected.ts), what the audit makes of it (tools/run-corpus.ts).
 */
import type { BrowserContext, Page } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Received } from '../../demo/stand-in/received-log.ts';
import { addressOf, type CorpusWorld } from './corpus-world.ts';

/** What the visitor has said when it is looked for. `left`: nothing was said, and the page was left. */
export type ControlMoment = 'nothing' | 'left' | 'rejected' | 'accepted' | 'analytics' | 'withdrawn' | 'no-script';

export interface Control {
  readonly when: ControlMoment;
  /** `host/path` prefix, or `host/path?text` with the text anywhere in query, body or referrer. Must arrive. */
  readonly arrives?: string;
  /** How often at least. Default 1. */
  readonly times?: number;
  /** Must not arrive: the defect is that it is missing. */
  readonly absent?: string;
  /** Names that must be there at the end. */
  readonly cookie?: string;
  readonly localStorage?: string;
  readonly database?: string;
  /** Where to look; default the first page. */
  readonly path?: string;
  /** A link of the page that is clicked first (a single-page route). */
  readonly click?: string;
  /** A console expression on the page that must be true: what Google was told, in which order. */
  readonly holds?: string;
}

/** A planted thing comes at the latest after this long; most come at once. */
const PATIENCE_MS = 4_000;
const LEAST_MS = 900;
const QUIET_MS = 400;
/** What is absent has had this long to come. */
const ABSENT_MS = 900;

/** @returns null when the defect happened, otherwise what was seen in its place. */
export async function checkControl(
  world: CorpusWorld,
  newContext: (javaScriptEnabled: boolean) => Promise<BrowserContext>,
  id: string,
  control: Control,
): Promise<string | null> {
  const context = await newContext(control.when !== 'no-script');
  const first = world.standIn.log.entries.at(-1)?.number ?? 0;
  const since = (number: number) => world.standIn.log.entries.filter((entry) => entry.number > number);
  try {
    const page = await context.newPage();
    await page.goto(addressOf(id, control.path));
    await say(page, control.when, () => quiet(world));
    // What came before the withdrawal is no evidence of what comes after it.
    const start = control.when === 'withdrawn' ? (world.standIn.log.entries.at(-1)?.number ?? first) : first;
    if (control.when === 'withdrawn') await quiet(world);
    if (control.click) await page.click(control.click);
    if (control.when === 'left') await page.goto('about:blank');
    if (control.absent) await sleep(ABSENT_MS);
    const endAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const wrong = await whatIsWrong(page, control, since(start));
      if (wrong === null || control.absent !== undefined || Date.now() > endAt) return wrong;
      await sleep(50);
    }
  } finally {
    await context.close();
  }
}

async function say(page: Page, when: ControlMoment, settle: () => Promise<void>): Promise<void> {
  const press = (action: string) => page.click(`[data-kelisim-action="${action}"]`, { timeout: PATIENCE_MS });
  const isOther = (await page.locator('script[src^="/shared/other-banner"]').count()) > 0;
  if (when === 'rejected') await (isOther ? page.click('#site-no') : press('reject-all'));
  if (when === 'accepted' || when === 'withdrawn') await (isOther ? page.click('#site-yes') : press('accept-all'));
  if (when === 'analytics') {
    await press('settings');
    await page.locator('kelisim-settings input[value="analytics"]').check();
    await press('save');
  }
  if (when !== 'withdrawn') return;
  await settle();
  await press('settings');
  await page.locator('kelisim-settings [data-kelisim-action="reject-all"]').click();
}

/** Time for what was released to run, and for a reload that a withdrawal brings: nothing has arrived anywhere for a while. */
async function quiet({ standIn }: CorpusWorld): Promise<void> {
  const start = Date.now();
  await sleep(LEAST_MS);
  while (Date.now() - start < PATIENCE_MS && Date.now() - (standIn.log.entries.at(-1)?.time ?? 0) < QUIET_MS)
    await sleep(50);
}

async function whatIsWrong(page: Page, control: Control, arrived: readonly Received[]): Promise<string | null> {
  const count = (address: string) => arrived.filter((entry) => fits(entry, address)).length;
  const { arrives, times = 1, absent, cookie, localStorage: key, database, holds } = control;
  const seen = () => arrived.map(({ host, path }) => host + path).join(' ');
  if (arrives && count(arrives) < times) return `${arrives} came ${count(arrives)} times of ${times}: ${seen()}`;
  if (absent && count(absent) > 0) return `${absent} came`;
  if (cookie && !(await page.context().cookies()).some(({ name }) => name === cookie)) return `no cookie ${cookie}`;
  if (key && !(await page.evaluate((name) => localStorage.getItem(name) !== null, key))) return `no entry ${key}`;
  if (database) {
    const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    if (!names.includes(database)) return `no database ${database}`;
  }
  if (holds && (await page.evaluate(holds)) !== true) return `does not hold: ${holds}`;
  return null;
}

function fits({ host, path, query, body = '', referer }: Received, address: string): boolean {
  const [place = '', text = ''] = address.split('?');
  if (!(host + path).startsWith(place)) return false;
  const all = [query, body, referer].map((part) => decode(part)).join('\n');
  return all.includes(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
