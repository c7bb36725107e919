/**
 * Owns what the pages' markup says about the site itself: languages, links that are called a privacy policy, a BIN, where records go. Hints for
 * whoever fills the config in, never entries of it: what a page says of its owner is the owner's to confirm. Pure; regular expressions
 * will do, because a miss costs a hint.
 */
import { isLanguage, type Language, LANGUAGES } from '../../core/language.ts';
import type { Observation } from '../observation.ts';

export interface PageHints {
  readonly languages: readonly Language[];
  /** Absolute addresses, by the language of their words. */
  readonly policies: readonly { readonly language: 'kk' | 'ru'; readonly url: string; readonly words: string }[];
  readonly bins: readonly string[];
  /** Base of a collector that records were sent to. */
  readonly endpoint: string | null;
}

const LINK = /<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]{0,300}?)<\/a>/gi;
/** From the policies' own titles (policies.md §5): «Құпиялылық саясаты», «Политика конфиденциальности». */
const POLICY = {
  kk: /құпиялылық|құпиялық|дербес деректер/i,
  ru: /конфиденциальност|персональных данных/i,
} as const;
const BIN = /(?:БСН|БИН|ЖСН\/БСН|ИИН\/БИН)[^\d<]{0,12}(\d{12})(?!\d)/g;
const RECORDS = /^(https?:\/\/[^?#]+?)\/v1\/sites\/[^/]+\/records$/;
const HINTS_MAX = 6;

export function pageHints(observations: readonly Observation[]): PageHints {
  const documents = new Map(observations.flatMap(({ documents: all }) => Object.entries(all)));
  const languages = new Set<Language>();
  const policies = new Map<string, PageHints['policies'][number]>();
  const bins = new Set<string>();
  for (const [address, html] of documents) {
    for (const language of languagesOf(html)) languages.add(language);
    for (const link of linksOf(address, html)) policies.set(`${link.language} ${link.url}`, link);
    for (const [, bin] of html.matchAll(BIN)) bins.add(bin!);
  }
  const endpoint = observations
    .flatMap(({ requests }) => requests)
    .map(({ url }) => RECORDS.exec(url)?.[1])
    .find(Boolean);
  return {
    languages: LANGUAGES.filter((language) => languages.has(language)),
    policies: [...policies.values()].slice(0, HINTS_MAX),
    bins: [...bins].slice(0, HINTS_MAX),
    endpoint: endpoint ?? null,
  };
}

function languagesOf(html: string): Language[] {
  const tags = [...html.matchAll(/<html\b[^>]*?\blang\s*=\s*["']?([a-z]+)|\bhreflang\s*=\s*["']?([a-z]+)/gi)];
  return tags.map(([, own, other]) => (own ?? other)!.toLowerCase()).filter(isLanguage);
}

function linksOf(address: string, html: string): PageHints['policies'][number][] {
  return [...html.matchAll(LINK)].flatMap(([, double, single, inner = '']) => {
    const words = inner
      .replace(/<[^>]*>/g, ' ')
      .replace(/&nbsp;|\s+/g, ' ')
      .trim();
    const language = POLICY.kk.test(words) ? 'kk' : POLICY.ru.test(words) ? 'ru' : null;
    const url = URL.parse((double ?? single ?? '').replaceAll('&amp;', '&'), address);
    return language && url && /^https?:$/.test(url.protocol) ? [{ language, url: url.href, words } as const] : [];
  });
}
