/**
 * Owns what the report calls a service: its name, provider and country from the catalogue, or from the config for one that describes itself,
 * or the host of an unknown address. Leaves to others: which vendor a request belongs to (judge/, request-owner.ts).
 */
import type { Localised } from '../../core/language.ts';
import type { Disclosure } from '../../core/vendor.ts';
import { disclosures as en } from '../../vendors/generated/disclosures-en.ts';
import { disclosures as kk } from '../../vendors/generated/disclosures-kk.ts';
import { disclosures as ru } from '../../vendors/generated/disclosures-ru.ts';
import { AUDIT_TEXTS } from '../generated/audit-texts.ts';
import type { SiteFacts } from '../site-facts.ts';
import { inEach, joined, reportText, reportTextOr, same, siteText } from './report-text.ts';

const VENDORS = { kk: kk.vendors, ru: ru.vendors, en: en.vendors };

interface Named {
  readonly vendor: string;
  readonly host: string;
}

export function vendorName({ vendor, host }: Named, { serviceNames }: Pick<SiteFacts, 'serviceNames'>): Localised {
  if (!vendor) return same(host);
  const own = serviceNames?.[vendor];
  if (own) return siteText(own);
  return inEach((language) => disclosureOf(vendor, language)?.name ?? vendor);
}

/** Provider and country, or what is known instead. */
export function vendorOrigin({ vendor }: Named): Localised {
  if (!vendor) return reportText('unknown-host');
  if (!disclosureOf(vendor, 'kk')) return reportText('own-service');
  const country = (language: 'kk' | 'ru' | 'en') => {
    const code = disclosureOf(vendor, language)?.country;
    return code ? (AUDIT_TEXTS[language][`country.${code}` as keyof (typeof AUDIT_TEXTS)['kk']] ?? code) : '';
  };
  return inEach((language) =>
    [disclosureOf(vendor, language)?.provider ?? '', country(language)].filter(Boolean).join(', '),
  );
}

/** A category of the site's own has the words of the config, or its id. */
export function categoryName(id: string, { categoryNames }: Pick<SiteFacts, 'categoryNames'>): Localised {
  const own = categoryNames?.[id];
  if (own) return siteText(own);
  return id === '' ? reportText('container') : reportTextOr(`category.${id}`, id);
}

export function vendorNames(list: readonly Named[], facts: SiteFacts): Localised {
  const names = new Map(list.map((named) => [named.vendor || named.host, vendorName(named, facts)]));
  return joined([...names.values()], ', ');
}

function disclosureOf(vendor: string, language: 'kk' | 'ru' | 'en'): Disclosure | undefined {
  return Object.hasOwn(VENDORS[language], vendor) ? VENDORS[language][vendor] : undefined;
}
