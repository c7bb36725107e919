/** Owns the shape of what the settings draw: everything that is shown follows from it. */
import type { SiteConfig } from '../../core/config.ts';
import type { HeadSite } from '../../core/head-site.ts';
import type { Language } from '../../core/language.ts';
import type { Disclosures } from '../../core/vendor.ts';
import type { Draft } from './draft.ts';

export interface Scene {
  /** The site as the head resolved it. */
  readonly inner: Pick<HeadSite, 'services' | 'categories' | 'languages' | 'stamp'>;
  readonly config: Partial<SiteConfig>;
  /** Names of vendors whose disclosures come later. */
  readonly names: Readonly<Record<string, string>>;
  readonly language: Language;
  /** Undefined: not loaded yet; null: could not be loaded. */
  readonly vendors: Disclosures | null | undefined;
  readonly draft: Draft;
  /** Ids of the parts that are opened. */
  readonly expanded: ReadonlySet<string>;
  /** The language last asked for could not be loaded. */
  readonly failed: boolean;
}
