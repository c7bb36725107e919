/**
 * Owns the panel's texts and the vendors' names, in the one language that is shown. A table of its own beside client/i18n/localization.ts:
 * settings and panel may stand in the page at the same time, in two languages.
 */
import type { TextId } from '../../client/i18n/generated/text-id.ts';
import type { LocaleLoaders } from '../../client/i18n/locale-loaders.ts';
import type { Language } from '../../core/language.ts';
import type { Disclosures, DisclosureModule } from '../../core/vendor.ts';

/** `panel` at once, the rest when something is clicked; the verdicts' words are the report's too. */
export type PanelTextId = Extract<TextId, `${'panel' | 'tools' | 'verdict'}.${string}`>;
export type Say = (id: PanelTextId) => string;

export interface PanelWords {
  readonly language: Language;
  readonly say: Say;
  /** Whether it can say what later parts say. */
  readonly hasTools: boolean;
  /** The whole catalogue: what is not in the config needs a name too. */
  readonly vendors: Disclosures;
}

/** Explicit maps, so that the bundler makes one chunk per language. */
const TEXTS: LocaleLoaders = {
  kk: () => import('../../client/i18n/generated/panel-kk.ts'),
  ru: () => import('../../client/i18n/generated/panel-ru.ts'),
  en: () => import('../../client/i18n/generated/panel-en.ts'),
};
const TOOLS: LocaleLoaders = {
  kk: () => import('../../client/i18n/generated/tools-kk.ts'),
  ru: () => import('../../client/i18n/generated/tools-ru.ts'),
  en: () => import('../../client/i18n/generated/tools-en.ts'),
};
const VENDORS: Readonly<Record<Language, () => Promise<{ readonly disclosures: DisclosureModule }>>> = {
  kk: () => import('../../vendors/generated/disclosures-kk.ts'),
  ru: () => import('../../vendors/generated/disclosures-ru.ts'),
  en: () => import('../../vendors/generated/disclosures-en.ts'),
};

/** @param withTools also what only later parts say. Rejects when a file does not arrive. */
export async function loadPanelWords(language: Language, withTools: boolean): Promise<PanelWords> {
  const [{ texts }, tools, { disclosures }] = await Promise.all([
    TEXTS[language](),
    withTools ? TOOLS[language]() : { texts: {} },
    VENDORS[language](),
  ]);
  const all = { ...texts, ...tools.texts };
  return { language, hasTools: withTools, say: (id) => all[id] ?? '', vendors: disclosures.vendors };
}
