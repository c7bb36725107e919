/**
 * Owns docs/guarantees.json: the verdict of every cell, and what a new measurement is worse or better than. Pure but for the two that read and write.
 * Leaves to others: the words (guarantees-page.ts).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Engine } from '../../tools/find-browsers.ts';
import { isWorse, type Verdict, worstVerdict } from './cell.ts';
import { CONDITION_NAMES, type ConditionName } from './conditions.ts';
import type { StateResult } from './consent-states.ts';
import type { Kind } from './kinds/kind.ts';
import type { Level } from './matrix-site.ts';
import type { EngineResult, MeasuredCell } from './run-plan.ts';

/** One letter per condition, in the order of CONDITION_NAMES; `-` where nothing was measured. */
const LETTERS: Record<Verdict, string> = { never: 'N', lost: 'X', 'no-run': 'R', leaves: 'L', silent: 'S' };
const VERDICTS = Object.fromEntries(Object.entries(LETTERS).map(([verdict, letter]) => [letter, verdict])) as Record<
  string,
  Verdict
>;

export interface States {
  readonly loads: number;
  readonly pairs: number;
  readonly leaks: readonly string[];
  readonly missing: readonly string[];
}

export interface Baseline {
  readonly version: 1;
  /** Day, loads per cell and condition, wait after loading, latest arrival in any control. */
  readonly measured: string;
  readonly loads: number;
  readonly settleMs: number;
  readonly slowestControlMs: number;
  readonly engines: Partial<Record<Engine, string>>;
  /** Letters by kind, level and engine. */
  readonly cells: Record<string, Partial<Record<Level, Partial<Record<Engine, string>>>>>;
  /** `arrived/loads` of cells in which it was not all or nothing, by `kind level engine`. */
  readonly rates: Record<string, string>;
  readonly states: Partial<Record<Level, Partial<Record<Engine, States>>>>;
}

export interface Comparison {
  /** Sentences that name the cell. */
  readonly worse: readonly string[];
  readonly better: readonly string[];
  /** Cells that are as before or better. */
  readonly passed: number;
}

export function readBaseline(file: string): Baseline | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Baseline) : null;
}

/** One line per kind: a change of one shows as one line. */
export function writeBaseline(file: string, baseline: Baseline): void {
  const { cells, rates, states, ...facts } = baseline;
  const lines = (record: object) =>
    Object.entries(record)
      .map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(',\n');
  const head = Object.entries(facts).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  const rest = Object.entries({ cells, rates, states }).map(([key, value]) => `  "${key}": {\n${lines(value)}\n  }`);
  writeFileSync(file, `{\n${head.join('')}${rest.join(',\n')}\n}\n`);
}

/** Verdict under one condition; null where it was not measured. */
function verdictAt(
  baseline: Baseline,
  kind: string,
  level: Level,
  engine: Engine,
  condition: ConditionName,
): Verdict | null {
  const letters = baseline.cells[kind]?.[level]?.[engine] ?? '';
  return VERDICTS[letters.charAt(CONDITION_NAMES.indexOf(condition))] ?? null;
}

/** The worst of all conditions; null where none was measured. */
export function worstAt(baseline: Baseline, kind: string, level: Level, engine: Engine): Verdict | null {
  const verdicts = CONDITION_NAMES.map((condition) => verdictAt(baseline, kind, level, engine, condition));
  const known = verdicts.filter((verdict) => verdict !== null);
  return known.length === 0 ? null : known.reduce(worstVerdict);
}

/**
 * Puts new results over the old ones; what was not measured now stays as it was, kinds that are no more go. What this very version of a browser
 * was once seen to let out stays said, and is counted together: many requests are a race, and a run that did not see one takes nothing back.
 *
 * @param facts `isAnew`: the earlier results of what was measured now are void: the gate or the measurement was mended.
 */
export function mergeResults(
  old: Baseline | null,
  results: readonly EngineResult[],
  states: readonly StateResult[],
  kinds: readonly Kind[],
  { isAnew = false, ...facts }: Pick<Baseline, 'measured' | 'loads' | 'settleMs'> & { readonly isAnew?: boolean },
): Baseline {
  const known = new Set(kinds.map(({ id }) => id));
  const cells: Baseline['cells'] = {};
  for (const { id } of kinds) cells[id] = structuredClone(old?.cells[id] ?? {});
  const rates = Object.fromEntries(Object.entries(old?.rates ?? {}).filter(([key]) => known.has(key.split(' ')[0]!)));
  for (const { engine, version, cells: measured } of results) {
    const isKnown = !isAnew && old?.engines[engine] === version;
    for (const [key, all] of byPlace(measured)) {
      const before = isKnown ? earlierLoads(old, all[0]!) : { arrived: 0, loads: 0 };
      const loads = all.reduce((sum, cell) => sum + cell.loads, before.loads);
      const arrived = all.reduce((sum, cell) => sum + cell.arrived, before.arrived);
      if (arrived > 0 && arrived < loads) rates[key] = `${arrived}/${loads}`;
      else delete rates[key];
    }
    for (const cell of measured) {
      const letters = [...(cells[cell.kind]![cell.level]?.[engine] ?? '-'.repeat(CONDITION_NAMES.length))];
      const at = CONDITION_NAMES.indexOf(cell.condition);
      const before = VERDICTS[letters[at]!];
      const isSaid = isKnown && (before === 'leaves' || before === 'no-run') && isWorse(before, cell.verdict);
      letters[at] = LETTERS[isSaid ? before : cell.verdict];
      cells[cell.kind]![cell.level] = { ...cells[cell.kind]![cell.level], [engine]: letters.join('') };
    }
  }
  const merged: Baseline['states'] = structuredClone(old?.states ?? {});
  for (const { level, engine, loads, pairs, leaks, missing } of states)
    merged[level] = { ...merged[level], [engine]: { loads, pairs, leaks, missing } };
  return {
    version: 1,
    ...facts,
    // A part that is measured again does not make the others' slowest one faster.
    slowestControlMs: Math.ceil(
      Math.max(old?.slowestControlMs ?? 0, ...results.map(({ slowestControlMs }) => slowestControlMs)),
    ),
    engines: { ...old?.engines, ...Object.fromEntries(results.map(({ engine, version }) => [engine, version])) },
    cells,
    rates,
    states: merged,
  };
}

/** Loads of earlier runs, and those in which it arrived; a place without a rate is one where it was all of them or none. */
function earlierLoads(
  old: Baseline | null,
  { kind, level, engine }: MeasuredCell,
): { readonly arrived: number; readonly loads: number } {
  const [arrived, loads] = old?.rates[`${kind} ${level} ${engine}`]?.split('/').map(Number) ?? [];
  if (arrived !== undefined && loads !== undefined) return { arrived, loads };
  const letters = (old?.cells[kind]?.[level]?.[engine] ?? '').replaceAll('-', '');
  const all = letters.length * (old?.loads ?? 0);
  return { arrived: /[LR]/.test(letters) ? all : 0, loads: all };
}

function byPlace(cells: readonly MeasuredCell[]): Map<string, MeasuredCell[]> {
  const places = new Map<string, MeasuredCell[]>();
  for (const cell of cells) {
    const key = `${cell.kind} ${cell.level} ${cell.engine}`;
    places.set(key, [...(places.get(key) ?? []), cell]);
  }
  return places;
}

export function compare(
  baseline: Baseline,
  results: readonly EngineResult[],
  states: readonly StateResult[],
): Comparison {
  const worse: string[] = [];
  const better: string[] = [];
  let passed = 0;
  const judge = (place: string, now: Verdict, before: Verdict | null) => {
    if (before === null) worse.push(`${place}: ${now}, and docs/guarantees.json does not know it`);
    else if (isWorse(now, before)) worse.push(`${place}: ${now}, was ${before}`);
    else {
      passed++;
      if (isWorse(before, now)) better.push(`${place}: ${now}, was ${before}`);
    }
  };
  for (const { engine, cells, mute } of results) {
    for (const kind of mute) worse.push(`${engine} ${kind}: does not leak without Kelisim, so nothing was measured`);
    for (const { kind, level, condition, verdict } of cells) {
      if (mute.includes(kind)) continue;
      // What the page promises is the worst of all deliveries: that is the measure for each of them.
      judge(`${engine} ${level} ${condition} ${kind}`, verdict, worstAt(baseline, kind, level, engine));
    }
  }
  for (const { engine, level, leaks, missing } of states) {
    const before = baseline.states[level]?.[engine];
    const fresh = [
      ...leaks
        .filter((kind) => before?.leaks.includes(kind) !== true)
        .map((kind) => `${kind} reaches a denied category`),
      ...missing
        .filter((kind) => before?.missing.includes(kind) !== true)
        .map((kind) => `${kind} of a granted category does not arrive`),
    ];
    worse.push(...fresh.map((fault) => `${engine} ${level} states of consent: ${fault}`));
    if (fresh.length === 0) passed++;
  }
  return { worse, better, passed };
}
