/**
 * Owns recognising personal values in a text: IIN, bank card, Kazakhstan phone, e-mail address. Strict rather than eager: check digits, dates and
 * prefixes are tried, since a counter's random ids are long numbers too.
 * Leaves to others: where such a text stands in a request (personal-data.ts). No value is ever returned, only its kind.
 */
import { hasCheckDigit } from '../../core/check-digit.ts';

export type PersonalKind = 'iin' | 'card' | 'phone' | 'email' | 'application';

export interface PersonalContext {
  /** Name of the field, '' when there is none. */
  readonly key: string;
  /** Whether a mail domain is the site's own: its published addresses are no visitor's. */
  readonly isOwnDomain: (host: string) => boolean;
}

/** Not within a longer number, id or decimal. */
const START = '(?<![\\w.@-]|%[0-9a-f]?)';
const END = '(?![\\w@-]|\\.\\w)';
const IIN = new RegExp(`${START}\\d{12}${END}`, 'gi');
const CARD = new RegExp(`${START}(?:\\d{15,16}|\\d{4}([ -])\\d{4}\\1\\d{4}\\1\\d{4})${END}`, 'gi');
/** +7 or 8 or 7, the three-digit code, seven digits, in any of the usual writings. */
const PHONE = /(?<![\w.@+-])(?:\+ ?7|8|7)[ -]?(?:\((7\d\d)\)|(7\d\d))[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}(?![\w@-]|\.\w)/g;
const SHORT_PHONE = /^7\d{9}$/;
const PHONE_KEY = /phone|tel(?:$|[^a-z])|mobile|msisdn|whats|телефон|^ph$/i;
/** Mobile networks; a fixed line is as a rule a company's. */
const MOBILE = /^7(?:0[0-9]|4[0-9]|5[01]|6[0-4]|7[0-9])$/;
const EMAIL = /(?<![\w.+%@/-])([\w.+-]{1,64})@((?:[a-z0-9-]{1,63}\.)+[a-z]{2,24})(?![\w@-])/gi;
/** `icon@2x.png`, `lib@1.2.3.min.js`: file names look like addresses. */
const FILE = /\.(?:js|mjs|css|map|json|html?|xml|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|mp4|webm|txt|pdf|php)$/i;

/** Birth date, then the century and sex (1–6; 0 for foreigners), four digits, the check digit. */
export function isIin(text: string): boolean {
  const month = Number(text.slice(2, 4));
  const day = Number(text.slice(4, 6));
  const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days && Number(text[6]) <= 6 && hasCheckDigit(text);
}

/** Issuers whose cards are in use: Visa, Mastercard, Amex, UnionPay, Mir. */
const ISSUER =
  /^(?:4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|62\d{14}|220[0-4]\d{12})$/;

export function isCard(text: string): boolean {
  const digits = text.replace(/[ -]/g, '');
  if (!ISSUER.test(digits)) return false;
  const sum = Array.from(digits, Number)
    .toReversed()
    .reduce((all, digit, i) => all + (i % 2 ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit), 0);
  return sum % 10 === 0;
}

function hasPhone(text: string, key: string): boolean {
  const isPhoneKey = PHONE_KEY.test(key);
  if (isPhoneKey && SHORT_PHONE.test(text.replace(/[ ()-]/g, ''))) return true;
  for (const [, inBrackets, plain] of text.matchAll(PHONE)) {
    if (isPhoneKey || MOBILE.test(inBrackets ?? plain ?? '')) return true;
  }
  return false;
}

/** Keys that a number of an application, contract or loan goes by, in Latin letters. */
const APPLICATION_KEY =
  /^(?:application|zayavka|zayavlenie|anketa|otinim|otinish|loan|credit|kredit|contract|dogovor|zaim|zaym|mikrokredit)(?:[_-]?(?:id|no|num|number|nomer|code))?$/i;
/** These may as well be a vendor's own id of the site; only in an address of the site's page are they an application's. */
const DOUBTFUL_KEY = /^(?:app|order|request|lead|req)[_-]?(?:id|no|num|number)$/i;
const NUMBERED = /^(?=.*\d.*\d.*\d)[\w-]{4,64}$/;
const APPLICATION_PATH =
  /\/(?:application|applications|zayavka|zayavki|anketa|otinim|loan|loans|credit|contract|dogovor)\/(\d{4,20}|[0-9a-f]{8}-[0-9a-f-]{27})(?=[/?#]|$)/i;

/** @param inPage the field stands in an address of the site's own page. */
export function isApplication(key: string, text: string, inPage: boolean): boolean {
  return (APPLICATION_KEY.test(key) || (inPage && DOUBTFUL_KEY.test(key))) && NUMBERED.test(text);
}

export function hasApplicationPath(address: string): boolean {
  return APPLICATION_PATH.test(address);
}

/** Kinds of personal values in a text, each once. */
export function personalKinds(text: string, { key, isOwnDomain }: PersonalContext): PersonalKind[] {
  if (text.length < 6) return [];
  const kinds: PersonalKind[] = [];
  if (text.match(IIN)?.some(isIin)) kinds.push('iin');
  if (text.match(CARD)?.some(isCard)) kinds.push('card');
  if (hasPhone(text, key)) kinds.push('phone');
  for (const [, , domain = ''] of text.includes('@') ? text.matchAll(EMAIL) : []) {
    if (!FILE.test(domain) && !isOwnDomain(domain.toLowerCase())) {
      kinds.push('email');
      break;
    }
  }
  return kinds;
}
