/**
 * Owns what the settings say of one service: the vendor's disclosure, or what a service of the site says of itself, or Kelisim's own.
 * Leaves to others: drawing it (render-facts.ts), its name (../service-name.ts), the words of codes and lifetimes.
 */
import type { ResolvedService } from '../../../core/api.ts';
import type { ServiceConfig } from '../../../core/config.ts';
import type { SiteText } from '../../../core/language.ts';
import { CHOICE_COOKIE_NAME, OUTBOX_DATABASE } from '../../../core/storage-keys.ts';
import type { DisclosedCookie } from '../../../core/vendor.ts';
import { say } from '../../i18n/localization.ts';
import { siteText } from '../own-text.ts';
import type { Scene } from '../scene.ts';
import { configured, serviceName } from '../service-name.ts';

/** Every key of ours in localStorage and sessionStorage starts with it; a test holds core/storage-keys.ts to that. */
export const OWN_PREFIX = 'kelisim.';

const HOME = 'KZ';

export interface ServiceView {
  readonly name: string;
  /** The vendor's disclosure is not here yet. */
  readonly lacking?: boolean;
  readonly cookies: readonly DisclosedCookie[];
  readonly provider?: string | null | undefined;
  readonly country?: string | null | undefined;
  /** Where the data go, when that is not just the provider's country. */
  readonly goesTo?: readonly string[] | undefined;
  readonly policyUrl?: string | null | undefined;
  readonly purpose?: string | SiteText | undefined;
  readonly refused?: string;
  readonly data?: readonly string[];
  /** Who answers for the service, when the site has several operators. */
  readonly operator?: SiteText | undefined;
  readonly foreign?: boolean | undefined;
  /** Paths on which alone it works, or never. */
  readonly onlyOn?: readonly string[] | undefined;
  readonly notOn?: readonly string[] | undefined;
  /** Names of the services that a container brings. */
  readonly brings?: string;
}

export function viewOf(service: ResolvedService, scene: Scene): ServiceView {
  const { config, names, vendors, inner } = scene;
  const own = configured(service, scene);
  const { vendor, onlyOn, notOn, contains = [] } = service;
  const known = vendors?.[vendor];
  const { operators = [] } = config;
  const operator =
    operators.length > 1 ? (operators.find((item) => item.id === own?.operator) ?? operators[0]) : undefined;
  const described: Partial<ServiceView> & Pick<ServiceView, 'cookies'> = known ?? describeOwn(own);
  return {
    ...described,
    ...(own?.purpose && { purpose: own.purpose }),
    name: serviceName(service, scene),
    lacking: !known && Object.hasOwn(names, vendor),
    operator: operator?.name,
    foreign: [described.country, ...(described.goesTo ?? [])].some((country) => country && country !== HOME),
    onlyOn,
    notOn,
    brings: inner.services
      .filter(({ id }) => contains.includes(id))
      .map((item) => serviceName(item, scene))
      .join(', '),
  };
}

/** A service that describes itself; lifetimes are not known then. */
function describeOwn({ provider, cookies = [] }: Partial<ServiceConfig> = {}) {
  return {
    provider: provider?.name,
    country: provider?.country,
    policyUrl: provider?.policyUrl,
    cookies: cookies.map((name) => kept(name)),
  };
}

function kept(name: string, area?: DisclosedCookie['area']): DisclosedCookie {
  return { name, lifetime: null, ...(area && { area }) };
}

/** What Kelisim itself keeps in the browser (R27). */
export function ownView({ inner, config, language }: Scene): ServiceView {
  const operator = config.operators?.[0];
  return {
    name: 'Kelisim',
    provider: operator && siteText(operator.name, language),
    purpose: say('own.purpose'),
    cookies: [
      { name: CHOICE_COOKIE_NAME, lifetime: `P${inner.stamp.termDays}D` },
      kept(`${OWN_PREFIX}*`, 'localStorage'),
      kept(`${OWN_PREFIX}*`, 'sessionStorage'),
      kept(OUTBOX_DATABASE, 'indexedDB'),
    ],
  };
}
