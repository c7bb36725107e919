/**
 * Owns running a plan in one engine: controls first, then every level under every condition, load by load, into cells.
 * Leaves to others: one load (measure-load.ts), what a cell says (cell.ts), states of consent (consent-states.ts).
 */
import type { Engine } from '../../tools/find-browsers.ts';
import { type Baseline, worstAt } from './baseline.ts';
import { type Cell, judgeCell } from './cell.ts';
import { type ConditionName, CONDITIONS } from './conditions.ts';
import type { Kind, PageName } from './kinds/kind.ts';
import type { Level } from './matrix-site.ts';
import { control, type ControlOutcome, firstVisit, type KindOutcome } from './measure-load.ts';
import type { Workbench } from './workbench.ts';

export interface Plan {
  readonly kinds: readonly Kind[];
  readonly levels: readonly Level[];
  readonly conditions: readonly ConditionName[];
  readonly loads: number;
  readonly controlLoads: number;
}

export interface MeasuredCell extends Cell {
  readonly kind: string;
  readonly engine: Engine;
  readonly level: Level;
  readonly condition: ConditionName;
}

export interface EngineResult {
  readonly engine: Engine;
  readonly version: string;
  readonly cells: readonly MeasuredCell[];
  /** Kinds that should leak without Kelisim and did not, in at least one control: the measurement of them is worth nothing. */
  readonly mute: readonly string[];
  /** Kinds that leak without Kelisim though they are said not to. */
  readonly unexpected: readonly string[];
  /** What Kelisim itself said on the console. */
  readonly complaints: readonly string[];
  /** Of all controls: the longest time from the end of loading to the last arrival. */
  readonly slowestControlMs: number;
}

export async function runPlan(bench: Workbench, plan: Plan, tell: (line: string) => void): Promise<EngineResult> {
  const { engine } = bench;
  const cells: MeasuredCell[] = [];
  const mute = new Set<string>();
  const unexpected = new Set<string>();
  let slowestControlMs = 0;
  for (const [page, kinds] of byPage(plan.kinds)) {
    for (const condition of plan.conditions) {
      const controls: ControlOutcome[] = [];
      for (let i = 0; i < plan.controlLoads; i++) controls.push(await control(bench, kinds, CONDITIONS[condition]));
      const leaks = (id: string) => controls.every((load) => load.kinds.get(id)!.arrived);
      const leaking = new Set(kinds.filter(({ id }) => leaks(id)).map(({ id }) => id));
      const controlMs = Math.max(...controls.map(({ lastArrivalMs }) => lastArrivalMs));
      slowestControlMs = Math.max(slowestControlMs, controlMs);
      for (const kind of kinds) {
        const isSilent = kind.silentIn?.includes(engine) === true;
        if (!isSilent && !leaking.has(kind.id)) mute.add(kind.id);
        if (isSilent && leaking.has(kind.id)) unexpected.add(kind.id);
      }
      for (const level of plan.levels) {
        const start = performance.now();
        const loads: ReadonlyMap<string, KindOutcome>[] = [];
        for (let i = 0; i < plan.loads; i++)
          loads.push(await firstVisit(bench, kinds, level, CONDITIONS[condition], leaking, controlMs));
        for (const kind of kinds) {
          const outcomes: KindOutcome[] = loads.map((load) => load.get(kind.id)!);
          cells.push({ kind: kind.id, engine, level, condition, ...judgeCell(kind, leaking.has(kind.id), outcomes) });
        }
        tell(
          `${engine} ${page} ${level} ${condition}: ${plan.loads} loads, ${Math.round(performance.now() - start)} ms`,
        );
      }
    }
  }
  return {
    engine,
    version: bench.version,
    cells,
    mute: [...mute],
    unexpected: [...unexpected],
    complaints: [...bench.complaints],
    slowestControlMs,
  };
}

/**
 * A second look at what may be the machine's fault: a release that did not come in time, a control that stayed silent. What leaked is not looked at again.
 *
 * @param baseline what was known to be lost before is no doubt.
 */
export async function retryDoubts(
  bench: Workbench,
  plan: Plan,
  first: EngineResult,
  baseline: Baseline | null,
  tell: (line: string) => void,
): Promise<EngineResult> {
  const isDoubt = ({ kind, engine, level, verdict }: MeasuredCell) =>
    first.mute.includes(kind) ||
    (verdict === 'lost' && !(baseline !== null && worstAt(baseline, kind, level, engine) === 'lost'));
  const doubtful = new Set(first.cells.filter(isDoubt).map(({ kind }) => kind));
  if (doubtful.size === 0) return first;
  tell(`${first.engine}: looking again at ${[...doubtful].join(' ')}`);
  const again = await runPlan(bench, { ...plan, kinds: plan.kinds.filter(({ id }) => doubtful.has(id)) }, tell);
  const cells = first.cells.map((cell) => {
    if (!isDoubt(cell)) return cell;
    const { kind, level, condition } = cell;
    return again.cells.find((other) => other.kind === kind && other.level === level && other.condition === condition)!;
  });
  return { ...first, cells, mute: again.mute };
}

function byPage(kinds: readonly Kind[]): Map<PageName, Kind[]> {
  const pages = new Map<PageName, Kind[]>();
  for (const kind of kinds) pages.set(kind.page, [...(pages.get(kind.page) ?? []), kind]);
  return pages;
}
