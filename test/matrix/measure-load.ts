/**
 * Owns one load of one page: what reached the tracker before any choice, which scripts ran, and what came back after the visitor accepted.
 * Leaves to others: which loads there are (run-plan.ts), what they add up to (cell.ts), the browser (workbench.ts).
 */
import type { Condition } from './conditions.ts';
import type { Kind } from './kinds/kind.ts';
import { ALL_LETTERS, type Level } from './matrix-site.ts';
import { TRACKER_HOSTS, type TrackerCategory } from './tracker-url.ts';
import { SETTLE_MS, type Workbench } from './workbench.ts';

/** A busy machine delays controls and measurements alike: what is held is waited for longer than the control took. */
const PATIENCE = 1.5;
const CATEGORIES = Object.keys(TRACKER_HOSTS) as TrackerCategory[];

export interface KindOutcome {
  /** Reached the tracker before any choice. */
  readonly arrived: boolean;
  /** Its code ran before any choice. */
  readonly ran: boolean;
  /** Arrived whole after the visitor accepted; null where nothing was held, and in controls. */
  readonly released: boolean | null;
}

export interface ControlOutcome {
  readonly kinds: ReadonlyMap<string, KindOutcome>;
  /** When the last one arrived, counted from the end of loading. */
  readonly lastArrivalMs: number;
}

/** The page without Kelisim. */
export function control(bench: Workbench, kinds: readonly Kind[], condition: Condition): Promise<ControlOutcome> {
  return bench.twice(async () => {
    await bench.visitor('');
    const load = await bench.open(kinds, null, condition);
    const start = performance.now();
    await bench.quiet(load);
    const expected = kinds.filter(({ silentIn }) => silentIn?.includes(bench.engine) !== true);
    await bench.until(() => expected.every((kind) => isWhole(bench, load, kind, false)));
    const lastArrivalMs = bench.arrivals(load).reduce((latest, { atMs }) => Math.max(latest, atMs - start), 0);
    const outcomes = await outcomesOf(bench, load, kinds);
    bench.forget(load);
    return { kinds: outcomes, lastArrivalMs };
  });
}

/**
 * A first visit, then the visitor accepts.
 *
 * @param leaking ids of those that leak without Kelisim: only they can come back.
 * @param controlMs how long after loading the last of the control arrived.
 */
export function firstVisit(
  bench: Workbench,
  kinds: readonly Kind[],
  level: Level,
  condition: Condition,
  leaking: ReadonlySet<string>,
  controlMs: number,
): Promise<ReadonlyMap<string, KindOutcome>> {
  return bench.twice(async () => {
    await bench.visitor('');
    const load = await bench.open(kinds, level, condition);
    await bench.quiet(load, Math.max(SETTLE_MS, controlMs * PATIENCE));
    const before = await outcomesOf(bench, load, kinds);
    const waiting = kinds.filter(({ id }) => leaking.has(id) && before.get(id)?.arrived === false);
    // A choice left from an earlier load would make a perfect-looking release out of a page that was open from the start.
    const decided = await bench.evaluate<boolean>('kelisim.inner.choice()===null&&kelisim.decide("accept-all")');
    if (!decided) throw new Error(`${level}: the choice was not taken`);
    const isByReload = level === 'fence' || level === 'header';
    const released = isByReload
      ? await reloaded(bench, waiting, level, condition)
      : await releasedInPlace(bench, load, waiting);
    bench.forget(load);
    const outcomes = [...before].map(([id, outcome]) => {
      const isWaiting = waiting.some((kind) => kind.id === id);
      return [id, { ...outcome, released: isWaiting ? released.has(id) : null }] as const;
    });
    return new Map(outcomes);
  });
}

/**
 * A visitor who chose earlier: every kind for every category.
 *
 * @param level null for the control.
 * @param letters granted categories as in the choice cookie.
 * @param expected those that should arrive, as `kind@category`; the load ends when they have.
 * @returns those that arrived.
 */
export function returning(
  bench: Workbench,
  kinds: readonly Kind[],
  level: Level | null,
  letters: string,
  condition: Condition,
  expected: ReadonlySet<string>,
): Promise<Set<string>> {
  return bench.twice(async () => {
    await bench.visitor(level === null ? '' : bench.site.choiceCookie(letters));
    const load = await bench.open(kinds, level, condition, CATEGORIES);
    const arrived = () => new Set(bench.arrivals(load).map(({ kind, category }) => `${kind}@${category}`));
    await bench.quiet(load);
    await bench.until(() => {
      const now = arrived();
      return [...expected].every((pair) => now.has(pair));
    });
    const all = arrived();
    bench.forget(load);
    return all;
  });
}

async function outcomesOf(bench: Workbench, load: string, kinds: readonly Kind[]): Promise<Map<string, KindOutcome>> {
  const arrived = new Set(bench.arrivals(load).map(({ kind }) => kind));
  const ran = new Set(await bench.evaluate<string[]>('window.ran'));
  const outcomes = kinds.map(({ id }) => [id, { arrived: arrived.has(id), ran: ran.has(id), released: null }] as const);
  return new Map(outcomes);
}

/** Levels tag and inline: in the same page. What is a call is made again. */
async function releasedInPlace(bench: Workbench, load: string, waiting: readonly Kind[]): Promise<Set<string>> {
  await untilWhole(
    bench,
    load,
    waiting.filter(({ release }) => release === 'same'),
    false,
  );
  const calls = waiting.filter((kind) => kind.release !== 'same' && !isWhole(bench, load, kind, false));
  const names = JSON.stringify(calls.map(({ id }) => id));
  await bench.evaluate(`${names}.map(function(id){try{calls[id](1)}catch(error){}return id})`);
  await untilWhole(bench, load, calls, true);
  const back = waiting.filter(
    (kind) => isWhole(bench, load, kind, false) || (kind.release === 'again' && isWhole(bench, load, kind, true)),
  );
  return new Set(back.map(({ id }) => id));
}

/** Levels fence and header: a policy cannot be loosened in place, so the page comes again with the choice in its cookie. */
async function reloaded(
  bench: Workbench,
  waiting: readonly Kind[],
  level: Level,
  condition: Condition,
): Promise<Set<string>> {
  await bench.visitor(bench.site.choiceCookie(ALL_LETTERS));
  const load = await bench.open(waiting, level, condition);
  await untilWhole(bench, load, waiting, false);
  const back = waiting.filter((kind) => isWhole(bench, load, kind, false));
  bench.forget(load);
  return new Set(back.map(({ id }) => id));
}

async function untilWhole(bench: Workbench, load: string, kinds: readonly Kind[], again: boolean): Promise<void> {
  await bench.until(() => kinds.every((kind) => isWhole(bench, load, kind, again)));
}

function isWhole(bench: Workbench, load: string, { id, parts = 1 }: Kind, again: boolean): boolean {
  const found = bench.arrivals(load).filter((arrival) => arrival.kind === id && arrival.again === again);
  return new Set(found.map(({ part }) => part)).size >= parts;
}
