/** Owns lifetimes of cookies: ISO 8601 durations of the catalogue against the seconds a browser says. Pure. */

const DAY_S = 86_400;
/** A month and a year are no fixed time, and vendors count 13 months as 390, 395 or 396 days. */
const TOLERANCE = 0.08;
/** Chromium keeps no cookie for longer (draft-ietf-httpbis-rfc6265bis §5.5), Safari less. */
const BROWSER_MAX_S = 400 * DAY_S;

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const UNITS_S = [365 * DAY_S, 30.44 * DAY_S, DAY_S, 3_600, 60, 1];

export function secondsOf(duration: string): number {
  const parts = DURATION.exec(duration)?.slice(1) ?? [];
  return parts.reduce((sum, part, i) => sum + Number(part ?? 0) * UNITS_S[i]!, 0);
}

/** Whether what was seen contradicts the catalogue; what the catalogue does not know cannot be contradicted. */
export function lifetimeDiffers(known: string | null, seenSeconds: number | null): boolean {
  if (known === null) return false;
  if (known === 'session' || seenSeconds === null) return (known === 'session') !== (seenSeconds === null);
  const expected = Math.min(secondsOf(known), BROWSER_MAX_S);
  return Math.abs(seenSeconds - expected) > expected * TOLERANCE + 60;
}

/** `P90D` as the catalogue writes it, for people: `90 days`. */
export function lifetimeWords(seconds: number | null): string {
  if (seconds === null) return 'session';
  const [size, name] =
    seconds >= DAY_S
      ? [DAY_S, 'day']
      : seconds >= 3_600
        ? [3_600, 'hour']
        : seconds >= 60
          ? [60, 'minute']
          : [1, 'second'];
  const count = Math.round(seconds / size);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
