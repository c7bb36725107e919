/** Owns pending records for tests, as the head writes them: each with a key of its own, in the order they are made. */
import { recordIdOf } from '../../../src/client/outbox/expand-record.ts';
import { categoriesOf } from '../../../src/core/category.ts';
import type { PendingRecord, RecordStamp } from '../../../src/core/pending-record.ts';

const START_MS = Date.parse('2026-03-01T10:00:00Z');
let made = 0;

export function samplePending(
  changes: Partial<Omit<PendingRecord, 'stamp'>> & { readonly stamp?: Partial<RecordStamp> } = {},
): PendingRecord {
  made++;
  return {
    v: 1,
    categories: categoriesOf(),
    widget: '0.1.0',
    key: `${4_000_000_000 + made}-${made}-${made * 7}`,
    at: START_MS + made * 1000,
    shownAt: START_MS,
    choice: '1.a3f09c.20513.a',
    action: 'save',
    surface: 'settings',
    gesture: { isTrusted: true, detail: 1, pointerType: 'mouse' },
    language: 'kk',
    path: '/',
    gpc: false,
    ...changes,
    stamp: { site: 'jetfin', policy: '2026-03', scope: 'a3f09c', termDays: 180, ...changes.stamp },
  };
}

export function idOf(pending: PendingRecord): string {
  return recordIdOf(pending)!;
}
