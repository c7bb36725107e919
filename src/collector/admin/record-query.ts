/**
 * Owns reading a filter out of an address, strictly: a name that is not known, or a value that cannot be, is an error and not "everything".
 * Days are whole days, UTC, both included. Empty values count as not given: forms send them.
 */
import { LANGUAGES } from '../../core/language.ts';
import { consentRecordSchema, RECORD_ID_PATTERN } from '../../core/schema/consent-record.ts';
import type { RecordFilter } from '../storage/storage.ts';

const DAY_MS = 86_400_000;

export const ACTIONS = consentRecordSchema.entries.action.options;
export const SUBJECT_PATTERN = /^[A-Za-z0-9_-]{22}$/;
export const SITE_PATTERN = /^[a-z0-9-]{1,40}$/;

/** `field` names what is wrong; its value is never repeated. */
export type ReadQuery<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly field: string };

const READERS = {
  site: (text: string) => (SITE_PATTERN.test(text) ? { site: text } : null),
  id: (text: string) => (RECORD_ID_PATTERN.test(text) ? { id: text } : null),
  subject: (text: string) => (SUBJECT_PATTERN.test(text) ? { subject: text } : null),
  from: (text: string) => {
    const from = startOfDay(text, 0);
    return from === null ? null : { from };
  },
  to: (text: string) => {
    const to = startOfDay(text, 1);
    return to === null ? null : { to };
  },
  action: (text: string) => ((ACTIONS as readonly string[]).includes(text) ? { action: text } : null),
  language: (text: string) => ((LANGUAGES as readonly string[]).includes(text) ? { language: text } : null),
  policy: (text: string) => (text.length <= 80 && !text.includes('\0') ? { policy: text } : null),
  test: (text: string) => (text === 'true' || text === 'false' ? { test: text === 'true' } : null),
} satisfies Record<keyof RecordFilter, (text: string) => RecordFilter | null>;

/** @param others names that are read elsewhere, as `lang` or `before` */
export function readFilter(
  query: Readonly<Record<string, string>>,
  others: readonly string[],
): ReadQuery<RecordFilter> {
  let filter: RecordFilter = {};
  for (const [name, raw] of Object.entries(query)) {
    if (others.includes(name)) continue;
    const reader = Object.hasOwn(READERS, name) ? READERS[name as keyof RecordFilter] : null;
    const text = raw.trim();
    if (reader && text === '') continue;
    const part = reader?.(text);
    // A wrong name is the sender's free text: it is not repeated.
    if (!part) return { ok: false, field: reader ? name : 'unknown' };
    filter = { ...filter, ...part };
  }
  return { ok: true, value: filter };
}

export interface DayFilter {
  readonly site?: string;
  /** `2026-07-01`, both included. */
  readonly from?: string;
  readonly to?: string;
}

/** The filter of statistics: site and days only. */
export function readDays(query: Readonly<Record<string, string>>, others: readonly string[]): ReadQuery<DayFilter> {
  for (const name of Object.keys(query))
    if (!['site', 'from', 'to', ...others].includes(name)) return { ok: false, field: 'unknown' };
  const filter = readFilter(query, others);
  if (!filter.ok) return filter;
  const day = (name: 'from' | 'to') => query[name]?.trim() || undefined;
  const [from, to] = [day('from'), day('to')];
  const { site } = filter.value;
  return { ok: true, value: { ...(site && { site }), ...(from && { from }), ...(to && { to }) } };
}

/** Start of the day `daysLater` after the one named. */
function startOfDay(text: string, daysLater: number): string | null {
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  // 2026-02-31 has the form and is no day.
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
  return isDay ? new Date(ms + daysLater * DAY_MS).toISOString() : null;
}
