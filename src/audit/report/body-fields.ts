/** Owns what a report says of a request's body: the names of its fields, as far as it has any. Leaves to others: what a name may show (mask.ts). */
import { fieldNames, maskDigits } from './mask.ts';

const MAX_NAMES = 100;

export function bodyFields(body: string): string {
  if (!body) return '';
  const names = [...new Set(jsonFields(body) ?? multipartFields(body) ?? formFields(body))];
  const rest = names.length - MAX_NAMES;
  return `${names.slice(0, MAX_NAMES).join(', ')}${rest > 0 ? `, +${rest}` : ''}`;
}

function jsonFields(body: string): string[] | null {
  if (!/^\s*[{[]/.test(body)) return null;
  try {
    return fieldsOf(JSON.parse(body), '', 0);
  } catch {
    // Cut short, or one object per line: names stand before a colon.
    return Array.from(body.matchAll(/"([^"\\]{1,60})"\s*:/g), ([, name]) => maskDigits(name ?? ''));
  }
}

function fieldsOf(value: unknown, path: string, depth: number): string[] {
  if (typeof value !== 'object' || value === null || depth > 4) return path ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item) => fieldsOf(item, path, depth + 1));
  return Object.entries(value).flatMap(([name, inner]) =>
    fieldsOf(inner, [path, maskDigits(name)].filter(Boolean).join('.').slice(0, 120), depth + 1),
  );
}

function multipartFields(body: string): string[] | null {
  if (!body.startsWith('--')) return null;
  return Array.from(body.matchAll(/\bname="([^"]{1,60})"/g), ([, name]) => maskDigits(name ?? ''));
}

/** One set of fields per line, as Google Analytics sends several hits. */
function formFields(body: string): string[] {
  return fieldNames(body.replace(/\r?\n/g, '&'));
}
