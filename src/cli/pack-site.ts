/**
 * Owns making a resolved site small for its head file: every page view pays for each byte.
 */
import type { SiteConfig } from '../core/config.ts';
import { type HeadSite, OTHER_VENDORS } from '../core/head-site.ts';
import { packHosts } from '../vendors/pack-hosts.ts';

/** What gate and banner read of the config, defaults left out; the banner's words are baked (core/notice-texts.ts). */
export function firstLayer(config: SiteConfig): HeadSite['config'] {
  const { unlisted, ui, gpc, withdrawal } = config;
  return {
    ...(unlisted === 'block' && { unlisted }),
    ...(gpc === 'refuse' && { gpc }),
    ...(withdrawal?.reload === false && { withdrawal }),
    ...(ui && {
      // The layout is baked (core/banner-style.ts); the theme is the settings' too.
      ui: {
        ...(ui.theme && ui.theme !== 'auto' && { theme: ui.theme }),
        ...(ui.launcher === false && { launcher: false }),
      },
    }),
  };
}

/**
 * @param notice hash of the notice file, for the stamp of records.
 * @param mapHost changes the host of every rule.
 */
export function packSite(site: HeadSite, notice: string, mapHost: (host: string) => string): HeadSite {
  const rules: Record<string, string> = {};
  const others: string[] = [];
  for (const [id, text] of Object.entries(site.rules)) {
    const mapped = mapRules(text, mapHost);
    if (site.services.some(({ vendor }) => vendor === id)) rules[id] = mapped;
    else others.push(mapped);
  }
  return packHosts({
    ...site,
    rules: { ...rules, [OTHER_VENDORS]: others.join(' ') },
    // The words say already whether data go abroad; head.ts puts the id back.
    services: site.services.map(({ id, foreign: _, ...service }) => ({
      ...service,
      id: id === service.vendor ? (undefined as unknown as string) : id,
    })),
    // Names stand in config.categories, parents only matter to the settings.
    categories: site.categories.map(({ id, letter }) => ({ id, letter })),
    pass: [...new Set(site.pass.map((text) => mapRules(text, mapHost)))],
    stamp: { ...site.stamp, notice },
  });
}

function mapRules(rules: string, mapHost: (host: string) => string): string {
  return rules
    .split(' ')
    .map((text) => mapHost(text.replace(/[/?].*/, '')) + text.replace(/^[^/?]*/, ''))
    .join(' ');
}
