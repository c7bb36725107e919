/** Owns a log of choices for the tests of "My choices": two records, and a way to say that something changed. */
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import type { LoggedRecord } from '../../../src/client/outbox/record-log.ts';
import type { OpenRecordLog } from '../../../src/client/ui/opened/my-choices.ts';

export const SAMPLE_ID = '019a9f5a-4c00-7abc-8abc-0123456789ab';
export const EARLIER_ID = '019a9000-4c00-7abc-8abc-0123456789ab';

/** Of the site in fake-site.ts: analytics agreed to with its counter taken out, all else refused. */
export function sampleRecord(changes: Partial<ConsentRecord> = {}): ConsentRecord {
  return {
    v: 1,
    id: SAMPLE_ID,
    site: 'test',
    subject: 'AAAAAAAAAAAAAAAAAAAAAA',
    action: 'save',
    surface: 'settings',
    input: 'pointer',
    trusted: true,
    decidedAt: '2026-11-20T09:03:00.000Z',
    shownAt: null,
    utcOffsetMinutes: 300,
    language: 'kk',
    notice: null,
    policy: '2026-11',
    scope: 'a3f09c',
    decisions: {
      necessary: 'necessary',
      functional: 'denied',
      analytics: 'granted',
      advertising: 'denied',
      'personal-ads': 'denied',
    },
    services: { counter: false },
    validUntil: '2027-05-19T09:03:00.000Z',
    origin: 'https://proba.kz',
    path: '/kk/apply',
    widget: '0.1.0',
    gpc: false,
    storage: 'local',
    test: false,
    seq: 1,
    previous: EARLIER_ID,
    ...changes,
  };
}

export const EARLIER = sampleRecord({
  id: EARLIER_ID,
  action: 'reject-all',
  surface: 'banner',
  decidedAt: '2026-11-19T20:30:00.000Z',
  decisions: { necessary: 'necessary', functional: 'denied', analytics: 'denied', advertising: 'denied' },
  services: {},
  seq: 0,
  previous: null,
});

export interface SampleLog {
  (): ReturnType<OpenRecordLog>;
  records: LoggedRecord[];
  /** As when the outbox delivered, or a choice was made. */
  change(): void;
  readonly listening: () => number;
}

export function sampleLog(
  records: LoggedRecord[] = [
    { record: sampleRecord(), delivery: 'delivered', fleeting: false },
    { record: EARLIER, delivery: 'delivered', fleeting: false },
  ],
): SampleLog {
  const listeners = new Set<() => void>();
  const log = {
    list: () => Promise.resolve(open.records),
    onChange(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const open: SampleLog = Object.assign(() => Promise.resolve(log), {
    records,
    change: () => listeners.forEach((listener) => listener()),
    listening: () => listeners.size,
  });
  return open;
}
