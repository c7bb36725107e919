/** Owns reading `Retry-After` in both of its forms (RFC 9110 §10.2.3). */

/** A server that says "next month" by mistake does not keep evidence back for longer. */
const MAX_MS = 24 * 60 * 60_000;

/**
 * @param value the header, null when absent or not exposed by CORS.
 * @param date the answer's `Date` header: a moment is measured on the server's own clock, since the visitor's may be hours off.
 * @returns milliseconds to wait, null when the server did not say.
 */
export function retryAfterMs(value: string | null, date: string | null, nowMs: number): number | null {
  const text = (value ?? '').trim();
  if (/^\d+$/.test(text)) return Math.min(MAX_MS, Number(text) * 1000);
  // HTTP dates have letters (`Wed, 21 Oct …`); Date.parse alone would also read "-5" or "1.5" as years.
  const moment = /^[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) return null;
  const serverNow = date === null ? Number.NaN : Date.parse(date);
  return Math.min(MAX_MS, Math.max(0, moment - (Number.isNaN(serverNow) ? nowMs : serverNow)));
}
