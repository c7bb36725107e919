/**
 * Owns the panel's texts and the vendors' names, in the one language that is shown. A table of its own beside client/i18n/localization.ts:
 * settings and panel may stand in the page at the same time, in two languages.
 */
import type { TextId } from '../../client/i18n/generated/text-id.ts';
import type { LocaleLoaders } from '../../client/i18n/locale-loaders.ts';
import type { Language } from '../../core/language.ts';
import type { Disclosures, DisclosureModule } from '../../core/vendor.ts';

export type PanelTextId = Extract<TextId, `panel.${string}`>;
export type Say = (id: PanelTextId) => string;

export interface PanelWords {
  readonly language: Language;
  readonly say: Say;
  /** The whole catalogue: what is not in the config needs a name too. */
  readonly vendors: Disclosures;
}

/** Explicit maps, so that the bundler makes one chunk per language. */
const TEXTS: LocaleLoaders = {
  kk: () => import('../../client/i18n/generated/panel-kk.ts'),
  ru: () => import('../../client/i18n/generated/panel-ru.ts'),
  en: () => import('../../client/i18n/generated/panel-en.ts'),
};
const VENDORS: Readonly<Record<Language, () => Promise<{ readonly disclosures: DisclosureModule }>>> = {
  kk: () => import('../../vendors/generated/disclosures-kk.ts'),
  ru: () => import('../../vendors/generated/disclosures-ru.ts'),
  en: () => import('../../vendors/generated/disclosures-en.ts'),
};

/** Rejects when a file does not arrive. */
export async function loadPanelWords(language: Language): Promise<PanelWords> {
  const [{ texts }, { disclosures }] = await Promise.all([TEXTS[language](), VENDORS[language]()]);
  return { language, say: (id) => texts[id] ?? '', vendors: disclosures.vendors };
}
