/**
 * Owns the words of the first layer as a visitor reads them: the interface's sentences with this site's operators, purposes and term put in.
 * `kelisim build` bakes them into the head file (and their hash into every record); the generic file makes them in the page.
 * Leaves to others: the sentences themselves (locales/, generated), drawing them (head/banner).
 */
import type { HeadSite } from './head-site.ts';
import type { Language } from './language.ts';
import { isObject } from './resolve-site.ts';

/** The interface's sentences in one language, as tools/generate-locales.ts writes them. */
export interface BannerTemplate {
  readonly h: string;
  /** With {operator} and {purposes}. */
  readonly t: string;
  readonly x: string;
  /** With {days}. */
  readonly d: string;
  readonly a: string;
  readonly r: string;
  readonly p: string;
  readonly l: string;
  readonly f: string;
  readonly g: string;
  /** Purposes by category letter. */
  readonly c: Readonly<Record<string, string>>;
}

/** Final words of the first layer in one language. Short keys: every page view pays. */
export interface NoticeTexts {
  /** Heading. */
  readonly h: string;
  /** Paragraphs: who asks and for what; that data go abroad (only when they do) and the term. */
  readonly t: readonly string[];
  /** Accept all, reject all, settings; the settings' name is also the launcher's. */
  readonly a: string;
  readonly r: string;
  readonly l: string;
  /** Policy link: words and address, '' without one. */
  readonly p: string;
  readonly u: string;
  /** The settings could not be loaded. */
  readonly f: string;
  /** There was an earlier choice, and it does not count any more. */
  readonly g: string;
}

export type NoticeTextsByLanguage = Readonly<Partial<Record<Language, NoticeTexts>>>;

/** What makes a text, or what follows it, run from right to left: letters that do, and the controls of Unicode's UAX #9. */
const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/;
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text of the site owner inside a sentence of ours: where it may turn the direction, isolated (FSI … PDI) and without controls of its own. */
function isolated(text: string): string {
  return TURNING.test(text) ? `\u2068${text.replace(CONTROLS, '')}\u2069` : text;
}

/** Tolerant: in the page the config is unchecked. */
function inLanguage(value: unknown, language: Language): string {
  const text = isObject(value) ? value[language] || value.ru || value.kk : '';
  return typeof text === 'string' ? text : '';
}

/** @param host stands for the operator when the config names none. */
export function noticeTexts(
  site: HeadSite,
  templates: Readonly<Record<Language, BannerTemplate>>,
  host: string,
): NoticeTextsByLanguage {
  const { categories, services, languages, stamp } = site;
  const { operators, categories: named, policy } = site.config as Record<string, unknown>;
  const listOf = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : []);
  const all: Partial<Record<Language, NoticeTexts>> = {};
  for (const language of languages) {
    const { h, t, x, d, a, r, l, p, f, g, c } = templates[language];
    const ownName = (id: string) =>
      listOf(named)
        .filter((item) => item.id === id)
        .map((item) => isolated(inLanguage(item.name, language)))[0];
    const purposes = categories
      .filter(({ id, letter }) => letter && services.some((service) => service.category === id))
      .map(({ id, letter }) => c[letter] || (ownName(id) || id).toLowerCase());
    const names = listOf(operators)
      .map((item) => isolated(inLanguage(item.name, language)))
      .filter(Boolean);
    const words: Record<string, string> = { operator: names.join(', ') || host, purposes: purposes.join(', ') };
    // One pass and a function: a name may hold braces or `$`.
    const request = t.replace(/\{(\w+)\}/g, (whole, key: string) => words[key] || whole);
    const abroad = services.some((service) => service.foreign && service.letter) ? `${x} ` : '';
    const url = isObject(policy) ? inLanguage(policy.url, language) : '';
    const term = d.replace('{days}', `${stamp.termDays}`);
    all[language] = { h, t: [request, abroad + term], a, r, l, p, u: /^(?:https?:\/)?\//.test(url) ? url : '', f, g };
  }
  return all;
}
