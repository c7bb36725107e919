/**
 * Owns everything that can be seen from a config alone: the schema first; the rest only when that is right, because it reads the parts.
 * Pure. Leaves to others: files (check-command.ts), pages, style sheets and policy texts.
 */
import type { SiteConfig } from '../../core/config.ts';
import { checkSiteConfig } from '../../core/schema/site-config.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import { resolveConfig } from '../resolve-config.ts';
import { checkAbout } from './check-about.ts';
import { type CheckFinding, schemaFinding } from './check-finding.ts';
import { checkHosts } from './check-hosts.ts';
import { checkLanguages } from './check-languages.ts';
import { checkOperators } from './check-operators.ts';
import { checkPolicies } from './check-policy.ts';
import { checkServices } from './check-services.ts';

/** @param today as 2026-03-01. */
export function checkConfig(config: unknown, today: string): CheckFinding[] {
  const wrong = checkSiteConfig(config, { vendors: Object.keys(RULES) });
  if (wrong.length) return wrong.map(schemaFinding);
  const right = config as SiteConfig;
  const site = resolveConfig(right);
  return [
    ...checkOperators(right),
    ...checkPolicies(right, today),
    ...checkHosts(right),
    ...checkServices(right, site, RULES),
    ...checkAbout(right, site),
    ...checkLanguages(right),
  ];
}
