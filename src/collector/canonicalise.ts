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
  if (typeof value !== 'object') return null;
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) {
      const member = canonicalise(item);
      if (member === null) return null;
      text += text ? `,${member}` : member;
    }
    return `[${text}]`;
  }
  // The default sort compares UTF-16 code units, as RFC 8785 §3.2.3 asks. Keys, not for…in: `__proto__` is a key like any other here.
  for (const key of Object.keys(value).sort()) {
    const name = canonicalise(key);
    const member = canonicalise((value as Readonly<Record<string, unknown>>)[key]);
    if (name === null || member === null) return null;
    text += text ? `,${name}:${member}` : `${name}:${member}`;
  }
  return `{${text}}`;
}

/** Whether two JSON values have one canonical form, without writing either down. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) &&
      isSameJson((a as Readonly<Record<string, unknown>>)[key], (b as Readonly<Record<string, unknown>>)[key]),
  );
}

/** SHA-256 of a text's UTF-8 bytes, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
