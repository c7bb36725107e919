/** Owns the site's module as a page loads it, for tests of what asks for it by its address. */
import { CONFIG, disclosuresIn } from './fake-site.ts';
import type { DisclosureModule } from '../../../src/core/vendor.ts';
import type { Language } from '../../../src/core/language.ts';

export const config = CONFIG;

export function disclosures(language: Language): Promise<DisclosureModule> {
  return Promise.resolve(disclosuresIn(language));
}
