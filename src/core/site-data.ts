/**
 * Owns the shape of what the client knows of a site beyond the head's part: the full config and the words of its vendors.
 * The module that `kelisim build` makes of a site exports exactly this. Leaves to others: where it comes from (client/load-site-data.ts),
 * showing it (client/ui).
 */
import type { SiteConfig } from './config.ts';
import type { Language } from './language.ts';
import type { DisclosureModule } from './vendor.ts';

export interface SiteData {
  /** A built site's has only what the client reads. */
  readonly config: Partial<SiteConfig>;
  /** Names of the site's vendors by id, so that the disclosures may come later; the generic file has none. */
  readonly names?: Readonly<Record<string, string>>;
  /** The disclosures of the site's vendors in one language. Rejects when they cannot be had. */
  disclosures(language: Language): Promise<DisclosureModule>;
}
