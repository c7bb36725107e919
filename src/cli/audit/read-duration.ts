/** Owns how a duration is written on the command line: `8`, `8s`, `500ms`, `5m`. Pure. */

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** Milliseconds, or null when it is no duration. A bare number means seconds. */
export function readDurationMs(text: string): number | null {
  const [, number, unit = 's'] = /^(\d{1,7}(?:\.\d{1,3})?)(ms|s|m)?$/.exec(text) ?? [];
  return number === undefined ? null : Math.round(Number(number) * UNITS_MS[unit]!);
}
