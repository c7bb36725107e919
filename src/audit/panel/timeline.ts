/**
 * Owns the order of events on this page view: what the gate did, what the browser reports, what Google was told, and between them the choice.
 * Alike neighbours are counted, not listed. Pure. Leaves to others: the words (timeline-words.ts).
 */
import type { LedgerEntry } from '../../core/ledger-entry.ts';
import type { Choice } from '../../core/choice.ts';
import type { ChoiceMoment } from './choice-moments.ts';
import type { LoggedConsent } from './consent-log.ts';
import type { WireEntry } from './wire/wire-entry.ts';

interface LedgerEvent {
  readonly is: 'ledger';
  readonly timeMs: number;
  readonly entry: LedgerEntry;
  readonly count: number;
}

interface WireEvent {
  readonly is: 'wire';
  readonly timeMs: number;
  readonly entry: WireEntry;
  readonly name: string;
  readonly count: number;
}

export type TimelineEvent =
  | { readonly is: 'choice'; readonly timeMs: number; readonly choice: Choice | null }
  | { readonly is: 'signal'; readonly timeMs: number; readonly call: LoggedConsent }
  | LedgerEvent
  | WireEvent;

/** The newest are shown: a page that runs for hours has no end. */
export const TIMELINE_MAX_EVENTS = 200;

/** @param nameOf whose a wire entry is, to be counted together; null for nobody's business. */
export function timeline(
  ledger: readonly LedgerEntry[],
  wire: readonly WireEntry[],
  moments: readonly ChoiceMoment[],
  signals: readonly LoggedConsent[],
  nameOf: (entry: WireEntry) => string | null,
): TimelineEvent[] {
  const events: TimelineEvent[] = [
    // The first moment is the state on arrival; it is an event only when there was a choice by then.
    ...moments.filter(({ choice }, at) => at > 0 || choice).map((moment) => ({ is: 'choice' as const, ...moment })),
    ...signals.map((call) => ({ is: 'signal' as const, timeMs: call.atMs, call })),
    ...ledger.map((entry) => ({ is: 'ledger' as const, timeMs: entry.time, entry, count: 1 })),
    ...wire.flatMap((entry) => {
      const name = nameOf(entry);
      return name === null ? [] : [{ is: 'wire' as const, timeMs: entry.timeMs, entry, name, count: 1 }];
    }),
  ];
  const sorted = events.toSorted((a, b) => a.timeMs - b.timeMs);
  const counted: TimelineEvent[] = [];
  for (const event of sorted) {
    const last = counted.at(-1);
    if (last && 'count' in last && 'count' in event && sameness(last) === sameness(event))
      counted[counted.length - 1] = { ...last, count: last.count + 1 };
    else counted.push(event);
  }
  return counted.slice(-TIMELINE_MAX_EVENTS);
}

function sameness(event: LedgerEvent | WireEvent): string {
  if (event.is === 'wire') return `${event.is} ${event.name} ${event.entry.what} ${event.entry.kind}`;
  const { vendor, service, verdict, kind, url } = event.entry;
  return [event.is, service || vendor || url, verdict, kind].join(' ');
}
