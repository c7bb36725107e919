/**
 * Owns resolving a site.json on the machine that builds: presets expanded, against the whole catalogue. Every command and the middleware take
 * this way, so that gate, fence, header and maps open the same hosts. Leaves to others: whether the config is right (checkSiteConfig).
 */
import type { HeadSite } from '../core/head-site.ts';
import { expandPresets } from '../core/host-presets.ts';
import { resolveSite } from '../core/resolve-site.ts';
import { RULES } from '../vendors/generated/rules.ts';

export function resolveConfig(config: unknown): HeadSite {
  return resolveSite(expandPresets(config), RULES);
}
