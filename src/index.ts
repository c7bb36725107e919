/** The package's public list for bundler users: types of `window.kelisim`, the config check, the choice cookie. No side effects. */
export type {
  DataLayerEvent,
  Decision,
  DecidedBy,
  Gesture,
  Kelisim,
  KelisimEvents,
  ResolvedService,
  SiteFacts,
} from './core/api.ts';
export type { Category } from './core/category.ts';
export type { Choice } from './core/choice.ts';
export { formatChoice, parseChoice } from './core/choice-cookie.ts';
export { CHOICE_COOKIE_NAME } from './core/storage-keys.ts';
export type { SiteConfig } from './core/config.ts';
export type { ConsentRecord } from './core/consent-record.ts';
export type { Language } from './core/language.ts';
export type { LedgerEntry, Verdict } from './core/ledger-entry.ts';
export { type ConfigFinding, checkSiteConfig } from './core/schema/site-config.ts';
export type { Returner } from './core/returner.ts';
export type { SiteData } from './core/site-data.ts';
export type { Disclosure, DisclosedCookie, Disclosures } from './core/vendor.ts';
export type { Acknowledgement, RecordBatch } from './core/wire.ts';
export type { ChoiceEvent, ReturnedEvent } from './page-globals.ts';
export { loadSite } from './platform/load-site.ts';
