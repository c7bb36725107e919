/**
 * Owns what the audit knows of a site beside what it saw: its services and categories from the config (or from the Kelisim in its page),
 * or that nothing is known. Pure.
 * Leaves to others: reading a config (cli), asking the page (driver/).
 */
import type { HeadSite } from '../core/head-site.ts';
import type { SiteText } from '../core/language.ts';

export interface SiteFacts {
  /** Where it comes from. `none`: a site with another banner and no config; the catalogue's categories are the measure then. */
  readonly source: 'config' | 'page' | 'none';
  /** Services, categories, rules of services that describe themselves, hosts that always pass. */
  readonly site: Pick<HeadSite, 'services' | 'categories' | 'rules' | 'pass'>;
  /** Host of the evidence endpoint, '' when there is none: its requests are ours. */
  readonly endpointHost: string;
  /** Cookie names and patterns that the site keeps (`cookies.keep`). */
  readonly keep: readonly string[];
  /** `allow` or `block` for hosts of no catalogue. */
  readonly unlisted: 'allow' | 'block';
  /** GPC as the config takes it. */
  readonly gpc: 'record' | 'refuse';
  readonly googleConsentMode: 'basic' | 'advanced' | 'off';
  /** Who answers for the site, for the head of the report; from the config. */
  readonly operators?: readonly { readonly name: SiteText; readonly bin?: string }[];
  /** What the config calls the services that describe themselves, and the site's own categories; ids stand in the report otherwise. */
  readonly serviceNames?: Readonly<Record<string, SiteText>>;
  readonly categoryNames?: Readonly<Record<string, SiteText>>;
}
