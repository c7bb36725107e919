/**
 * Owns resolving a site's config against the catalogue into what the head works with. Tolerant: whatever is in doubt is left out or closed,
 * with the first trouble noted; nothing throws. `kelisim build` runs it for a checked config, the generic file in the page.
 * Leaves to others: saying what is wrong in full sentences (schema/site-config.ts), which reads the raw config again.
 */
import { CATEGORIES, categoriesOf } from './category.ts';
import { DEFAULT_TERM_DAYS, MAX_TERM_DAYS } from './choice-cookie.ts';
import type { OwnCategoryConfig } from './config.ts';
import type { ConfigTrouble, HeadSite, ResolvedService } from './head-site.ts';
import { googleConsentOf } from './google-consent.ts';
import { isLanguage, LANGUAGES } from './language.ts';
import { matchesName } from './name-pattern.ts';
import { scopeOf } from './scope.ts';
import type { SignalCall, VendorRule, VendorRules, VendorSignal } from './vendor.ts';

/** Vendors that listen to Consent Mode, which alone may load before the choice in its `advanced` form. */
const GOOGLE_TAGS: readonly string[] = ['google-tag-manager', 'google-analytics-4', 'google-ads'];
const CATEGORY_OF_CODE: Readonly<Record<string, string>> = {
  n: 'necessary',
  f: 'functional',
  a: 'analytics',
  d: 'advertising',
};
/** What the choice cookie can carry (choice-cookie.ts). */
const ID = /^[a-z0-9-]{1,40}$/;
const HOST_RULE = /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:\/[^?\s]*)?$/;
/** A short prefix would take the site's own cookies (`u*` takes `uid`). */
const COOKIE = /^[^*\s]+$|^(?=\S{5})[^*\s]*\*[^*\s]*$/;

type Doubt = (code: string, path: string) => void;

export function isObject(value: unknown): value is Record<string, unknown> {
  return !!value && typeof value === 'object' && !Array.isArray(value);
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && textsOf(value).length === value.length;
}

/** `Metrics.Example`, `https://metrics.example:8443/x` → `metrics.example`, `metrics.example/x`. */
function hostRule(text: string): string {
  const [host = '', ...path] = text.replace(/^(?:[a-z]+:)?\/\//i, '').split('/');
  return [host.toLowerCase().replace(/:\d+$/, ''), ...path].join('/');
}

/** @param raw whatever was found where a config should be; `code` says why when nothing was. */
export function resolveSite(raw: unknown, catalogue: VendorRules, code = 'config-shape'): HeadSite {
  let trouble: ConfigTrouble | undefined;
  const doubt: Doubt = (why, path) => {
    trouble = trouble || { code: why, path };
  };
  const config = fieldsOf(raw);
  const broken = config.version !== 1 || !Array.isArray(config.services) || typeof config.site !== 'string';
  if (broken) doubt(code, '');
  const categories = categoriesOf(ownCategories(config.categories, doubt));
  const rules: Record<string, string> = {};
  for (const id of Object.keys(catalogue)) rules[id] = catalogue[id]!.m;
  const services: ResolvedService[] = [];
  const keep = textsOf(fieldsOf(config.cookies).keep);
  const signals = fieldsOf(config.signals);
  const early = signals.googleConsentMode === 'advanced';
  const google = googleConsentOf(signals, categories);
  (Array.isArray(config.services) ? config.services : []).forEach((item: unknown, i) => {
    const path = `services[${i}]`;
    if (!isObject(item)) return doubt('service', path);
    const service = resolveService(item, catalogue, categories, keep, doubt, `${path}.`);
    if (!service) return undefined;
    if (services.some(({ id }) => id === service.id)) return doubt('service-id', `${path}.id`);
    if (item.vendor === undefined) rules[service.id] = ownRules(item.hosts, doubt, `${path}.hosts`);
    return services.push(early && GOOGLE_TAGS.indexOf(service.vendor) >= 0 ? { ...service, early: true } : service);
  });
  if (config.unlisted !== undefined && config.unlisted !== 'allow' && config.unlisted !== 'block')
    doubt('unlisted', 'unlisted');
  // Whoever has the list has expanded them already (host-presets.ts); without it what they name stays closed.
  if (config.unlisted === 'block' && textsOf(fieldsOf(config.hosts).presets)[0]) doubt('presets', 'hosts.presets');
  const languages = textsOf(config.languages).filter(isLanguage);
  if (
    config.languages !== undefined &&
    (!isListOfTexts(config.languages) || languages.length < config.languages.length)
  ) {
    doubt('unknown-language', 'languages');
  }
  const term =
    config.term === undefined ? DEFAULT_TERM_DAYS : typeof config.term === 'number' ? Math.floor(config.term) : 0;
  const termFits = term >= 1 && term <= MAX_TERM_DAYS;
  if (!termFits) doubt('term', 'term');
  const termDays = termFits ? term : DEFAULT_TERM_DAYS;
  const { edition } = fieldsOf(config.policy);
  const policy = typeof edition === 'string' ? edition : '';
  const { endpoint } = fieldsOf(config.sync);
  const collector = /^https?:\/\/([^/:?#]+)/.exec(typeof endpoint === 'string' ? endpoint : '');
  const purposes = services.map(({ id, vendor, category }) => `${id}:${vendor}:${category}`);
  return {
    rules,
    services,
    categories,
    languages: languages.length ? languages : LANGUAGES,
    config,
    ...(google && { google }),
    pass: necessaryHosts(fieldsOf(config.hosts).necessary, rules, doubt).concat(collector ? collector[1]! : []),
    stamp: {
      site: typeof config.site === 'string' ? config.site : '',
      policy,
      scope: scopeOf({
        edition: policy,
        purposes: purposes.concat(
          categories.slice(CATEGORIES.length).map(({ id }) => id),
          // Another term is another question. The usual one adds nothing: scopes keep their values from version to version.
          termDays === DEFAULT_TERM_DAYS ? [] : `term:${termDays}`,
        ),
      }),
      termDays,
    },
    ...(trouble && { trouble }),
    ...(broken && { broken }),
  };
}

function ownCategories(value: unknown, doubt: Doubt): OwnCategoryConfig[] {
  const own: OwnCategoryConfig[] = [];
  (Array.isArray(value) ? value : []).forEach((item: unknown, i) => {
    const { id } = fieldsOf(item);
    const fits =
      typeof id === 'string' &&
      ID.test(id) &&
      CATEGORIES.indexOf(id as 'necessary') < 0 &&
      !own.some((other) => other.id === id);
    if (fits) own.push(item as OwnCategoryConfig);
    else doubt('category', `categories[${i}].id`);
  });
  return own;
}

function resolveService(
  item: Record<string, unknown>,
  catalogue: VendorRules,
  categories: HeadSite['categories'],
  keep: readonly string[],
  doubt: Doubt,
  path: string,
): ResolvedService | null {
  const leave = (why: string, key: string): null => {
    doubt(why, path + key);
    return null;
  };
  const known = item.vendor !== undefined;
  const id = item.id === undefined ? item.vendor : item.id;
  const has = (name: unknown): name is string =>
    typeof name === 'string' && Object.prototype.hasOwnProperty.call(catalogue, name);
  if (known && !has(item.vendor)) return leave('unknown-vendor', 'vendor');
  // A service that describes itself may not pass for a vendor: it would speak for that vendor's hosts.
  if (typeof id !== 'string' || !ID.test(id) || (!known && has(id))) return leave('service-id', 'id');
  const rule: VendorRule | undefined = known ? catalogue[item.vendor as string] : undefined;
  const name = item.category === undefined ? (rule && rule.c && CATEGORY_OF_CODE[rule.c]) || '' : item.category;
  const category = categories.filter((other) => other.id === name)[0];
  const isContainer = item.contains !== undefined || !!(rule && rule.t);
  if (!category && (name !== '' || !isContainer)) return leave('unknown-category', 'category');
  if (item.contains !== undefined && !isListOfTexts(item.contains)) doubt('contains', `${path}contains`);
  const cookies = (rule ? rule.k || '' : textsOf(item.cookies).join(' '))
    .split(' ')
    // `cookies.keep` wins: a pattern that covers a kept name is left alone as a whole.
    .filter((cookie) => COOKIE.test(cookie) && !keep.some((name) => matchesName(cookie, name)));
  const signal = rule && rule.s && signalFor(rule.s, textsOf(item.ids));
  const { country } = fieldsOf(item.provider);
  const paths = (key: 'onlyOn' | 'notOn', closed: string[]): { [key: string]: string[] } => {
    const value = item[key];
    if (value === undefined) return {};
    if (isListOfTexts(value) && value.every((text) => text.charAt(0) === '/')) return { [key]: value.map(encoded) };
    doubt(key, path + key);
    return { [key]: closed };
  };
  return {
    id,
    vendor: known ? (item.vendor as string) : id,
    category: category ? category.id : '',
    letter: category ? category.letter : '?',
    ...((rule ? rule.x : item.provider !== undefined && country !== 'KZ') && { foreign: true }),
    ...(isContainer && { contains: textsOf(item.contains) }),
    // Only a plain `false` is the owner's word that no replay is made.
    ...((item.replay === undefined ? rule && rule.r : item.replay !== false) && { replay: true }),
    ...paths('onlyOn', []),
    ...paths('notOn', ['/']),
    ...(cookies.length > 0 && { cookies: cookies.join(' ') }),
    ...(signal && { signal }),
    ...(rule && rule.l && { reload: true }),
  };
}

/** A path as `location.pathname` has it: `/кредит` → `/%D0%BA…`. */
function encoded(path: string): string {
  try {
    return encodeURI(decodeURI(path));
  } catch (_) {
    // A lone percent sign: it cannot match anything.
    return path;
  }
}

/** The vendor's calls with the site's own ids in them; a call that needs an id and has none is left out. Undefined when none is left. */
function signalFor(signal: VendorSignal, ids: readonly string[]): VendorSignal | undefined {
  const fill = (calls: readonly SignalCall[] = []): SignalCall[] =>
    calls.reduce<SignalCall[]>((all, call) => {
      const [path, ...args] = call;
      return all.concat(
        path.indexOf('<id>') < 0 ? [call] : ids.map((id): SignalCall => [path.replace('<id>', id), ...args]),
      );
    }, []);
  const moments = (['deny', 'grant', 'withdraw'] as const)
    .map((moment) => ({ [moment]: fill(signal[moment]) }))
    .filter((item) => Object.keys(item).some((moment) => item[moment]!.length));
  return moments.length ? (Object.assign({}, ...moments) as VendorSignal) : undefined;
}

/** `hosts.necessary` cannot open a vendor: it would be contacted and never disclosed. Such a host belongs into `services`. */
function necessaryHosts(value: unknown, rules: Readonly<Record<string, string>>, doubt: Doubt): string[] {
  const vendors = Object.keys(rules).reduce<string[]>((all, id) => all.concat(rules[id]!.split(' ')), []);
  const hosts = textsOf(value)
    .map(hostRule)
    .filter((text) => HOST_RULE.test(text));
  const passing = hosts.filter((text) => !vendors.some((rule) => overrides(text, rule)));
  if (passing.length < hosts.length) doubt('necessary-vendor', 'hosts.necessary');
  return passing;
}

/** Whether the matcher would prefer `text` to a vendor's rule for addresses of that vendor. */
function overrides(text: string, rule: string): boolean {
  const [host = '', path = ''] = text.split(/(?=\/)(.*)/);
  const [ofVendor = '', vendorPath = ''] = rule.replace(/\?.*/, '').split(/(?=\/)(.*)/);
  const under = ofVendor.charAt(0) === '*' && `.${host}`.slice(1 - ofVendor.length) === ofVendor.slice(1);
  return (host === ofVendor || under) && path.indexOf(vendorPath) === 0;
}

function ownRules(hosts: unknown, doubt: Doubt, path: string): string {
  const list = textsOf(hosts).map(hostRule);
  const fitting = list.filter((text) => HOST_RULE.test(text));
  if (!fitting.length || fitting.length < list.length || !isListOfTexts(hosts)) doubt('hosts', path);
  return fitting.join(' ');
}
