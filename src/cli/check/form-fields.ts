/** Owns the guess what a form field asks for, from type, autocomplete, name, id, placeholder and label: personal data that no recorder may see (R24). */

export type FieldKind = 'password' | 'e-mail' | 'phone' | 'card' | 'IIN' | 'document';

/** Of a field, as its markup has it. */
export interface FieldFacts {
  readonly tag: string;
  readonly type: string;
  readonly autocomplete: string;
  /** Name, id, placeholder, aria-label and label, with spaces between. */
  readonly words: string;
}

const TYPED = /^(?:|text|tel|email|password|number|search|url|date|month)$/;
const BY_AUTOCOMPLETE: readonly (readonly [RegExp, FieldKind])[] = [
  [/password|one-time-code/, 'password'],
  [/^cc-/, 'card'],
  [/^email$/, 'e-mail'],
  [/^tel/, 'phone'],
];
/** A word ends where a letter does not go on: `iin`, `client_iin`, not `mobiint`. */
const EDGE = '(?<![\\p{L}\\d])';
const END = '(?![\\p{L}])';
const BY_WORDS: readonly (readonly [RegExp, FieldKind])[] = [
  [new RegExp(`${EDGE}(?:iin|иин|жсн)${END}`, 'u'), 'IIN'],
  [/парол|құпиясөз|password|sms.?код|смс.?код|sms.?code/u, 'password'],
  [
    new RegExp(`${EDGE}(?:cvv|cvc|iban|pan)${END}|card.?num|${EDGE}cards?${END}|номер карт|карта нөмір|карточк`, 'u'),
    'card',
  ],
  [new RegExp(`e-?mail|${EDGE}(?:почт|пошта)`, 'u'), 'e-mail'],
  [new RegExp(`phone|${EDGE}(?:тел|телефон|tel|mobile|моб)\\p{L}*${END}`, 'u'), 'phone'],
  [/passport|паспорт|удостоверени|жеке куәлік|куәлік|id.?card|document|құжат/u, 'document'],
];

export function kindOfField({ tag, type, autocomplete, words }: FieldFacts): FieldKind | null {
  if (tag !== 'textarea' && (tag !== 'input' || !TYPED.test(type))) return null;
  if (type === 'password') return 'password';
  if (type === 'email') return 'e-mail';
  if (type === 'tel') return 'phone';
  const own = BY_AUTOCOMPLETE.find(([pattern]) => pattern.test(autocomplete));
  const text = words.toLowerCase().replace(/_/g, ' ');
  return own?.[1] ?? BY_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
