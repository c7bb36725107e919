/**
 * Owns the question "why is it so now": from an entry of the ledger, the visitor's choice of this moment and the page, one cause.
 * The ledger's own rule says why it was so then; a refusal after it brings no new entry, so the panel asks again. Pure; for panel and report.
 * Leaves to others: the sentence for each cause (locales/, `panel.why-<cause>`).
 */
import { type Choice, type DecidableService, isGranted, isUnder } from '../core/choice.ts';
import type { HeadSite } from '../core/head-site.ts';
import { type LedgerEntry, type LedgerRule, ruleOf } from '../core/ledger-entry.ts';

export type Cause =
  | LedgerRule
  | 'granted-service'
  | 'granted-container'
  | 'agreed-waiting'
  | 'allowed-late'
  | 'no-choice-call'
  | 'refused-service'
  | 'refused-container'
  | 'withdrawn'
  | 'replay'
  | 'only-on'
  | 'not-on'
  | 'empty-container'
  | 'unlisted-blocked'
  | 'unknown-mark'
  | 'broken';

/** Where and when it is asked. */
export interface Situation {
  readonly site: Pick<HeadSite, 'services' | 'categories' | 'broken'>;
  readonly choice: Choice | null;
  /** Path of the page. */
  readonly path: string;
}

/** What an entry is about: a service, or a category when a mark names one; undefined when the mark names neither. */
export function serviceFor(
  entry: LedgerEntry,
  { services, categories }: Situation['site'],
): DecidableService | undefined {
  if (entry.service) return services.find(({ id }) => id === entry.service);
  const category = categories.find(({ id }) => id === entry.category);
  return category && { id: '', letter: category.letter };
}

export function isOpen({ verdict }: LedgerEntry): boolean {
  return verdict === 'allowed' || verdict === 'released';
}

export function causeOf(entry: LedgerEntry, situation: Situation): Cause {
  const { site, choice, path } = situation;
  const rule = ruleOf({ ...entry, chosen: choice !== null });
  if (rule === 'not-in-config') return rule;
  if (rule === 'not-in-catalogue') return entry.verdict === 'unlisted' ? rule : 'unlisted-blocked';
  if (site.broken) return 'broken';
  const service = serviceFor(entry, site);
  if (!service) return 'unknown-mark';
  if (service.onlyOn && !isUnder(path, service.onlyOn)) return 'only-on';
  if (service.notOn && isUnder(path, service.notOn)) return 'not-on';
  const find = (id: string) => site.services.find((service) => service.id === id);
  const isGrantedNow = isGranted(service, choice, path, find);
  if (isOpen(entry)) return isGrantedNow ? whyGranted(service, choice, rule) : 'withdrawn';
  if (isGrantedNow) return entry.verdict === 'dropped' ? 'allowed-late' : 'agreed-waiting';
  // A container in a container opens nothing (core/choice.ts).
  if (service.contains && !service.contains.some((id) => find(id) && !find(id)?.contains)) return 'empty-container';
  return whyClosed(service, choice, entry);
}

function whyGranted(service: DecidableService, choice: Choice | null, rule: LedgerRule): Cause {
  if (service.contains) return 'granted-container';
  return choice?.services[service.id] === true ? 'granted-service' : rule;
}

function whyClosed(service: DecidableService, choice: Choice | null, { verdict }: LedgerEntry): Cause {
  if (choice?.services[service.id] === false) return 'refused-service';
  if (service.replay) return 'replay';
  if (!choice) return verdict === 'dropped' ? 'no-choice-call' : 'no-choice';
  return service.contains ? 'refused-container' : 'refused';
}
