/** Owns times as the report writes them: instants in Almaty's time, durations, seconds since a visit began. */
import type { Localised } from '../../core/language.ts';
import { inEach, reportText } from './report-text.ts';

/** UTC+05:00 since 1 March 2024; Intl knows the time before, too. */
const ALMATY = 'Asia/Almaty';

/** `20.11.2026, 18:03` as Kazakh and Russian letters write it, `2026-11-20, 18:03` in English. */
export function almatyTime(iso: string): Localised {
  const { day, month, year, time } = almatyParts(iso);
  const date = inEach((language) =>
    language === 'en' ? `${year}-${month}-${day}, ${time}` : `${day}.${month}.${year}, ${time}`,
  );
  return reportText('almaty', { date });
}

export function durationWords(ms: number): Localised {
  const seconds = Math.round(ms / 1000);
  return reportText('minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

/** `1.284`: seconds with milliseconds, the same in every language (as in the JSON report). */
export function secondsOf(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function almatyParts(iso: string): { day: string; month: string; year: string; time: string } {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return { day: '?', month: '?', year: '?', time: '?' };
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: ALMATY,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const get = (name: string) => part[name] ?? '?';
  return { day: get('day'), month: get('month'), year: get('year'), time: `${get('hour')}:${get('minute')}` };
}
