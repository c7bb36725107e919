/**
 * Owns taking a request apart into fields of text: address, body, referrer, as deep as addresses and JSON stand in one another, with every
 * encoding undone that hides a value from the eye (percent signs once or twice, base64).
 * Leaves to others: what is personal in it (personal-values.ts).
 */

export interface Field {
  readonly where: 'url' | 'body' | 'referrer';
  /** Innermost name, '' for a path or a bare text. */
  readonly key: string;
  readonly text: string;
  /** It stands in an address within the field (`dl=https://…?phone=…`) or in the referrer. */
  readonly inAddress: boolean;
}

const DEPTH = 4;
const MOST_CHARACTERS = 65_536;
const MOST_FIELDS = 400;
const BASE64 = /^[A-Za-z0-9+/_-]{12,4096}={0,2}$/;
const PRINTABLE = /^[\x20-\x7e\u0400-\u04ff\s]+$/;

export function requestFields(request: {
  readonly url: string;
  readonly body: string;
  readonly referrer: string;
}): Field[] {
  const fields: Field[] = [];
  readAddress(request.url, 'url', false, 0, fields);
  readText('', request.body.slice(0, MOST_CHARACTERS), 'body', false, 0, fields);
  if (request.referrer) readAddress(request.referrer, 'referrer', true, 0, fields);
  return fields;
}

function readAddress(address: string, where: Field['where'], inAddress: boolean, depth: number, into: Field[]): void {
  const url = URL.parse(address);
  if (!url) return;
  into.push({ where, key: '', text: decoded(url.pathname), inAddress });
  readPairs(url.search.slice(1), where, inAddress, depth, into);
  if (url.hash.length > 1) readText('', decoded(url.hash.slice(1)), where, inAddress, depth + 1, into);
}

function readPairs(query: string, where: Field['where'], inAddress: boolean, depth: number, into: Field[]): void {
  // Some counters separate by semicolons (top.mail.ru).
  for (const pair of query.split(/[&;\n]/)) {
    if (into.length > MOST_FIELDS) return;
    const at = pair.indexOf('=');
    const key = decoded((at < 0 ? '' : pair.slice(0, at)).replaceAll('+', ' '));
    const raw = at < 0 ? pair : pair.slice(at + 1);
    readText(key, decoded(raw.replaceAll('+', ' ')), where, inAddress, depth + 1, into);
    // A plus sign that nobody encoded is one, in front of a phone number.
    if (/^\+\d/.test(raw)) into.push({ where, key, text: decoded(raw), inAddress });
  }
}

function readText(
  key: string,
  text: string,
  where: Field['where'],
  inAddress: boolean,
  depth: number,
  into: Field[],
): void {
  if (!text || into.length > MOST_FIELDS) return;
  if (depth < DEPTH) {
    if (/^https?:\/\/|^goal:\/\//i.test(text)) return readAddress(text, where, true, depth + 1, into);
    const json = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
    if (json !== undefined) return readJson(key, json, where, inAddress, depth + 1, into);
    if (/^[^\s=&]{1,60}=\S/.test(text) && !BASE64.test(text)) return readPairs(text, where, inAddress, depth + 1, into);
    // `browser-info=…:t:Title` and the like: names and values between colons.
    const inner = BASE64.test(text) ? unpacked(text) : '';
    if (inner) return readText(key, inner, where, inAddress, depth + 1, into);
  }
  into.push({ where, key, text, inAddress });
  if (/%[0-9a-f]{2}/i.test(text) && depth < DEPTH) readText(key, decoded(text), where, inAddress, depth + 1, into);
}

function readJson(
  key: string,
  value: unknown,
  where: Field['where'],
  inAddress: boolean,
  depth: number,
  into: Field[],
): void {
  if (typeof value === 'string' || typeof value === 'number')
    readText(key, String(value), where, inAddress, depth, into);
  else if (value && typeof value === 'object' && depth < DEPTH * 3) {
    const isList = Array.isArray(value);
    for (const [name, inner] of Object.entries(value))
      readJson(isList ? key : name, inner, where, inAddress, depth + 1, into);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** '' for what is no base64 of a readable text. */
function unpacked(text: string): string {
  // Numbers and words are base64 too, and say what they say.
  if (/^\d+$|^[a-z]+$|^[A-Z]+$/.test(text)) return '';
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const plain = decoded(Array.from(bytes, (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''));
    return PRINTABLE.test(plain) && !/^(?:%[0-9a-f]{2})+$/.test(plain) ? plain : '';
  } catch {
    return '';
  }
}
