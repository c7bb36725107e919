/** Owns the words of the ledger: what the gate saw, what it did with it, and by which rule. The panel and the audit read it. */

/**
 * - `held`: an element waits for the choice. `released`: it was held and has been let go.
 * - `allowed`: necessary, or granted before it came. `dropped`: a call (fetch, beacon, cookie…) that was refused.
 * - `undeclared`: a catalogue vendor that the config does not name; held or dropped, never released.
 * - `unlisted`: in no catalogue; let through (with `unlisted: "block"` it is held or dropped instead).
 */
export type Verdict = 'held' | 'released' | 'allowed' | 'dropped' | 'undeclared' | 'unlisted';

/** What tried to leave: an element's local name, `inline` for an inline script, a call, or `policy` for what the browser itself refused. */
export type LedgerKind =
  | 'inline'
  | 'fetch'
  | 'xhr'
  | 'beacon'
  | 'socket'
  | 'events'
  | 'form'
  | 'style'
  | 'cookie'
  | 'policy'
  | (string & {});

export interface LedgerEntry {
  /** Wall clock, milliseconds since 1970. */
  readonly time: number;
  readonly kind: LedgerKind;
  /** Origin and path, never the query; for cookies the name; '' for an inline script. */
  readonly url: string;
  /** Vendor id of the catalogue, the id of a service that describes itself, or '' when unlisted. */
  readonly vendor: string;
  /** Service id of the config, '' when there is none. */
  readonly service: string;
  /** Category id, '' when unknown. */
  readonly category: string;
  readonly verdict: Verdict;
  /** Whether the visitor had chosen by then. */
  readonly chosen: boolean;
}

/** Why the verdict is what it is; the panel has a sentence for each. */
export type LedgerRule = 'no-choice' | 'refused' | 'granted' | 'necessary' | 'not-in-config' | 'not-in-catalogue';

export function ruleOf({ verdict, vendor, service, category, chosen }: LedgerEntry): LedgerRule {
  if (verdict === 'undeclared') return 'not-in-config';
  if (!vendor && !service && !category) return 'not-in-catalogue';
  if (verdict === 'allowed' || verdict === 'released') return category === 'necessary' ? 'necessary' : 'granted';
  return chosen ? 'refused' : 'no-choice';
}

/** The ledger keeps the newest entries of a page view, not more. */
export const LEDGER_MAX_ENTRIES = 1000;
