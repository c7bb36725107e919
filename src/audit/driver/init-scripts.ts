/** Owns what a phase puts before the scripts of every document: that its choices are tests, and what it tries. */
import type { PhaseKind } from '../observation.ts';

/** Read by Kelisim's client: the records of this visit carry `test: true` (client/outbox/take-pending.ts). */
const TEST_RECORDS = 'window.kelisimTest=true';
/** https://w3c.github.io/gpc/#javascript-property-to-detect-preference */
const PRIVACY_CONTROL =
  "Object.defineProperty(Navigator.prototype,'globalPrivacyControl',{configurable:true,enumerable:true,get(){return true}})";
/** What our own error says first. */
export const OUR_ERROR = 'kelisim audit:';
const EARLY_ERROR = `throw new Error('${OUR_ERROR} a script before the head script fails')`;

export function initScriptsOf(kind: PhaseKind): readonly string[] {
  const more: Partial<Record<PhaseKind, string>> = { gpc: PRIVACY_CONTROL, 'early-error': EARLY_ERROR };
  return [TEST_RECORDS, ...(more[kind] === undefined ? [] : [more[kind]])];
}
