/** The package's public list for bundler users: types, the config check and the choice cookie. No side effects. */
export type { Decision, DecidedBy, KelisimApi, KelisimEvents } from './core/api.ts';
export type { Choice } from './core/choice.ts';
export { formatChoice, parseChoice } from './core/choice-cookie.ts';
export { CHOICE_COOKIE_NAME } from './core/storage-keys.ts';
export type { SiteConfig } from './core/config.ts';
export type { ConsentRecord } from './core/consent-record.ts';
export type { Language } from './core/language.ts';
export type { LedgerEntry, Verdict } from './core/ledger-entry.ts';
export { type ConfigFinding, checkSiteConfig } from './core/schema/site-config.ts';
export type { Acknowledgement, RecordBatch } from './core/wire.ts';
