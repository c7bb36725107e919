/**
 * Owns the shape of site.json (`SiteConfig`) and of what the head reads of it (`HeadConfig`).
 * Leaves to others: checking it (schema/site-config.ts names path and remedy; resolve-site.ts reads it tolerantly).
 */
import type { Language, SiteText } from './language.ts';
import type { StandardCategory } from './category.ts';
import type { HostPreset } from './host-presets.ts';

/** Where the first layer stands: across the bottom, a box at the bottom left, a small box at the bottom right, in the middle. */
export const LAYOUTS = ['bar', 'box', 'corner', 'centre'] as const;
export type Layout = (typeof LAYOUTS)[number];
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface OperatorConfig {
  /** Needed when there are several; services point to it. */
  id?: string;
  name: SiteText;
  /** Business identification number, 12 digits. */
  bin?: string;
  address?: SiteText;
  email?: string;
  phone?: string;
  /** Ways to withdraw beside this widget, as the operator's own policy names them (R18). */
  withdrawal?: SiteText[];
  /** The operator's own policy, where it is not the site's (two operators on one host). */
  policy?: PolicyConfig;
}

/** Which document the notice points to (R22). A text per language where the languages state it differently: nobody guesses which one is right. */
export interface PolicyConfig {
  edition: string;
  date?: string | SiteText;
  number?: string | SiteText;
  url: SiteText;
}

/** What only the site owner can say about the consent (policies R01, R12, R28, R29, R31). Left out: a fixed sentence, or nothing. */
export interface AboutConfig {
  /** What cookies and pixels are, in the site's own words; replaces our definition (R01). */
  cookies?: SiteText;
  /** Whether data are disseminated in public sources; by default the notice says that the site does not (R12). */
  publicSources?: SiteText;
  /** Companies the consent also covers; by default the notice says that it covers this site and operator only (R28). */
  group?: SiteText;
  /** The right to have an automated decision looked at by a person, with the policy clause (R29). */
  humanReview?: { text: SiteText; url?: SiteText };
  /** Deadlines for requests, only where a document gives them (R31). */
  deadlines?: SiteText[];
}

export interface ServiceConfig {
  /** Unique; defaults to the vendor id. Lower-case letters, digits, hyphen. */
  id?: string;
  /** Vendor of the catalogue; without it the service describes itself by `name`, `hosts`, `purpose`. */
  vendor?: string;
  name?: string;
  /** Hosts of a service that describes itself: `metrics.example.kz`, `*.example.kz`, `example.kz/path`. */
  hosts?: string[];
  /** First-party cookies of a service that describes itself; a trailing `*` makes a prefix of 4 characters or more. */
  cookies?: string[];
  purpose?: SiteText;
  /** Provider of a service that describes itself. */
  provider?: { name: string; country: string; policyUrl?: string };
  /** Operator id; defaults to the first operator. */
  operator?: string;
  /** Defaults to the vendor's. */
  category?: string;
  onlyOn?: string[];
  notOn?: string[];
  /** Service ids that a container brings. */
  contains?: string[];
  /** Session replay; defaults to the vendor's. `false` is the owner's word that no replay is made. */
  replay?: boolean;
  /** The site's ids at the vendor, as `G-…`: shown in the panel, used by second locks. */
  ids?: string[];
}

export interface OwnCategoryConfig {
  id: string;
  parent?: StandardCategory;
  name: SiteText;
  purpose: SiteText;
}

export interface SiteConfig {
  $schema?: string;
  version: 1;
  /** Site id, also the collector's: lower-case letters, digits, hyphen. */
  site: string;
  /** Defaults to all three. */
  languages?: Language[];
  operators: OperatorConfig[];
  policy: PolicyConfig;
  about?: AboutConfig;
  /** Days a choice is valid, 1–400; default 180. */
  term?: number;
  services: ServiceConfig[];
  categories?: OwnCategoryConfig[];
  /** `presets`: hosts that a site system needs to work at all (core/host-presets.ts). */
  hosts?: { necessary?: string[]; presets?: HostPreset[] };
  cookies?: { keep?: string[] };
  unlisted?: 'allow' | 'block';
  /** Google Consent Mode v2. `advanced`: Google's tags load before the choice, with everything denied; `waitForUpdateMs` is theirs. */
  signals?: {
    googleConsentMode?: 'basic' | 'advanced' | 'off';
    waitForUpdateMs?: number;
    adsDataRedaction?: boolean;
    urlPassthrough?: boolean;
  };
  /** Global Privacy Control of the browser: kept in the record (default), or taken as a refusal. */
  gpc?: 'record' | 'refuse';
  /** `reload: false`: a withdrawal never reloads the page, though loaded code cannot be stopped otherwise. */
  withdrawal?: { reload?: boolean };
  sync?: { endpoint: string; acknowledge?: 'records' | 'status'; headers?: Record<string, string> };
  /** `theme: 'auto'` (default) follows the visitor's system. */
  ui?: { layout?: Layout; theme?: Theme; launcher?: boolean; banner?: boolean };
  /** Opens the panel: `#kelisim-panel=<code>`. Not a secret (it stands in a public file), only out of a visitor's way. */
  panel?: { code: string };
}
