/**
 * Owns telling the site owner, in one console line, what is wrong with the config the page was given: path, what, remedy, and how many more.
 * Leaves to others: finding it (core/schema/site-config.ts), staying closed (head).
 */
import type { KelisimApi } from '../core/api.ts';
import { presetHosts } from '../core/host-presets.ts';
import type { SiteConfig } from '../core/config.ts';
import { checkSiteConfig } from '../core/schema/site-config.ts';
import type { SiteData } from '../core/site-data.ts';

const NONE =
  'there is no config; put it into <script type="application/json" id="kelisim-config"> before the Kelisim tag, or name its file in the tag\'s data-config';

const UNREADABLE =
  'the config in id="kelisim-config" or behind data-config cannot be read: it did not come, or is no JSON object; check its address, commas and quotes';

/** One line without the word `kelisim:`; also used by tests. */
export function configLine(
  config: unknown,
  vendors: readonly string[],
  trouble: { readonly code: string; readonly path: string },
): string {
  const empty = typeof config !== 'object' || config === null || Object.keys(config).length === 0;
  if (empty) return trouble.code === 'config-missing' ? NONE : UNREADABLE;
  const findings = checkSiteConfig(config, { vendors });
  // What the head stumbled over comes first: it is why something is closed.
  const first = findings.find((finding) => finding.path === trouble.path) ?? findings[0];
  if (!first && trouble.code === 'presets') {
    const { presets } = (config as SiteConfig).hosts!;
    return `config: hosts.presets are looked up by "kelisim build" only; beside "unlisted": "block" write their hosts into hosts.necessary: ${JSON.stringify(presetHosts(presets))}`;
  }
  if (!first)
    return `the config has trouble (${trouble.code}) at ${trouble.path || 'its top'}; run "kelisim check" on it`;
  const more = findings.length - 1;
  return `config: ${first.path ? `${first.path} ` : ''}${first.message}${more ? ` (and ${more} more; "kelisim check" names all)` : ''}`;
}

export async function explainConfig(api: KelisimApi, siteData: SiteData): Promise<void> {
  const { inner } = api;
  const { trouble } = inner;
  if (!trouble || inner.told) return;
  // At once, not after the load: a second call may not print a second line.
  inner.told = true;
  const { vendors } = await siteData.disclosures(inner.language());
  console.error(`kelisim: ${configLine(siteData.config, Object.keys(vendors), trouble)}`);
}
