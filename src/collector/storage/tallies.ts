/**
 * Owns what is counted while storing: which tallies one record adds to.
 * Leaves to others: keeping them (a storage, in the transaction that stores the record), reading (read-tallies.ts), summing (admin/summarise-tallies.ts).
 */
import type { ConsentRecord } from '../../core/consent-record.ts';

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
