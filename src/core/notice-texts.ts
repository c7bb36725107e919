/**
 * Owns the words of the first layer as a visitor reads them: the interface's sentences with this site's operators, purposes and term put in.
 * `kelisim build` bakes them into the head file (and their hash into every record); the generic file makes them in the page.
 * Leaves to others: the sentences themselves (locales/, generated), drawing them (head/banner).
 */
import type { HeadSite } from './head-site.ts';
import type { Language, SiteText } from './language.ts';

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
}

export type NoticeTextsByLanguage = Readonly<Partial<Record<Language, NoticeTexts>>>;

function inLanguage(text: SiteText | undefined, language: Language): string {
  return (text && (text[language] || text.ru || text.kk)) || '';
}

/** @param host stands for the operator when the config names none. */
export function noticeTexts(site: HeadSite, templates: Readonly<Record<Language, BannerTemplate>>, host: string): NoticeTextsByLanguage {
  const { config, categories, services, languages, stamp } = site;
  const all: Partial<Record<Language, NoticeTexts>> = {};
  for (const language of languages) {
    const { h, t, x, d, a, r, l, p, f, c } = templates[language];
    const own = config.categories || [];
    const purposes = categories
      .filter(({ id, letter }) => letter && services.some((service) => service.category === id))
      .map(({ id, letter }) => c[letter] || inLanguage((own.filter((item) => item.id === id)[0] || { name: undefined }).name, language).toLowerCase() || id);
    const operators = (config.operators || []).map((item) => inLanguage(item.name, language)).filter(Boolean);
    // Functions: a `$` in a name is no pattern.
    const request = t.replace('{operator}', () => operators.join(', ') || host).replace('{purposes}', () => purposes.join(', '));
    const abroad = services.some((service) => service.foreign && service.letter) ? `${x} ` : '';
    const url = inLanguage(config.policy && config.policy.url, language);
    const term = d.replace('{days}', `${stamp.termDays}`);
    all[language] = { h, t: [request, abroad + term], a, r, l, p, u: /^(?:https?:\/)?\//.test(url) ? url : '', f };
  }
  return all;
}
