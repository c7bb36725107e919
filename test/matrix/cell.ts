/**
 * Owns what a number of loads says about one kind at one level in one engine. Pure.
 * A zero counts only where the control leaked and the release worked.
 */
import type { Kind } from './kinds/kind.ts';
import { isScript } from './kinds/kind.ts';
import type { KindOutcome } from './measure-load.ts';

/**
 * `never`: nothing left in any load, and everything came back. `lost`: nothing left, but it did not come back either, so the zero proves nothing.
 * `no-run`: the request may leave, the code does not run. `leaves`. `silent`: does not leak without Kelisim, so not measured.
 */
export type Verdict = 'never' | 'lost' | 'no-run' | 'leaves' | 'silent';

export interface Cell {
  readonly verdict: Verdict;
  readonly loads: number;
  /** Loads in which it arrived, in which its code ran, in which it did not come back. */
  readonly arrived: number;
  readonly ran: number;
  readonly lost: number;
}

/** From best to worst; `silent` is apart. */
const RANK: Record<Exclude<Verdict, 'silent'>, number> = { never: 0, lost: 1, 'no-run': 2, leaves: 3 };

export function judgeCell(kind: Kind, doesControlLeak: boolean, outcomes: readonly KindOutcome[]): Cell {
  const count = (test: (outcome: KindOutcome) => boolean) => outcomes.filter(test).length;
  const arrived = count((outcome) => outcome.arrived);
  const ran = count((outcome) => outcome.ran);
  const lost = count((outcome) => outcome.released === false);
  return { verdict: verdictOf(kind, doesControlLeak, arrived, ran, lost), loads: outcomes.length, arrived, ran, lost };
}

function verdictOf(kind: Kind, doesControlLeak: boolean, arrived: number, ran: number, lost: number): Verdict {
  if (arrived > 0)
    return isScript(kind) && kind.release === 'same' && ran === 0 && kind.isLookahead ? 'no-run' : 'leaves';
  if (!doesControlLeak) return 'silent';
  return lost > 0 ? 'lost' : 'never';
}

export function isWorse(now: Verdict, before: Verdict): boolean {
  if (now === 'silent' || before === 'silent') return false;
  return RANK[now] > RANK[before];
}

/** The worse of two; one that was measured before one that was not. */
export function worstVerdict(one: Verdict, other: Verdict): Verdict {
  if (one === 'silent') return other;
  return isWorse(other, one) ? other : one;
}
