/**
 * Owns lines for site.json that a finding tells to paste, complete enough for `kelisim check` to take them: a service of the catalogue, a service
 * that describes itself, cookies of one, and a catalogue entry to fill in.
 */
import { LANGUAGES } from '../../core/language.ts';
import { disclosures as en } from '../../vendors/generated/disclosures-en.ts';
import { disclosures as kk } from '../../vendors/generated/disclosures-kk.ts';
import { disclosures as ru } from '../../vendors/generated/disclosures-ru.ts';
import { RULES } from '../../vendors/generated/rules.ts';

const WORDS = { kk: kk.vendors, ru: ru.vendors, en: en.vendors };

export function serviceLine(vendor: string): string {
  return JSON.stringify(RULES[vendor]?.t ? { vendor, contains: [] } : { vendor });
}

/** @param rule host, or host and path. */
export function selfDescribed(vendor: string, rule: string, category: string, cookies: readonly string[] = []): string {
  const { name = rule, provider, country } = en.vendors[vendor] ?? {};
  const purpose = Object.fromEntries(LANGUAGES.map((language) => [language, WORDS[language][vendor]?.purpose ?? '']));
  const service = {
    id: idFrom(rule),
    name: vendor ? `${name} (${rule})` : rule,
    hosts: [rule],
    ...(cookies.length && { cookies }),
    ...(provider && country && { provider: { name: provider, country } }),
    category: category || 'advertising',
    purpose,
  };
  return JSON.stringify(service, null, 2);
}

/** The id of a service that is described by its address. */
export function idFrom(rule: string): string {
  return rule
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
}

/** A file for src/vendors/data with what was seen; what nobody saw stays empty, and the catalogue's check names it. */
export function catalogueEntry(host: string, rules: readonly string[], cookies: readonly string[]): string {
  const empty = Object.fromEntries(LANGUAGES.map((language) => [language, '']));
  return JSON.stringify(
    {
      version: 1,
      id: idFrom(host),
      name: host,
      category: 'advertising',
      provider: { name: null, country: '', confidence: 'low' },
      dataGoesTo: [],
      policyUrl: null,
      match: rules,
      cookies: cookies.map((name) => ({ name, match: 'exact', party: 'first', lifetime: null, confidence: 'medium' })),
      storage: [],
      data: ['ip', 'browser', 'access-time', 'page-url', 'referrer'],
      stop: 'reload',
      text: { purpose: empty, refused: empty },
      test: { match: rules.map((rule) => `https://${rule}`), miss: [] },
      sources: [],
    },
    null,
    2,
  );
}
