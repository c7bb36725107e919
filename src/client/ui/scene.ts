/** Owns the shape of what the settings draw: everything that is shown follows from it. */
import type { KelisimApi } from '../../core/api.ts';
import type { SiteConfig } from '../../core/config.ts';
import type { HeadSite } from '../../core/head-site.ts';
import type { Language } from '../../core/language.ts';
import type { Disclosures } from '../../core/vendor.ts';
import type { TextId } from '../i18n/generated/text-id.ts';
import type { Draft } from './draft.ts';
import type { Opened } from './load-opened.ts';
import type { Parts } from './opened/parts.ts';

/** The parts below the categories; what is in them is loaded when one of them is first opened. */
export const PART_IDS = ['terms', 'about', 'mine'] as const;
export type PartId = (typeof PART_IDS)[number];

export interface Scene {
  readonly api: KelisimApi;
  /** The site as the head resolved it. */
  readonly inner: Pick<HeadSite, 'services' | 'categories' | 'languages' | 'stamp' | 'rules'>;
  readonly config: Partial<SiteConfig>;
  /** What the owner says at length: it comes with the disclosures, or stands in the config. */
  readonly told: Pick<SiteConfig, 'operators' | 'about'>;
  /** Names of vendors whose disclosures come later. */
  readonly names: Readonly<Record<string, string>>;
  readonly language: Language;
  /** Undefined: not loaded yet; null: could not be loaded. */
  readonly vendors: Disclosures | null | undefined;
  /** Likewise: what draws the things that open. */
  readonly opened: Opened | null | undefined;
  readonly parts: Parts | undefined;
  readonly draft: Draft;
  /** Ids of the parts that are opened. */
  readonly expanded: ReadonlySet<string>;
  /** What is said to those who do not see it; '' for nothing. */
  readonly status: TextId | '';
}
