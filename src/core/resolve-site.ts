/**
 * Owns resolving a site's config against the catalogue into what the head works with. Tolerant: whatever is in doubt is left out and so
 * stays closed, with the first trouble noted. `kelisim build` runs it for a checked config, the generic file in the page.
 * Leaves to others: saying what is wrong in full sentences (schema/site-config.ts).
 */
import { categoriesOf } from './category.ts';
import { DEFAULT_TERM_DAYS, MAX_TERM_DAYS } from './choice-cookie.ts';
import type { ServiceConfig, SiteConfig } from './config.ts';
import type { ConfigTrouble, HeadSite, ResolvedService } from './head-site.ts';
import { isLanguage, LANGUAGES, type Language } from './language.ts';
import { scopeOf } from './scope.ts';
import type { VendorRules } from './vendor.ts';

const CATEGORY_OF_CODE: Readonly<Record<string, string>> = { n: 'necessary', f: 'functional', a: 'analytics', d: 'advertising' };

function list<T>(value: unknown): T[] {
  return Array.isArray(value) ? value.filter((item) => item != null) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return !!value && typeof value === 'object' && !Array.isArray(value);
}

/** @param raw whatever was found where a config should be; `code` says why when nothing was. */
export function resolveSite(raw: unknown, catalogue: VendorRules, code = 'config-shape'): HeadSite {
  let trouble: ConfigTrouble | undefined;
  const doubt = (why: string, path: string) => {
    trouble = trouble || { code: why, path };
  };
  const broken = !isObject(raw) || raw.version !== 1 || !Array.isArray(raw.services) || typeof raw.site !== 'string';
  if (broken) doubt(code, '');
  const config: Partial<SiteConfig> = isObject(raw) ? raw : {};
  const own = list<{ id: string }>(config.categories).filter((item) => typeof item.id === 'string');
  const categories = categoriesOf(own);
  const rules: Record<string, string> = {};
  for (const id of Object.keys(catalogue)) rules[id] = catalogue[id]!.m;
  const services: ResolvedService[] = [];

  function add(item: ServiceConfig, path: string): void {
    const known = item.vendor !== undefined;
    const id = item.id || item.vendor;
    const rule = known && Object.prototype.hasOwnProperty.call(catalogue, item.vendor!) ? catalogue[item.vendor!] : undefined;
    if (typeof id !== 'string' || services.some((other) => other.id === id)) return doubt('service-id', `${path}id`);
    if (known && !rule) return doubt('unknown-vendor', `${path}vendor`);
    const name = item.category || (rule && rule.c && CATEGORY_OF_CODE[rule.c]) || '';
    const category = categories.filter((other) => other.id === name)[0];
    const contains = item.contains || (rule && rule.t ? [] : undefined);
    if (!category && (name || !contains)) return doubt('unknown-category', `${path}category`);
    const cookies = (rule ? rule.k || '' : list<string>(item.cookies).join(' '))
      .split(' ')
      // A short prefix would take the site's own cookies (`u*` takes `uid`).
      .filter((cookie) => /^[^*]+$|^[^*]{4,}\*$/.test(cookie))
      .join(' ');
    if (!rule) rules[id] = list<string>(item.hosts).join(' ');
    services.push({
      id,
      vendor: item.vendor || id,
      category: name,
      letter: category ? category.letter : '?',
      ...((rule ? rule.x : item.provider && item.provider.country !== 'KZ') && { foreign: true }),
      ...(contains && { contains: list<string>(contains) }),
      ...((item.replay === undefined ? rule && rule.r : item.replay) && { replay: true }),
      ...(item.onlyOn && { onlyOn: list<string>(item.onlyOn) }),
      ...(item.notOn && { notOn: list<string>(item.notOn) }),
      ...(cookies && { cookies }),
    });
  }

  list<ServiceConfig>(config.services).forEach((item, i) => (isObject(item) ? add(item, `services[${i}].`) : doubt('service', `services[${i}]`)));
  const languages = list<Language>(config.languages || LANGUAGES).filter((item) => isLanguage(item) || doubt('unknown-language', 'languages'));
  const term = Math.floor(Number(config.term === undefined ? DEFAULT_TERM_DAYS : config.term));
  const termFits = term >= 1 && term <= MAX_TERM_DAYS;
  if (!termFits) doubt('term', 'term');
  const endpoint = /^https?:\/\/([^/:?#]+)/.exec(String((isObject(config.sync) && config.sync.endpoint) || ''));
  const edition = String((isObject(config.policy) && config.policy.edition) || '');
  const scope = scopeOf({ edition, purposes: services.map((item) => `${item.id}:${item.category}`).concat(own.map((item) => item.id)) });
  const termDays = termFits ? term : DEFAULT_TERM_DAYS;
  return {
    rules,
    services,
    categories,
    languages: languages.length ? languages : LANGUAGES,
    config,
    pass: list<string>(isObject(config.hosts) ? config.hosts.necessary : []).concat(endpoint ? endpoint[1]! : []),
    stamp: { site: String(config.site || ''), policy: edition, scope, termDays },
    ...(trouble && { trouble }),
    ...(broken && { broken }),
  };
}
