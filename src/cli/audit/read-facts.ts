/**
 * Owns what the audit is told of a site by its config: checked and resolved as every other command does it, or the sentences why not.
 * Leaves to others: asking the page of a site without one (audit/driver).
 */
import type { SiteFacts } from '../../audit/site-facts.ts';
import type { SiteConfig } from '../../core/config.ts';
import { checkSiteConfig } from '../../core/schema/site-config.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import { readConfig } from '../read-config.ts';
import { resolveConfig } from '../resolve-config.ts';

export type ReadFacts =
  | { readonly config: SiteConfig; readonly facts: SiteFacts }
  | { readonly refusals: readonly string[] };

export function readFacts(file: string): ReadFacts {
  const read = readConfig(file);
  if ('problem' in read) return { refusals: [`--config ${read.problem}`] };
  const findings = checkSiteConfig(read.config, { vendors: Object.keys(RULES) });
  if (findings.length)
    return { refusals: findings.map(({ path, message }) => `${file}: ${path || 'the file'}: ${message}`) };
  const config = read.config as SiteConfig;
  return { config, facts: factsOf(config) };
}

export function factsOf(config: SiteConfig): SiteFacts {
  const { services, categories, rules, pass } = resolveConfig(config);
  return {
    source: 'config',
    site: { services, categories, rules, pass },
    endpointHost: config.sync ? new URL(config.sync.endpoint).hostname : '',
    keep: config.cookies?.keep ?? [],
    unlisted: config.unlisted ?? 'allow',
    gpc: config.gpc ?? 'record',
    googleConsentMode: config.signals?.googleConsentMode ?? 'basic',
    operators: config.operators.map(({ name, bin }) => ({ name, ...(bin !== undefined && { bin }) })),
    serviceNames: Object.fromEntries(
      // A service's name is one for all languages.
      config.services.flatMap(({ id, name }) =>
        id !== undefined && name !== undefined ? [[id, { kk: name, ru: name }]] : [],
      ),
    ),
    categoryNames: Object.fromEntries((config.categories ?? []).map(({ id, name }) => [id, name])),
  };
}
