/**
 * Owns the shape of what the client knows of a site beyond the head's part: the full config and the words of its vendors.
 * Leaves to others: where it comes from (client/load-site-data.ts), showing it (client/ui).
 */
import type { SiteConfig } from './config.ts';
import type { Language } from './language.ts';
import type { DisclosureModule } from './vendor.ts';

export interface SiteData {
  readonly config: Partial<SiteConfig>;
  /** The disclosures of the site's vendors in one language. Rejects when they cannot be had. */
  disclosures(language: Language): Promise<DisclosureModule>;
}
