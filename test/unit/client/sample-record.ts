/** Owns consent records for tests: valid, each with an id of its own, in the order they are made. */
import type { ConsentRecord } from '../../../src/core/consent-record.ts';

let made = 0;

export function sampleRecord(changes: Partial<ConsentRecord> = {}): ConsentRecord {
  made++;
  const tail = made.toString(16).padStart(12, '0');
  return {
    v: 1,
    id: `0199f3a2-0000-7000-8000-${tail}`,
    site: 'jetfin',
    subject: 'AAAAAAAAAAAAAAAAAAAAAA',
    action: 'save',
    surface: 'settings',
    input: 'pointer',
    trusted: true,
    decidedAt: '2026-03-01T10:00:00.000Z',
    shownAt: '2026-03-01T09:59:50.000Z',
    utcOffsetMinutes: 300,
    language: 'kk',
    notice: null,
    policy: '2026-03',
    scope: 'a3f09c',
    decisions: { necessary: 'necessary', analytics: 'granted', advertising: 'denied' },
    services: {},
    validUntil: '2026-08-28T10:00:00.000Z',
    origin: 'https://jetfin.kz',
    path: '/',
    widget: '0.1.0',
    gpc: false,
    storage: 'local',
    test: false,
    seq: made,
    previous: null,
    ...changes,
  };
}
