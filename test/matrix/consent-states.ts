/**
 * Owns the states of consent at the levels that the browser enforces: three optional categories granted or not, by the cookie of an earlier choice.
 * A category that is granted must arrive, one that is denied must not; the necessary one always arrives.
 * Leaves to others: one load (measure-load.ts).
 */
import type { Engine } from '../../tools/find-browsers.ts';
import { type ConditionName, CONDITIONS } from './conditions.ts';
import { KINDS } from './kinds/all-kinds.ts';
import { type Level, OPTIONAL, type OptionalLetter } from './matrix-site.ts';
import { returning } from './measure-load.ts';
import type { Workbench } from './workbench.ts';

export const STATES: readonly string[] = ['', 'f', 'a', 'd', 'fa', 'fd', 'ad', 'fad'];
export const STATE_LEVELS: readonly Level[] = ['fence', 'header'];

/** Of every family a few: all kinds four times on one page would measure the machine. */
const CHOSEN = new Set([
  'static-script-async',
  'static-script-defer',
  'static-script-module',
  'static-script-sync',
  'static-inline-loader',
  'static-inline-pixel',
  'static-preload',
  'static-stylesheet',
  'static-img',
  'static-img-srcset',
  'static-picture',
  'static-iframe',
  'static-css-background-attribute',
  'script-src',
  'img-src',
  'iframe-src',
  'innerhtml-img',
  'document-write-script',
  'fetch',
  'xhr',
  'send-beacon',
  'websocket',
  'worker-blob-fetch',
  'style-background-image',
  'module-import-call',
  'frame-location',
  'form-submit',
  'escape-fetch',
]);
export const STATE_KINDS = KINDS.filter(({ id }) => CHOSEN.has(id));

export interface StatePlan {
  readonly levels: readonly Level[];
  readonly conditions: readonly ConditionName[];
  readonly states: readonly string[];
  readonly loads: number;
}

export interface StateResult {
  readonly engine: Engine;
  readonly level: Level;
  readonly loads: number;
  /** `kind@category` pairs that were looked at per load. */
  readonly pairs: number;
  /** Kinds of a denied category that reached it in any load. */
  readonly leaks: readonly string[];
  /** Kinds of a granted or necessary category that did not arrive in some load. */
  readonly missing: readonly string[];
}

export async function runStates(
  bench: Workbench,
  plan: StatePlan,
  tell: (line: string) => void,
): Promise<StateResult[]> {
  const { engine } = bench;
  const found = new Map(plan.levels.map((level) => [level, { leaks: new Set<string>(), missing: new Set<string>() }]));
  let pairs = 0;
  for (const name of plan.conditions) {
    const condition = CONDITIONS[name];
    const leaking = await returning(bench, STATE_KINDS, null, '', condition, new Set());
    pairs = leaking.size;
    for (const level of plan.levels) {
      const { leaks, missing } = found.get(level)!;
      for (const letters of plan.states) {
        const expected = new Set([...leaking].filter((pair) => isGranted(pair, letters)));
        for (let i = 0; i < plan.loads; i++) {
          const arrived = await returning(bench, STATE_KINDS, level, letters, condition, expected);
          for (const pair of arrived) if (!isGranted(pair, letters)) leaks.add(kindOf(pair));
          for (const pair of expected) if (!arrived.has(pair)) missing.add(kindOf(pair));
        }
      }
      tell(`${engine} states ${level} ${name}: ${plan.states.length} states, ${plan.loads} loads each`);
    }
  }
  const loads = plan.loads * plan.states.length * plan.conditions.length;
  return [...found].map(([level, { leaks, missing }]) => ({
    engine,
    level,
    loads,
    pairs,
    leaks: [...leaks].sort(),
    missing: [...missing].sort(),
  }));
}

function isGranted(pair: string, letters: string): boolean {
  const category = pair.split('@')[1];
  return category === 'necessary' || [...letters].some((letter) => OPTIONAL[letter as OptionalLetter] === category);
}

function kindOf(pair: string): string {
  return pair.split('@')[0]!;
}
