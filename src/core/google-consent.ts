/**
 * Owns what of a config concerns Google Consent Mode v2, put so that the head only has to say it: `kelisim build` resolves it once.
 * Sources: Google's "Set up consent mode on websites"; which category stands for which type: domain.md §2.2, point 9.
 * Leaves to others: saying it (head/gate/signals.ts).
 */
import type { Category } from './category.ts';

export interface GoogleConsent {
  /** Consent types by the category that grants them, space-separated. */
  readonly types: Readonly<Record<string, string>>;
  /** What only the first command carries: `wait_for_update`. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Commands before it. */
  readonly before?: readonly (readonly unknown[])[];
}

/** A category of the site's own that agrees to personalised advertising apart from advertising. */
const PERSONALISED = 'personalised';

/** @param signals of the config, whatever stands there. @returns undefined where the site speaks to Google itself. */
export function googleConsentOf(
  signals: Readonly<Record<string, unknown>>,
  categories: readonly Category[],
): GoogleConsent | undefined {
  if (signals.googleConsentMode === 'off') return undefined;
  const isOwn = categories.some(({ id, parent }) => id === PERSONALISED && parent === 'advertising');
  const before = [
    ...(signals.adsDataRedaction ? [['set', 'ads_data_redaction', true]] : []),
    ...(signals.urlPassthrough ? [['set', 'url_passthrough', true]] : []),
  ];
  return {
    types: {
      functional: 'functionality_storage personalization_storage',
      analytics: 'analytics_storage',
      advertising: `ad_storage ad_user_data${isOwn ? '' : ' ad_personalization'}`,
      ...(isOwn && { [PERSONALISED]: 'ad_personalization' }),
    },
    ...(signals.waitForUpdateMs ? { extra: { wait_for_update: signals.waitForUpdateMs } } : {}),
    ...(before.length > 0 && { before }),
  };
}
