/**
 * Owns how long a cookie or a stored key lives, in words. Own words, not Intl's unit style: Chromium (156) answers "2 years" to Kazakh.
 * Leaves to others: the figures (vendors/data, config).
 */
import type { Language } from '../../../core/language.ts';
import type { DisclosedCookie } from '../../../core/vendor.ts';
import type { TextId } from '../../i18n/generated/text-id.ts';
import { say } from '../../i18n/localization.ts';

/** Where the forms of one, few and many stand in a text of `unit.*`; a language with fewer forms uses its last. */
const FORMS: readonly string[] = ['one', 'few'];

/** A figure with its unit; `M` is the month, `TM` the minute, as in ISO 8601. */
function amount(count: string, unit: string, language: Language): string {
  const forms = say(`unit.${unit}` as TextId).split('|');
  const form = FORMS.indexOf(new Intl.PluralRules(language).select(+count));
  return `${count} ${forms[form] ?? forms.at(-1)}`;
}

/** An ISO 8601 duration in words: `P13M` → "13 months". */
export function durationWords(duration: string, language: Language): string {
  const [date = '', time = ''] = duration.split('T');
  const words = (text: string, prefix: string) =>
    [...text.matchAll(/(\d+)([A-Z])/g)].map(([, count, unit]) => amount(count!, prefix + unit, language));
  return [...words(date, ''), ...words(time, 'T')].join(' ');
}

/** How long an entry stays. The storage areas have lifetimes of their own (HTML §12.2); an unknown one is the provider's. */
export function lifetimeWords({ lifetime, area = 'cookie' }: DisclosedCookie, language: Language): string {
  if (lifetime === 'session' || area === 'sessionStorage') return say('lifetime.session');
  if (lifetime) return durationWords(lifetime, language);
  return say(area === 'cookie' ? 'lifetime.provider' : 'lifetime.kept');
}
