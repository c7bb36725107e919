/**
 * Owns the shape of a catalogue data file (data/<id>.json) and every rule a file must keep before it may be shipped.
 * Leaves to others: reading the folder (load-vendor-files.ts), what head and notice are given of it (index-generator.ts),
 * the words of countries, lifetimes and data codes (locales/).
 */
import * as v from 'valibot';
import { CATEGORIES } from '../core/category.ts';

/** What a vendor may collect: a closed list, because each code has words in every language in locales/. */
export const DATA_CODES = [
  // What each request tells; with `cookie-id` the six items that a pixel's explanation lists (R02).
  'ip',
  'browser',
  'access-time',
  'page-url',
  'referrer',
  'cookie-id',
  'device',
  'screen',
  'language',
  'approximate-location',
  'location',
  'events',
  'mouse-and-scroll',
  'keyboard',
  'page-content',
  'typed-text',
  'form-fields',
  'ad-click-id',
  'traffic-source',
  'conversions',
  'audience-lists',
  'interests',
  'products-viewed',
  'account',
  'contacts',
  'hashed-contacts',
  'phone-call',
  'applications',
  'chat-text',
  'survey-answers',
  'video-viewed',
  'map-use',
] as const;

export type DataCode = (typeof DATA_CODES)[number];

/** Shortest cookie prefix: a shorter one would catch cookies of the site (DESIGN §2). */
export const COOKIE_PREFIX_MIN_LENGTH = 4;
/** Storage prefixes are disclosed only; who erases must keep to COOKIE_PREFIX_MIN_LENGTH there too. */
const STORAGE_PREFIX_MIN_LENGTH = 3;
const SENTENCE_MAX_LENGTH = 200;

const RULE = /^(?:\*\.)?((?:[a-z0-9-]+\.)*[a-z]{2,})(\/[^\s?#]*[^\s?#/])?(\?[A-Za-z_]+=[^\s&#]+)?$/;
/** Registries' second levels, such as com.kz or org.ru: nobody's own domain. */
const REGISTRY = /^(?:com|org|net|edu|gov|mil|co|ac)\.[a-z]{2}$/;
const DURATION = /^P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/;
const KAZAKH_LETTER = /[әғқңөұүһі]/i;
const CYRILLIC = /\p{Script=Cyrillic}/u;

const NO_PREFIX = 'belongs to a prefix only';

const confidenceSchema = v.picklist(['high', 'medium', 'low']);
const partySchema = v.picklist(['first', 'third']);
const nameSchema = v.pipe(
  v.string(),
  v.regex(/^[^\s*;=]+$/, 'write the bare name; a prefix has "match": "prefix", not an asterisk'),
);
const countrySchema = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'write an ISO 3166-1 alpha-2 code'));
const lineSchema = v.pipe(v.string(), v.nonEmpty(), v.maxLength(SENTENCE_MAX_LENGTH));
const urlSchema = v.pipe(v.string(), v.url(), v.startsWith('https://'));

const ruleSchema = v.pipe(
  v.string(),
  v.regex(RULE, 'write host[/path][?key=prefix] in lower case, path without a trailing slash'),
  v.check((text) => !isBareSuffix(text), 'names a whole registry, not one provider'),
);

const cookieSchema = v.pipe(
  v.strictObject({
    name: nameSchema,
    match: v.picklist(['exact', 'prefix']),
    /** What a prefixed name always ends with: `mp_` alone is short enough to be the site's own, `mp_*_mixpanel` is not. */
    suffix: v.exactOptional(nameSchema),
    party: partySchema,
    lifetime: v.nullable(
      v.union(
        [v.literal('session'), v.pipe(v.string(), v.regex(DURATION))],
        'write an ISO 8601 duration, "session" or null',
      ),
    ),
    confidence: confidenceSchema,
  }),
  v.forward(
    v.check(
      (c) => c.match === 'exact' || (c.name + (c.suffix ?? '')).length >= COOKIE_PREFIX_MIN_LENGTH,
      `a prefix has ${COOKIE_PREFIX_MIN_LENGTH} characters or more`,
    ),
    ['name'],
  ),
  v.forward(
    v.check((entry) => entry.match === 'prefix' || entry.suffix === undefined, NO_PREFIX),
    ['suffix'],
  ),
  v.forward(
    v.check((c) => c.confidence !== 'low' || c.lifetime === null, 'confidence is low: write null'),
    ['lifetime'],
  ),
);

const storageSchema = v.pipe(
  v.strictObject({
    area: v.picklist(['localStorage', 'sessionStorage', 'indexedDB']),
    key: nameSchema,
    match: v.picklist(['exact', 'prefix']),
    suffix: v.exactOptional(nameSchema),
    party: partySchema,
    confidence: confidenceSchema,
  }),
  v.forward(
    v.check((entry) => entry.match === 'prefix' || entry.suffix === undefined, NO_PREFIX),
    ['suffix'],
  ),
  v.forward(
    v.check(
      (s) => s.match === 'exact' || s.key.length >= STORAGE_PREFIX_MIN_LENGTH,
      `a prefix has ${STORAGE_PREFIX_MIN_LENGTH} characters or more`,
    ),
    ['key'],
  ),
);

/** Legal forms: Russian → Kazakh. A form without an entry has to be added here with its word, not copied. */
const KAZAKH_FORMS: Readonly<Record<string, string>> = { ООО: 'ЖШҚ', ТОО: 'ЖШС' };

function kazakhFormOf(russianName: string): string {
  return russianName.replace(/(\p{Lu}+) («[^»]*»)/gu, (all, form: string, name: string) =>
    Object.hasOwn(KAZAKH_FORMS, form) ? `${name} ${KAZAKH_FORMS[form]}` : all,
  );
}

const cyrillicNameSchema = v.pipe(lineSchema, v.regex(CYRILLIC));

const providerSchema = v.pipe(
  v.strictObject({
    /** Legal name in Latin letters; null when it is not known well enough to be printed. */
    name: v.nullable(lineSchema),
    /** The same name in Cyrillic letters. Kazakh puts the legal form behind the name, and has a form of its own: ООО «…» → «…» ЖШҚ. */
    nameCyrillic: v.exactOptional(
      v.pipe(
        v.strictObject({ kk: cyrillicNameSchema, ru: cyrillicNameSchema }),
        v.forward(
          v.check(
            ({ kk, ru }) => kk === kazakhFormOf(ru),
            'is not the Russian name with the Kazakh legal form behind it: «…» ЖШҚ for ООО «…», «…» ЖШС for ТОО «…»',
          ),
          ['kk'],
        ),
      ),
    ),
    country: countrySchema,
    confidence: confidenceSchema,
  }),
  v.forward(
    v.check(
      (p) => p.confidence !== 'low' || (p.name === null && p.nameCyrillic === undefined),
      'confidence is low: write null',
    ),
    ['name'],
  ),
);

/** Kazakh is written in Kazakh: a Russian sentence pasted into `kk` has none of its letters, and the other way round. */
const sentenceSchema = v.strictObject({
  kk: v.pipe(lineSchema, v.regex(KAZAKH_LETTER, 'is not Kazakh')),
  ru: v.pipe(
    lineSchema,
    v.regex(CYRILLIC, 'is not Russian'),
    v.check((text) => !KAZAKH_LETTER.test(text), 'is not Russian'),
  ),
  en: v.pipe(
    lineSchema,
    v.check((text) => !CYRILLIC.test(text), 'is not English'),
  ),
});

/** One call: its path, then JSON arguments. */
const callSchema = v.pipe(
  v.tupleWithRest(
    [
      v.pipe(
        v.string(),
        v.regex(/^[A-Za-z_][\w-]*(?:<id>)?(?:\.[A-Za-z_]\w*|=)?$/, 'write name, name.method or name='),
      ),
    ],
    v.any(),
  ),
  v.check(([path, ...args]) => args.length > 0 || !path.endsWith('='), 'sets something: write what'),
);
const callsSchema = v.pipe(v.array(callSchema), v.nonEmpty());

export const vendorFileSchema = v.pipe(
  v.strictObject({
    version: v.literal(1),
    id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), v.maxLength(40)),
    name: lineSchema,
    category: v.picklist([...CATEGORIES, 'container']),
    provider: providerSchema,
    dataGoesTo: v.pipe(v.array(countrySchema), v.nonEmpty()),
    /** null when the address is not known for certain. */
    policyUrl: v.nullable(urlSchema),
    /** Empty for what only keeps cookies or keys of the site itself. */
    match: v.pipe(
      v.array(ruleSchema),
      v.check((rules) => new Set(rules).size === rules.length, 'a rule stands twice'),
    ),
    /** Query key whose value is the customer's id. */
    idKey: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z_]+$/))),
    cookies: v.array(cookieSchema),
    storage: v.array(storageSchema),
    data: v.pipe(
      v.array(v.picklist(DATA_CODES)),
      v.nonEmpty(),
      v.check((codes) => new Set(codes).size === codes.length, 'a code stands twice'),
    ),
    container: v.exactOptional(v.literal(true)),
    replay: v.exactOptional(v.literal(true)),
    /** How loaded code is stopped: only by a reload, by the vendor's own call, or nothing runs on in the page. */
    stop: v.picklist(['reload', 'call', 'nothing']),
    /** The vendor's own consent calls as its documentation has them, for people. What the gate calls is `signal`. */
    consentCall: v.exactOptional(
      v.strictObject({
        kind: v.picklist(['documented', 'opt-out-only']),
        deny: lineSchema,
        grant: v.exactOptional(lineSchema),
        withdraw: v.exactOptional(lineSchema),
      }),
    ),
    /** What the gate tells the vendor's code (core/vendor.ts VendorSignal). Only documented calls. */
    signal: v.exactOptional(
      v.strictObject({
        deny: v.exactOptional(callsSchema),
        grant: v.exactOptional(callsSchema),
        withdraw: v.exactOptional(callsSchema),
      }),
    ),
    text: v.strictObject({ purpose: sentenceSchema, refused: sentenceSchema }),
    test: v.strictObject({
      match: v.array(urlSchema),
      miss: v.pipe(v.array(urlSchema), v.nonEmpty()),
    }),
    sources: v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.nonEmpty()),
  }),
  v.forward(
    v.check((file) => file.category !== 'container' || file.container === true, 'category is container: write true'),
    ['container'],
  ),
  v.forward(
    v.check(
      (file) => file.match.length + file.cookies.length + file.storage.length > 0,
      'no address, cookie or key: nothing could be held or disclosed',
    ),
    ['match'],
  ),
  v.forward(
    v.check(
      (file) => (file.match.length === 0) === (file.test.match.length === 0),
      'has an address when `match` has a rule, and none otherwise',
    ),
    ['test', 'match'],
  ),
);

export type VendorFile = v.InferOutput<typeof vendorFileSchema>;

export type ParsedVendorFile = { readonly file: VendorFile } | { readonly problems: readonly string[] };

/** Checks one file's content. Problems are `path: what is wrong`, as `text.purpose.kk: is not Kazakh`. */
export function parseVendorFile(content: unknown): ParsedVendorFile {
  const result = v.safeParse(vendorFileSchema, content, { abortPipeEarly: true });
  if (result.success) return { file: result.output };
  return { problems: result.issues.map((issue) => `${v.getDotPath(issue) ?? '(file)'}: ${issue.message}`) };
}

function isBareSuffix(rule: string): boolean {
  const host = RULE.exec(rule)?.[1] ?? '';
  return !host.includes('.') || REGISTRY.test(host);
}
