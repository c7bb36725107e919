/**
 * Owns the canonical form of a JSON value, so that the same record always has the same hash.
 * RFC 8785 (JCS) for what records hold: strings, integers, booleans, null, arrays, objects. No fractions: their printing is the hard part
 * of JCS, and no field of a record needs one.
 */
import { createHash } from 'node:crypto';

/** The canonical text, or null when the value has none: a fraction, an integer beyond 2^53, or a lone surrogate (RFC 8785 §3.2.2.2). */
export function canonicalise(value: unknown): string | null {
  if (value === null || typeof value === 'boolean') return String(value);
  // Infinity (from 1e400) is not a safe integer; -0 prints as 0.
  if (typeof value === 'number') return Number.isSafeInteger(value) ? JSON.stringify(value) : null;
  if (typeof value === 'string') return value.isWellFormed() ? JSON.stringify(value) : null;
  if (Array.isArray(value)) return join('[', value.map(canonicalise), ']');
  if (typeof value !== 'object') return null;
  // The default sort compares UTF-16 code units, as RFC 8785 §3.2.3 asks. Entries, not for…in: `__proto__` is a key like any other here.
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => {
      const name = canonicalise(key);
      const text = canonicalise(member);
      return name === null || text === null ? null : `${name}:${text}`;
    });
  return join('{', members, '}');
}

/** SHA-256 of a text's UTF-8 bytes, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function join(open: string, parts: readonly (string | null)[], close: string): string | null {
  return parts.includes(null) ? null : open + parts.join(',') + close;
}
