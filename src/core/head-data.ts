/**
 * Owns what a built head file carries beside its code, put in by `kelisim build` (a site's file) or `tools/build.ts` (the generic one).
 * KELISIM_COOKIES, beside it, is `document.cookie`, which tools/build.ts has read before the head's own function is entered: while developer
 * tools (or Lighthouse) are attached, Chromium keeps the stack of each reading, and parses every function on it again for that.
 */
import type { HeadSite } from './head-site.ts';
import type { NoticeTextsByLanguage } from './notice-texts.ts';
import type { VendorRules } from './vendor.ts';

export interface HeadData {
  /** The site, resolved; absent in the generic file. */
  readonly site?: HeadSite;
  /** The first layer's words; absent in the generic file, which makes them, and where the site draws its own. */
  readonly texts?: NoticeTextsByLanguage;
  /** The first layer's look; goes with `texts`. */
  readonly style?: string;
  /** The whole catalogue; in the generic file only. */
  readonly rules?: VendorRules;
  /** Where the head file lies, when it is inline and has no address of its own. */
  readonly base?: string;
  /** Folder of the client's files, relative to the head file. */
  readonly dir?: string;
}
