/**
 * Owns what happens in each phase, stage by stage: what a visitor does, in the order a visitor does it.
 * Leaves to others: how a stage is opened and closed (visit.ts), how buttons are found (kelisim-banner.ts, other-banner.ts).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Choice } from '../../core/choice.ts';
import type { SiteFacts } from '../site-facts.ts';
import type { Said, Stage } from '../observation.ts';
import type { AboutToPress, Answered, Banner } from './banner.ts';
import { inTime } from './in-time.ts';
import { DEFAULT_SETTLE_MS, type Visit } from './visit.ts';

/** What a tag does by itself a moment after the page is there. */
const ARRIVAL_MS = 1_000;
/** Held scripts run after the next paint, then load others. */
const CHOICE_MS = 1_500;
const PAGE_MS = 1_000;
const ROUTE_MS = 700;
const SCROLL_STEPS = 4;
const SCROLL_MS = 150;
const ACT_MS = 3_000;

/** What the phase's visit answers and is answered by. */
export interface Scene {
  readonly facts: SiteFacts;
  readonly hasKelisim: boolean;
}

export async function playPhase(visit: Visit, scene: Scene): Promise<void> {
  const { phase, options } = visit.order;
  const [first, ...others] = options.urls;
  const idle = phase.kind === 'no-choice' ? (options.settleMs ?? DEFAULT_SETTLE_MS) : ARRIVAL_MS;
  visit.begin('arrival', 'nothing');
  const came = await visit.goTo(first!);
  if (came) await visit.settle(idle);
  // Nobody scrolls through what is not there yet; the wheel would wait for each picture of it.
  if (came && phase.kind === 'no-choice' && !visit.isStopped && (await visit.isRead())) await browse(visit);
  await visit.end();
  if (!came) return;
  const said = await choose(visit, scene);
  if (visit.isStopped || said === null) return;
  if (phase.kind === 'reject' || phase.kind === 'withdraw') {
    visit.begin('reload', said);
    if (await visit.reload()) await visit.settle(PAGE_MS);
    await visit.end();
    checkKept(visit, scene, said);
  }
  for (const route of options.routes ?? []) {
    if (visit.isStopped) return;
    await goToRoute(visit, route, said);
  }
  for (const url of others) {
    if (visit.isStopped) return;
    visit.begin('page', said);
    if (await visit.goTo(url)) await visit.settle(PAGE_MS);
    await visit.end();
  }
}

/** @returns what is said from then on; null: it could not be said, and nothing after it would mean anything. */
async function choose(visit: Visit, scene: Scene): Promise<Said | null> {
  const { phase } = visit.order;
  const { banner } = visit;
  switch (phase.kind) {
    case 'reject':
    case 'endpoint-down':
      return press(visit, scene, 'rejected', (shown, now) => shown.reject(now));
    case 'accept':
      return press(visit, scene, 'accepted', (shown, now) => shown.accept(now));
    case 'only':
      return press(visit, scene, 'only', (shown, now) => shown.only(phase.category!, now));
    case 'withdraw': {
      const accepted = await press(visit, scene, 'accepted', (shown, now) => shown.accept(now));
      if (accepted === null || visit.isStopped || !banner) return null;
      return press(visit, scene, 'withdrawn', (shown, now) => shown.withdraw(now));
    }
    default:
      return 'nothing';
  }
}

async function press(
  visit: Visit,
  scene: Scene,
  said: Said,
  act: (banner: Banner, now: AboutToPress) => Promise<Answered>,
): Promise<Said | null> {
  const { banner } = visit;
  if (!banner) return null;
  const kind: Stage['kind'] = said === 'withdrawn' ? 'withdrawal' : 'choice';
  const limit = Math.max(0, visit.order.deadline - Date.now());
  const answered = await inTime(
    act(banner, () => visit.begin(kind, said)),
    limit,
    'failed' as const,
  );
  if (answered !== 'pressed') {
    visit.trouble(answered === 'missing' ? 'banner-missing' : 'click-failed', said, true);
    return null;
  }
  await visit.settle(CHOICE_MS);
  await visit.end();
  checkKept(visit, scene, said);
  return said;
}

/** A choice that the page forgot proves nothing of what follows. */
function checkKept(visit: Visit, { hasKelisim, facts }: Scene, said: Said): void {
  const stage = visit.stages.at(-1);
  if (!stage) return;
  if (hasKelisim) {
    const wanted = lettersOf(said, facts, visit.order.phase.category);
    if (!stage.choice || !sameLetters(stage.choice, wanted))
      visit.trouble('choice-not-kept', `${stage.kind}: ${stage.choice?.letters ?? 'none'}, not ${wanted || '0'}`, true);
  } else if (stage.banner) visit.trouble('choice-not-kept', `${stage.kind}: the banner is there again`, true);
}

function lettersOf(said: Said, { site }: SiteFacts, category: string | undefined): string {
  if (said === 'accepted') return site.categories.map(({ letter }) => letter).join('');
  return said === 'only' ? (site.categories.find(({ id }) => id === category)?.letter ?? '') : '';
}

function sameLetters({ letters }: Choice, wanted: string): boolean {
  return letters.split('').sort().join('') === wanted.split('').sort().join('');
}

/** What a visitor does who has not answered: reads to the end, comes back, begins to fill in a form. Nothing is typed, nothing is sent. */
async function browse(visit: Visit): Promise<void> {
  const { page } = visit;
  for (let step = 0; step < SCROLL_STEPS; step++) {
    await inTime(page.mouse.wheel(0, 2_000), ACT_MS, undefined);
    await sleep(SCROLL_MS);
  }
  const field = page
    .locator('input:not([type=hidden]):not([type=submit]):not([type=button]), textarea, select')
    .first();
  // Playwright waits for a field that is not there: three seconds of each visit.
  if ((await inTime(field.count(), ACT_MS, 0)) > 0) await inTime(field.focus({ timeout: ACT_MS }), ACT_MS, undefined);
  await visit.settle(500);
}

/** By its link when the page has one, else as a router would: the address without a load. */
async function goToRoute(visit: Visit, route: string, said: Said): Promise<void> {
  const { page } = visit;
  const address = new URL(route, page.url()).href;
  visit.begin('route', said);
  // As it was given, whole, and as pages write it.
  const ways = [route, address, address.slice(new URL(address).origin.length)];
  const link = page.locator(ways.map((way) => `a[href="${quoted(way)}"]`).join(', ')).first();
  const isThere = await inTime(link.isVisible(), ACT_MS, false);
  const clicked =
    isThere &&
    (await inTime(
      link.click({ timeout: ACT_MS, noWaitAfter: true }).then(() => true),
      ACT_MS + 500,
      false,
    ));
  if (!clicked) {
    const goes = page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate', { state: null }));
    }, address);
    await inTime(goes, ACT_MS, undefined);
  }
  await visit.settle(ROUTE_MS);
  await visit.end();
}

/** For a string in a CSS selector (CSSOM §2.1). */
function quoted(text: string): string {
  return text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\a ');
}
