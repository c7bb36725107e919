/**
 * Owns the numbers of the statistics page: their shape, and which tallies one record adds to.
 * Leaves to others: keeping the tallies (a storage, in the transaction that stores the record), showing them (statistics-page.ts).
 */
import type { ConsentRecord } from '../../core/consent-record.ts';

export interface Count {
  readonly name: string;
  readonly count: number;
}

export interface CategoryCount {
  readonly category: string;
  readonly granted: number;
  readonly denied: number;
}

/** A record as the operator's overview shows it: no subject, no page path, and of the id only the end (the whole id opens the receipt). */
export interface LatestRecord {
  readonly receivedAt: string;
  readonly decidedAt: string;
  readonly idEnd: string;
  readonly site: string;
  readonly action: string;
  readonly surface: string;
  readonly language: string;
  readonly policy: string;
  readonly decisions: Readonly<Record<string, string>>;
  readonly test: boolean;
}

export interface Statistics {
  /** All stored records but those of test runs, which are counted apart and nowhere else. */
  readonly records: number;
  readonly testRecords: number;
  readonly notices: number;
  /** By day of receipt, UTC, newest first. */
  readonly days: readonly Count[];
  readonly sites: readonly Count[];
  readonly actions: readonly Count[];
  readonly languages: readonly Count[];
  readonly categories: readonly CategoryCount[];
  readonly latest: readonly LatestRecord[];
}

/** `surface` and `input`: where and by what means the choice was made. */
export type TallyKind = 'record' | 'test' | 'action' | 'language' | 'surface' | 'input' | 'granted' | 'denied';

export interface Tally {
  readonly kind: TallyKind;
  readonly name: string;
}

/** What a newly stored record adds one to. */
export function talliesOf(record: ConsentRecord): Tally[] {
  if (record.test) return [{ kind: 'test', name: '' }];
  const tallies: Tally[] = [
    { kind: 'record', name: '' },
    { kind: 'action', name: record.action },
    { kind: 'language', name: record.language },
    { kind: 'surface', name: record.surface },
    { kind: 'input', name: record.input },
  ];
  for (const [category, verdict] of Object.entries(record.decisions)) {
    if (verdict !== 'necessary') tallies.push({ kind: verdict, name: category });
  }
  return tallies;
}

/** The overview's line for one stored record. */
export function latestRecord(body: string, receivedAt: string): LatestRecord {
  const record = JSON.parse(body) as ConsentRecord;
  const { decidedAt, site, action, surface, language, policy, decisions, test } = record;
  return {
    receivedAt,
    decidedAt,
    idEnd: record.id.slice(-6),
    site,
    action,
    surface,
    language,
    policy,
    decisions,
    test,
  };
}
