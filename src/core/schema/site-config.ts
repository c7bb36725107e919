/**
 * Owns checking site.json: one schema gives type, validation and JSON Schema; `checkSiteConfig` adds what a schema cannot say
 * (names that point somewhere) and turns everything into findings with a path and a remedy.
 * Leaves to others: printing them (client/explain-config.ts, cli), the head's tolerant reading.
 */
import * as v from 'valibot';
import { MAX_TERM_DAYS } from '../choice-cookie.ts';
import { CATEGORIES } from '../category.ts';
import { LAYOUTS, type SiteConfig, THEMES } from '../config.ts';
import { HOST_PRESETS, type HostPreset } from '../host-presets.ts';
import { LANGUAGES } from '../language.ts';
import { type ConfigFinding, issuesToFindings } from './config-finding.ts';
import { checkReferences } from './config-references.ts';
import { listsForObjects } from './list-for-object.ts';

export type { ConfigFinding } from './config-finding.ts';

const line = v.pipe(v.string(), v.regex(/\S/, 'is empty; write a text'));
const slug = v.pipe(
  v.string(),
  v.regex(
    /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
    'is no id; write 1 to 40 lower-case letters a-z, digits or hyphens, with no hyphen at either end',
  ),
);
/** Kazakh and Russian always: the law wants both, and neither stands in for the other. */
const siteText = v.strictObject({ kk: line, ru: line, en: v.exactOptional(line) });
// Only http(s) and paths of the site itself: a `javascript:` link must not reach the notice.
const link = v.pipe(
  v.string(),
  v.regex(/^(?:https?:\/\/[^\s]+|\/(?!\/)[^\s]*)$/, 'is no link; write https://… or a path that starts with /'),
);
const siteLink = v.strictObject({ kk: link, ru: link, en: v.exactOptional(link) });
const pagePath = v.pipe(
  v.string(),
  v.regex(/^\/[^\s?#]*$/, 'is no path; write one that starts with / and has neither ? nor #'),
);
const host = v.pipe(
  v.string(),
  v.regex(
    /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?(?:\/[^\s?#]*)?$/,
    'is no host; write it as metrics.example.kz, *.example.kz or example.kz/path, without https://',
  ),
);
const cookieName = v.pipe(
  v.string(),
  v.regex(
    /^(?:[^\s;,=*]+|[^\s;,=*]{4,}\*)$/,
    'is no cookie name; write the name, or 4 or more characters and a trailing * for a prefix',
  ),
);
const wholeCookieName = v.pipe(
  v.string(),
  v.regex(/^[^\s;,=*]+$/, 'is no cookie name; write the whole name, without *'),
);
/** Loopback may be plain http: demonstrations and tests. Elsewhere the record would travel readable. */
const endpoint = v.pipe(
  v.string(),
  v.regex(
    /^(?:https:\/\/[a-z0-9.-]+|http:\/\/(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}))(?::\d{1,5})?(?:\/[^\s?#]*)?$/,
    'is no endpoint; write https://host or https://host/path, without ?, # or user name (http:// only for localhost and 127.0.0.1)',
  ),
);
const headerName = v.pipe(v.string(), v.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'is no header name'));
const headerValue = v.pipe(v.string(), v.regex(/^[\t\x20-\x7e]*$/, 'has characters that a header cannot carry'));
const days = `write a whole number of days from 1 to ${MAX_TERM_DAYS}`;

const date = v.pipe(v.string(), v.isoDate('is no date; write it as 2026-03-01'));

const policySchema = v.strictObject({
  edition: v.pipe(line, v.maxLength(80, 'is longer than 80 characters')),
  date: v.exactOptional(
    v.union([date, v.strictObject({ kk: date, ru: date, en: v.exactOptional(date) })], 'is no date; write 2026-03-01'),
  ),
  number: v.exactOptional(v.union([line, siteText], 'is no number; write a text, or one per language')),
  url: siteLink,
});

const aboutSchema = v.strictObject({
  cookies: v.exactOptional(siteText),
  publicSources: v.exactOptional(siteText),
  group: v.exactOptional(siteText),
  humanReview: v.exactOptional(v.strictObject({ text: siteText, url: v.exactOptional(siteLink) })),
  deadlines: v.exactOptional(v.array(siteText)),
});

const operatorSchema = v.strictObject({
  id: v.exactOptional(slug),
  name: siteText,
  bin: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{12}$/, 'is no BIN; write its 12 digits'))),
  address: v.exactOptional(siteText),
  email: v.exactOptional(v.pipe(v.string(), v.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'is no e-mail address'))),
  phone: v.exactOptional(line),
  withdrawal: v.exactOptional(v.array(siteText)),
  policy: v.exactOptional(policySchema),
});

const serviceSchema = v.strictObject({
  id: v.exactOptional(slug),
  vendor: v.exactOptional(v.string()),
  name: v.exactOptional(line),
  hosts: v.exactOptional(v.array(host)),
  cookies: v.exactOptional(v.array(cookieName)),
  purpose: v.exactOptional(siteText),
  provider: v.exactOptional(
    v.strictObject({
      name: line,
      country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'is no country; write its two capital letters, as KZ')),
      policyUrl: v.exactOptional(link),
    }),
  ),
  operator: v.exactOptional(v.string()),
  category: v.exactOptional(v.string()),
  onlyOn: v.exactOptional(v.array(pagePath)),
  notOn: v.exactOptional(v.array(pagePath)),
  contains: v.exactOptional(v.array(v.string())),
  replay: v.exactOptional(v.boolean()),
  ids: v.exactOptional(v.array(v.pipe(v.string(), v.regex(/^[^\s&#?]+$/, 'is no id as it stands in a URL')))),
});

const ownCategorySchema = v.strictObject({
  id: slug,
  parent: v.exactOptional(v.picklist(CATEGORIES)),
  name: siteText,
  purpose: siteText,
});

export const siteConfigSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  version: v.literal(1),
  site: slug,
  languages: v.exactOptional(
    v.pipe(v.array(v.picklist(LANGUAGES)), v.minLength(1, 'names no language; leave it out for all three')),
  ),
  operators: v.pipe(v.array(operatorSchema), v.minLength(1, 'names nobody; write who asks for the consent')),
  policy: policySchema,
  about: v.exactOptional(aboutSchema),
  term: v.exactOptional(v.pipe(v.number(), v.integer(days), v.minValue(1, days), v.maxValue(MAX_TERM_DAYS, days))),
  services: v.array(serviceSchema),
  categories: v.exactOptional(v.array(ownCategorySchema)),
  hosts: v.exactOptional(
    v.strictObject({
      necessary: v.exactOptional(v.array(host)),
      presets: v.exactOptional(v.array(v.picklist(Object.keys(HOST_PRESETS) as HostPreset[]))),
    }),
  ),
  cookies: v.exactOptional(v.strictObject({ keep: v.exactOptional(v.array(wholeCookieName)) })),
  unlisted: v.exactOptional(v.picklist(['allow', 'block'])),
  signals: v.exactOptional(
    v.strictObject({
      googleConsentMode: v.exactOptional(v.picklist(['basic', 'advanced', 'off'])),
      waitForUpdateMs: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
      adsDataRedaction: v.exactOptional(v.boolean()),
      urlPassthrough: v.exactOptional(v.boolean()),
    }),
  ),
  gpc: v.exactOptional(v.picklist(['record', 'refuse'])),
  withdrawal: v.exactOptional(v.strictObject({ reload: v.exactOptional(v.boolean()) })),
  sync: v.exactOptional(
    v.strictObject({
      endpoint,
      acknowledge: v.exactOptional(v.picklist(['records', 'status'])),
      headers: v.exactOptional(v.record(headerName, headerValue)),
    }),
  ),
  ui: v.exactOptional(
    v.strictObject({
      layout: v.exactOptional(v.picklist(LAYOUTS)),
      theme: v.exactOptional(v.picklist(THEMES)),
      launcher: v.exactOptional(v.boolean()),
      banner: v.exactOptional(v.boolean()),
    }),
  ),
  panel: v.exactOptional(
    v.strictObject({
      code: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/, 'is no code; write letters, digits, - or _')),
    }),
  ),
}) satisfies v.GenericSchema<SiteConfig>;

/**
 * Everything that is wrong with a config, in the order of its parts; empty: it is right.
 *
 * @param known vendors of the catalogue.
 */
export function checkSiteConfig(value: unknown, known: { readonly vendors: readonly string[] }): ConfigFinding[] {
  // valibot takes a list for an object without keys.
  const result = v.safeParse(siteConfigSchema, Array.isArray(value) ? null : value);
  const shape = result.issues ? issuesToFindings(result.issues, siteConfigSchema) : [];
  const reported = new Set(shape.map(({ path }) => path));
  // A list with a required key was found by valibot already, by the key that it lacks.
  shape.push(
    ...listsForObjects(value, siteConfigSchema).filter(
      ({ path }) => ![...reported].some((other) => other.startsWith(path)),
    ),
  );
  // Parts of the right shape are checked even when others are not: one run names everything.
  return shape.concat(checkReferences(value, known.vendors));
}
