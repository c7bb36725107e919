/**
 * Owns what the settings say of one service: the vendor's disclosure, or what a service of the site says of itself, or Kelisim's own.
 * Leaves to others: drawing it (kelisim-settings/render-service.ts), the words of codes and lifetimes.
 */
import type { ResolvedService } from '../../core/api.ts';
import type { OperatorConfig, ServiceConfig } from '../../core/config.ts';
import type { Language, SiteText } from '../../core/language.ts';
import { CHOICE_COOKIE_NAME, OUTBOX_DATABASE } from '../../core/storage-keys.ts';
import type { DisclosedCookie } from '../../core/vendor.ts';
import { say } from '../i18n/localization.ts';
import type { Scene } from './scene.ts';

/** Every key of ours in localStorage and sessionStorage starts with it; a test holds core/storage-keys.ts to that. */
export const OWN_PREFIX = 'kelisim.';

export interface ServiceView {
  readonly name: string;
  /** The vendor's disclosure is not here yet. */
  readonly lacking?: boolean;
  readonly cookies: readonly DisclosedCookie[];
  readonly provider?: string | null | undefined;
  readonly country?: string | null | undefined;
  readonly policyUrl?: string | null | undefined;
  readonly purpose?: string | undefined;
  readonly refused?: string;
  readonly data?: readonly string[];
  /** Who answers for the service, when the site has several operators. */
  readonly operator?: string | undefined;
  readonly foreign?: boolean | undefined;
  readonly replay?: boolean | undefined;
  /** Names of the services that a container brings. */
  readonly brings?: string;
}

/** A text of the site owner; English falls back to Russian, never Kazakh to anything (DESIGN §3). */
export function siteText(text: SiteText, language: Language): string {
  return text[language] ?? text.ru;
}

export function operatorName(operator: OperatorConfig | undefined, language: Language): string | undefined {
  return operator && siteText(operator.name, language);
}

export function viewOf(service: ResolvedService, { config, names, vendors, language }: Scene): ServiceView {
  const own = config.services?.find((item) => (item.id ?? item.vendor) === service.id);
  const { vendor } = service;
  const known = vendors?.[vendor];
  const { operators = [] } = config;
  const operator =
    operators.length > 1 ? (operators.find((item) => item.id === own?.operator) ?? operators[0]) : undefined;
  const described = known ?? describeOwn(own);
  return {
    ...described,
    ...(own?.purpose ? { purpose: siteText(own.purpose, language) } : {}),
    name: own?.name ?? names[vendor] ?? known?.name ?? service.id,
    lacking: !known && Object.hasOwn(names, vendor),
    operator: operatorName(operator, language),
    foreign: !!described.country && described.country !== 'KZ',
    replay: service.replay,
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
  return {
    name: 'Kelisim',
    provider: operatorName(config.operators?.[0], language),
    purpose: say('own.purpose'),
    cookies: [
      { name: CHOICE_COOKIE_NAME, lifetime: `P${inner.stamp.termDays}D` },
      kept(`${OWN_PREFIX}*`, 'localStorage'),
      kept(`${OWN_PREFIX}*`, 'sessionStorage'),
      kept(OUTBOX_DATABASE, 'indexedDB'),
    ],
  };
}
