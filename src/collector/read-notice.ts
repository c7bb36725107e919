/**
 * Owns reading the words out of a notice text (the file that `kelisim build` writes under its hash): what a visitor read, in one language.
 * Tolerant: the text came over the network, and later builds may add to it. What cannot be read is left out; a whole text in another form is null.
 * Leaves to others: showing the words (notice-words.ts), the file itself (cli/build-site.ts).
 */
import type { Language } from '../core/language.ts';
import { parseJson } from './parse-json.ts';
import { list, type Members, members, word } from './tolerant-json.ts';

export interface ToldService {
  readonly name: string;
  readonly category: string;
  readonly provider: string;
  readonly purpose: string;
  readonly refused: string;
  readonly cookies: readonly string[];
}

export interface NoticeWords {
  readonly language: Language;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Accept all, reject all, settings, as they stood on the buttons. */
  readonly buttons: readonly string[];
  readonly policyLink: string;
  readonly policyUrl: string;
  readonly operators: readonly string[];
  /** Sentences of the site owner about the consent, in the settings. */
  readonly about: readonly string[];
  readonly services: readonly ToldService[];
  /** Sentences of the settings, then each category with its purpose. */
  readonly settings: readonly string[];
  /** Sentences of a held embed's placeholder. */
  readonly placeholder: readonly string[];
}

/** Ids of the sentences under `words`; texts of earlier builds have none. */
const SETTINGS_IDS = ['settings.title', 'settings.intro'];
const PURPOSE = /^category\.(\w+)-purpose$/;
const PLACEHOLDER = /^embed\./;

export function readNotice(text: string, language: Language): NoticeWords | null {
  const parsed = parseJson(Buffer.from(text));
  const notice = parsed.ok ? members(parsed.value) : {};
  const banner = members(members(notice['banner'])[language]);
  const config = members(notice['config']);
  const disclosures = members(members(notice['disclosures'])[language]);
  const words = members(members(notice['words'])[language]);
  const heading = word(banner['h']);
  if (heading === '') return null;
  const about = members(config['about']);
  return {
    language,
    heading,
    paragraphs: list(banner['t']).map(word).filter(Boolean),
    buttons: [banner['a'], banner['r'], banner['l']].map(word).filter(Boolean),
    policyLink: word(banner['p']),
    policyUrl: word(banner['u']),
    operators: list(config['operators']).map(operatorWords).filter(Boolean),
    about: Object.values(about)
      .flatMap((value) => (Array.isArray(value) ? value : [members(value)['text'] ?? value]))
      .map(inLanguage)
      .filter(Boolean),
    services: list(config['services']).map((service) => serviceWords(members(service), disclosures)),
    settings: [...SETTINGS_IDS.map((id) => word(words[id])), ...Object.keys(words).map(purposeWords)].filter(Boolean),
    placeholder: Object.keys(words)
      .filter((id) => PLACEHOLDER.test(id))
      .map((id) => word(words[id]))
      .filter(Boolean),
  };

  function purposeWords(id: string): string {
    const [, category] = PURPOSE.exec(id) ?? [];
    return category === undefined ? '' : `${word(words[`category.${category}`])}: ${word(words[id])}`;
  }

  function inLanguage(value: unknown): string {
    return word(members(value)[language]);
  }

  function operatorWords(value: unknown): string {
    const operator = members(value);
    const parts = [inLanguage(operator['name']), word(operator['bin']), inLanguage(operator['address'])];
    return [...parts, word(operator['email']), word(operator['phone'])].filter(Boolean).join(', ');
  }

  function serviceWords(service: Members, vendors: Members): ToldService {
    const id = word(service['vendor']);
    const vendor = Object.hasOwn(vendors, id) ? members(vendors[id]) : {};
    const own = members(service['provider']);
    const cookies = [...list(service['cookies']), ...list(vendor['cookies']).map((item) => members(item)['name'])];
    return {
      name: word(service['name']) || word(vendor['name']) || word(service['id']) || id,
      category: word(service['category']) || word(vendor['category']),
      provider: [word(own['name']) || word(vendor['provider']), word(own['country']) || word(vendor['country'])]
        .filter(Boolean)
        .join(', '),
      purpose: inLanguage(service['purpose']) || word(vendor['purpose']),
      refused: word(vendor['refused']),
      cookies: [...new Set(cookies.map(word).filter(Boolean))],
    };
  }
}
