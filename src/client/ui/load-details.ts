/** Owns what the details of vendors are made of, loaded together: the disclosures, and the words of data types. */
import type { Language } from '../../core/language.ts';
import type { SiteData } from '../../core/site-data.ts';
import type { Disclosures } from '../../core/vendor.ts';
import { DATA_LOCALES, type LocaleModule } from '../i18n/locale-loaders.ts';

export interface Details {
  readonly vendors: Disclosures;
  readonly dataTexts: LocaleModule;
}

export async function loadDetails(site: SiteData, language: Language): Promise<Details> {
  const [{ vendors }, dataTexts] = await Promise.all([site.disclosures(language), DATA_LOCALES[language]()]);
  return { vendors, dataTexts };
}
