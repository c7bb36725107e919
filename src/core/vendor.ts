/** Owns the shapes of a catalogue vendor as the gate (rules) and the notice (disclosure) read them. The data files are in vendors/data. */
import type { SiteConfig } from './config.ts';
import type { Language } from './language.ts';
import type { StandardCategory } from './category.ts';

/**
 * Match rules of a vendor, space-separated, each `host[/path][?key=prefix]`:
 * host exact or `*.suffix` (subdomains only); path a prefix on a `/` border with `*` for any run of characters;
 * key a query key whose value starts with prefix.
 */
export type RuleText = string;

/**
 * One call of a vendor's own consent interface: a path, then the arguments as JSON. Paths: `fbq` (a function), `uetq.push`, `ttq.holdConsent`
 * (a method; before the vendor's code is there, an array takes `[method, ...arguments]`), and with `=` at the end a global that is set:
 * `["ga-disable-<id>=", true]`. `<id>` stands for each of the site's own ids (`services[].ids`).
 */
export type SignalCall = readonly [path: string, ...args: unknown[]];

/**
 * What a vendor is told, and when. Nobody is denied anything through a stub that queues (`fbq`, `ttq`, `clarity`): its script is held, and some
 * of these libraries drop for good what was queued behind a refusal.
 */
export interface VendorSignal {
  /** At the very start, while not granted: second locks, and queues that keep what follows until it is granted. */
  readonly deny?: readonly SignalCall[];
  /** When the visitor grants it, before its scripts are let go. */
  readonly grant?: readonly SignalCall[];
  /** When the visitor takes the consent back: opt-out calls and second locks. */
  readonly withdraw?: readonly SignalCall[];
}

/** What the catalogue's index says of a vendor. core/resolve-site.ts makes a site of it; the generic file carries it whole, so the keys are short. */
export interface VendorRule {
  /** Match rules. */
  readonly m: RuleText;
  /** Default category's first letter in the catalogue: n, f, a, d. */
  readonly c?: 'n' | 'f' | 'a' | 'd';
  /** First-party cookies (confidence not low), space-separated, trailing `*` for a prefix. */
  readonly k?: string;
  /** 1: session replay. */
  readonly r?: 1;
  /** 1: container. */
  readonly t?: 1;
  /** 1: provider outside Kazakhstan. */
  readonly x?: 1;
  /** Consent calls. */
  readonly s?: VendorSignal;
  /** 1: what it loaded can only be stopped by a reload. */
  readonly l?: 1;
}

export type VendorRules = Readonly<Record<string, VendorRule>>;

export interface DisclosedCookie {
  readonly name: string;
  /** A built site names it only for a third party's; the catalogue always. */
  readonly party?: 'first' | 'third';
  /** ISO 8601 duration, 'session', or null: set by the provider. */
  readonly lifetime: string | null;
  readonly area?: 'cookie' | 'localStorage' | 'sessionStorage' | 'indexedDB';
  /** Named to the visitor, but not known well enough to be erased. */
  readonly unsure?: true;
}

/** What the notice says of a vendor, in one language. */
export interface Disclosure {
  /** Not in a built site. */
  readonly id?: string;
  readonly name: string;
  readonly provider: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** Where the data go, when that is not just the provider's country. */
  readonly goesTo?: readonly string[];
  /** Not in a built site. */
  readonly category?: StandardCategory | 'container';
  readonly policyUrl: string | null;
  readonly purpose: string;
  readonly refused: string;
  /** Codes of data types; the words are in locales/. */
  readonly data: readonly string[];
  readonly cookies: readonly DisclosedCookie[];
}

export type Disclosures = Readonly<Record<string, Disclosure>>;

/** What a generated disclosure module exports by default. */
export interface DisclosureModule {
  readonly version: 1;
  readonly language: Language;
  readonly vendors: Disclosures;
  /** What the owner says at length: in a built site it comes with the disclosures, elsewhere it stands in the config. */
  readonly told?: Pick<SiteConfig, 'operators' | 'about'>;
}
