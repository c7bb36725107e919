/** Owns what the page's own Kelisim says of its site, as the verdicts want it, and the guess of a registrable domain that a page can make. */
import type { Inner } from '../../core/api.ts';
import type { SiteConfig } from '../../core/config.ts';
import type { SiteFacts } from '../site-facts.ts';

/** Two labels, three below `com.kz` and its like: as the gate guesses, for want of a list of public suffixes. */
export function domainOf(host: string): string {
  return /[^.]+\.(?:(?:com|org|net|gov|edu|co)\.)?[^.]*[a-z][^.]*$/.exec(host)?.[0] ?? host;
}

export function pageFacts(inner: Inner, config: Partial<SiteConfig>): SiteFacts {
  return {
    source: 'page',
    site: inner,
    endpointHost: (config.sync && URL.parse(config.sync.endpoint)?.hostname) ?? '',
    keep: config.cookies?.keep ?? [],
    unlisted: config.unlisted ?? 'allow',
    gpc: config.gpc ?? 'record',
    googleConsentMode: config.signals?.googleConsentMode ?? 'basic',
  };
}
