/**
 * Owns a site as the head script works with it: resolved, so that a page view pays for no resolving. `kelisim build` bakes it;
 * the generic file makes it in the page from the config. Both by resolve-site.ts.
 */
import type { Category } from './category.ts';
import type { DecidableService } from './choice.ts';
import type { SiteConfig } from './config.ts';
import type { GoogleConsent } from './google-consent.ts';
import type { Language } from './language.ts';
import type { RecordStamp } from './pending-record.ts';
import type { RuleText, VendorSignal } from './vendor.ts';

/** A service of this site, resolved against the catalogue. */
export interface ResolvedService extends DecidableService {
  /** Vendor id of the catalogue, or the service id when it describes itself. */
  readonly vendor: string;
  /** Category id; '' for a container without one. */
  readonly category: string;
  /** Provider outside Kazakhstan. */
  readonly foreign?: boolean;
  /** First-party cookies, space-separated, trailing `*` for a prefix. */
  readonly cookies?: string;
  /** The vendor's consent calls, with the site's ids put in. */
  readonly signal?: VendorSignal;
  /** Consent Mode "advanced": may be contacted before the choice, cookies stay guarded. */
  readonly early?: boolean;
  /** What it loaded can only be stopped by a reload. */
  readonly reload?: boolean;
}

/** Key of the rules of all vendors that a site's file knows only to hold; the panel, which has the catalogue, finds the name. */
export const OTHER_VENDORS = '?';

/** A trouble found while reading the config. */
export interface ConfigTrouble {
  readonly code: string;
  readonly path: string;
}

export interface HeadSite {
  /** Match rules by vendor id; in a head file their hosts are packed (vendors/matcher.ts). */
  readonly rules: Readonly<Record<string, RuleText>>;
  readonly services: readonly ResolvedService[];
  readonly categories: readonly Category[];
  readonly languages: readonly Language[];
  /** What the first layer shows, and switches of the gate; built files carry no more of the config. */
  readonly config: Partial<SiteConfig>;
  /** What Google is told; absent where the site does that itself. */
  readonly google?: GoogleConsent;
  /** Rules of hosts that always pass, packed likewise: `hosts.necessary` and the collector. */
  readonly pass: readonly string[];
  /** What every record of this site carries: site id, policy edition, scope, term. */
  readonly stamp: RecordStamp;
  /** The first trouble of the config. */
  readonly trouble?: ConfigTrouble;
  /** No config, or not one at all: nothing is ever granted. */
  readonly broken?: boolean;
}
