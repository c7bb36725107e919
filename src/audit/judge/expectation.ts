/**
 * Owns what is allowed to a vendor, and expected of it, in one stage of a visit: by the site's services, or, where no config is known, by the
 * catalogue's categories. The measure is what the audit said by its clicks, not what a cookie claims: a forged choice would excuse itself.
 * Leaves to others: what happened (sightings).
 */
import { CATEGORIES, type CategoryId } from '../../core/category.ts';
import { type Choice, isGranted, isUnder } from '../../core/choice.ts';
import type { ResolvedService } from '../../core/head-site.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import type { Phase, Said } from '../observation.ts';
import type { SiteFacts } from '../site-facts.ts';

export interface Expectation {
  readonly listed: 'config' | 'catalogue' | 'nowhere';
  readonly category: CategoryId;
  readonly necessary: boolean;
  readonly granted: boolean;
  /** May be contacted before it is granted (Consent Mode "advanced"). */
  readonly early: boolean;
  /** Granted, and to come: false for a replay, which has a switch of its own, and for what no config names. */
  readonly expected: boolean;
}

export interface Moment {
  readonly said: Said;
  readonly phase: Phase;
  /** Path of the page. */
  readonly path: string;
  /** What the choice cookie says. Counts only where the visitor agreed to something: how the page understood that click. */
  readonly choice?: Choice | null;
}

const CATEGORY_OF_CODE: Readonly<Record<string, CategoryId>> = Object.fromEntries(
  CATEGORIES.map((id) => [id === 'advertising' ? 'd' : id.charAt(0), id]),
);
const NOT_ASKED: Expectation = {
  listed: 'nowhere',
  category: '',
  necessary: false,
  granted: false,
  early: false,
  expected: false,
};

/** The catalogue's own category; '' for a container and for what it does not know. */
export function catalogueCategory(vendor: string): CategoryId {
  return CATEGORY_OF_CODE[(Object.hasOwn(RULES, vendor) && RULES[vendor]!.c) || ''] ?? '';
}

/** Letter of analytics or advertising, which nobody may call necessary; '' for everybody else. */
export function trackerLetter(vendor: string): string {
  return /^[ad]/.exec(RULES[vendor]?.c ?? '')?.[0] ?? '';
}

/** The choice that the audit's clicks made; null: none. */
export function choiceSaid({ said, phase, choice }: Moment, { site }: SiteFacts): Choice | null {
  const letters = site.categories.filter(({ id }) => said === 'accepted' || id === phase.category);
  switch (said) {
    case 'nothing':
      return null;
    case 'accepted':
    case 'only':
      return choice ?? { day: 0, letters: letters.map(({ letter }) => letter).join(''), services: {} };
    default:
      return { day: 0, letters: '', services: {} };
  }
}

/** @param vendor vendor id, or the id of a service that describes itself; '' for a host of no catalogue. */
export function expectationOf(vendor: string, facts: SiteFacts, moment: Moment): Expectation {
  const { services } = facts.site;
  if (!vendor) return { ...NOT_ASKED, granted: facts.unlisted === 'allow' };
  const own = services.filter((service) => service.vendor === vendor);
  if (own.length) return ofServices(own, facts, moment);
  if (facts.source === 'none') return ofCatalogue(vendor, moment);
  // Not disclosed, so never granted, whatever its category: the gate holds it too.
  return { ...NOT_ASKED, listed: 'catalogue', category: catalogueCategory(vendor) };
}

function ofServices(own: readonly ResolvedService[], facts: SiteFacts, moment: Moment): Expectation {
  const { services } = facts.site;
  const choice = choiceSaid(moment, facts);
  const find = (id: string) => services.find((service) => service.id === id);
  const may = (service: ResolvedService) => isGranted(service, choice, moment.path, find);
  const open = own.find(may);
  const { category, letter, contains, replay } = open ?? own[0]!;
  const early = own.some((service) => service.early && isHere(service, moment.path));
  const switchedOn = own.some(({ id }) => choice?.services[id] === true);
  return {
    listed: 'config',
    category,
    necessary: !letter && !contains,
    granted: !!open,
    early,
    expected: !!open && (!replay || switchedOn),
  };
}

function isHere({ onlyOn, notOn }: ResolvedService, path: string): boolean {
  return (!onlyOn || isUnder(path, onlyOn)) && !(notOn && isUnder(path, notOn));
}

/** Nobody said what the site uses: what a vendor is for says when it may come, and nobody can say that it must. */
function ofCatalogue(vendor: string, { said, phase }: Moment): Expectation {
  const category = catalogueCategory(vendor);
  const necessary = category === 'necessary';
  // A container has no category: what any of them opens, opens it.
  const granted = necessary || said === 'accepted' || (said === 'only' && (!category || phase.category === category));
  return { ...NOT_ASKED, listed: 'config', category, necessary, granted };
}
