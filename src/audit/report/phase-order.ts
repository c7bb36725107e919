/** Owns the list of all phases, so that a report can name those that were not made; a kind that is missing here does not compile. */
import type { PhaseKind } from '../observation.ts';

const ORDER: Readonly<Record<PhaseKind, number>> = {
  'no-choice': 0,
  reject: 1,
  accept: 2,
  only: 3,
  withdraw: 4,
  gpc: 5,
  'head-missing': 6,
  'endpoint-down': 7,
  'early-error': 8,
  'no-script': 9,
};

export const PHASE_KIND_ORDER = Object.keys(ORDER) as readonly PhaseKind[];
