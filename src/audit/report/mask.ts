/**
 * Owns what is left of one string in a report: addresses keep their path and the names of their fields, free text loses numbers, markup keeps
 * what its reader needs to find and replace it. `…` stands for what was left out.
 * Leaves to others: which string of a run is which (redact.ts), finding personal data in order to judge it (judge/).
 */

const LEFT_OUT = '…';
const EMAIL = /[\p{L}\p{N}._+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
/** Kazakhstan's numbers (+7 7xx xxx xx xx, 8 7xx…, with or without separators), then any other with a plus. A hyphen and a letter before: an id, as AW-7… */
const PHONE =
  /(?<![\d.]|[A-Za-z]-)(?:\+?[78][\s().-]{0,3})?7\d{2}[\s().-]{0,3}\d{3}[\s.-]{0,2}\d{2}[\s.-]{0,2}\d{2}(?!\d)|\+\d(?:[\s().-]{0,2}\d){8,14}(?!\d)/g;
/** IIN and BIN have twelve digits; whether the last one fits does not matter here. */
const TWELVE = /(?<!\d)\d{6}[\s-]?\d{6}(?!\d)/g;
const CARD = /(?<!\d)[2-6]\d{3}(?:[\s-]?\d{4}){2}[\s-]?\d{1,7}(?!\d)/g;
/** Queries and paths often carry a value as base64; shorter ones hold no phone number. */
const BASE64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{14,}={0,2}/g;
const MANY_DIGITS = /\p{Nd}{4,}/gu;
const ADDRESS = /\b(?:https?|wss?|blob|data):[^\s"'<>)\\]+/gi;

/** Most names and words of a run have nothing of this: a run has some hundred thousand of them. */
const MAY_HIDE = /[@%]|\p{Nd}[\s().-]{0,3}\p{Nd}|[A-Za-z0-9+/_-]{14}/u;

/** Persons' data only: numbers that are a site's own ids stay. */
export function maskPersonal(text: string): string {
  if (!MAY_HIDE.test(text)) return text;
  return onDecoded(text, (plain) =>
    plain
      .replace(EMAIL, LEFT_OUT)
      .replace(CARD, (digits) => (isCardNumber(digits) ? LEFT_OUT : digits))
      .replace(TWELVE, LEFT_OUT)
      .replace(PHONE, LEFT_OUT)
      .replace(BASE64, (code) => (hidesPersonal(code) ? LEFT_OUT : code)),
  );
}

/** Free text: every number of four and more digits goes too; addresses in it are treated as such. */
export function maskText(text: string): string {
  let masked = '';
  let end = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    masked += maskDigits(text.slice(end, index)) + maskUrl(address);
    end = index + address.length;
  }
  return masked + maskDigits(text.slice(end));
}

export function maskDigits(text: string): string {
  if (!MAY_HIDE.test(text)) return text;
  return onDecoded(maskPersonal(text), (plain) => plain.replace(MANY_DIGITS, LEFT_OUT));
}

/** Origin, path with masked numbers, names of the query's fields; never a user name, a password or a fragment. */
export function maskUrl(address: string): string {
  const url = URL.parse(address);
  if (!url) return maskDigits(address.replace(/[?#].*/s, ''));
  if (url.protocol === 'data:') return `data:${/^[\w.+/-]{0,60}/.exec(url.pathname)?.[0] ?? ''},${LEFT_OUT}`;
  if (url.protocol === 'blob:') return `blob:${maskUrl(url.pathname)}`;
  const path = url.pathname
    .split('/')
    .map((part) => maskDigits(part.replace(/=[^;]*/g, `=${LEFT_OUT}`)))
    .join('/');
  const keys = fieldNames(url.search.slice(1));
  const host = url.host.replace(/\d{10,}/g, LEFT_OUT);
  return `${url.protocol}//${host}${path}${keys.length ? `?${keys.join('&')}` : ''}${url.hash ? `#${LEFT_OUT}` : ''}`;
}

/** Names of the fields of `a=1&b=2`; what has no `=` may be a value. */
export function fieldNames(query: string): string[] {
  const names = query
    .split('&')
    .map((pair) => (pair.includes('=') ? pair.slice(0, pair.indexOf('=')) : pair && LEFT_OUT));
  return [...new Set([...new Set(names)].filter(Boolean).map(fieldName))];
}

/** Markup and lines to paste: what tells one tag from another stays, values that only a visitor has go. */
export function maskSource(text: string): string {
  const tidy = text
    .replace(/([?&;])([\w.[\]%-]{1,60})=([^&"'\s<>;]+)/g, (pair, mark: string, key: string, value: string) =>
      isPlainValue(key, value) ? pair : `${mark}${key}=${LEFT_OUT}`,
    )
    .replace(/\b(value|alt|title|placeholder|content|nonce|aria-label)=("[^"]+"|'[^']+')/gi, `$1="${LEFT_OUT}"`)
    .replace(/(:\/\/)[^/\s"'<>@]+@/g, '$1');
  return maskPersonal(tidy);
}

/** `1`, `GTM-ABC123`, `123456789012345`: ids of a site; and what these fields say is the same for every visitor. */
function isPlainValue(key: string, value: string): boolean {
  return /^[A-Z0-9-]{1,40}$/.test(value) || /^(?:ev|hl|l|lang|lib|noscript|render|v|ver|version)$/.test(key);
}

function fieldName(key: string): string {
  return maskDigits(key).slice(0, 60);
}

/** Masks what percent encoding hides, once or several times; text without anything to mask keeps its own spelling. */
function onDecoded(text: string, mask: (plain: string) => string): string {
  let plain = text;
  for (let round = 0; round < 3; round++) plain = decodeOnce(plain);
  const masked = mask(plain);
  return masked === plain ? text : masked;
}

function decodeOnce(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

function hidesPersonal(code: string): boolean {
  const plain = Buffer.from(code, 'base64').toString('utf8');
  // Ids and hashes decode to anything but text.
  if (/[^\p{L}\p{N}\p{P}\p{S}\s]|\ufffd/u.test(plain)) return false;
  return [EMAIL, PHONE, TWELVE].some((personal) => plain.search(personal) >= 0);
}

/** ISO/IEC 7812-1, annex B. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  // Written in groups of four it is one; other long numbers, as pixels have, only when the check digit fits.
  if (/[\s-]/.test(text)) return true;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.at(-1 - i));
    const weighed = i % 2 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return digits.length === 16 && sum % 10 === 0;
}
