/** Owns what can be wrong with the services as a whole: categories that hide a tracker, replay and anti-fraud on every page, what is not declared. */
import type { StandardCategory } from '../../core/category.ts';
import type { ServiceConfig, SiteConfig } from '../../core/config.ts';
import type { HeadSite, ResolvedService } from '../../core/head-site.ts';
import type { VendorRules } from '../../core/vendor.ts';
import { type CheckFinding, finding } from './check-finding.ts';
import { ANTI_FRAUD, CLICK_ID, COMPANIONS, profiles, vendorName } from './vendor-kinds.ts';

export function checkServices(config: SiteConfig, site: HeadSite, catalogue: VendorRules): CheckFinding[] {
  const findings = config.services.flatMap((service, i) => {
    const resolved = site.services.find(({ id }) => id === (service.id ?? service.vendor));
    return resolved ? checkService(`services[${i}]`, service, resolved, config, catalogue) : [];
  });
  return [...findings, ...checkCategories(config, site), ...checkWhole(config, site)];
}

function checkService(
  at: string,
  service: ServiceConfig,
  resolved: ResolvedService,
  config: SiteConfig,
  catalogue: VendorRules,
): CheckFinding[] {
  const { id, vendor } = resolved;
  const rule = catalogue[vendor];
  const category = standardOf(resolved.category, config);
  const findings: CheckFinding[] = [];
  const isTracker = rule?.c === 'a' || rule?.c === 'd' || rule?.r === 1;
  if (CLICK_ID.includes(vendor) && (category === 'necessary' || category === 'functional'))
    findings.push(
      finding('click-id-necessary', at, `"${id}" (${vendorName(vendor)}) stands under "${resolved.category}"`),
    );
  else if (isTracker && category === 'necessary')
    findings.push(
      finding('tracker-necessary', at, `"${id}" (${vendorName(vendor)}) stands under "${resolved.category}"`),
    );
  else if (rule?.c === 'd' && (category === 'functional' || category === 'analytics'))
    findings.push(
      finding('advertising-elsewhere', at, `"${id}" (${vendorName(vendor)}) stands under "${resolved.category}"`),
    );
  if (resolved.replay && !service.onlyOn && !service.notOn)
    findings.push(finding('replay-everywhere', at, `"${id}" may record every page, application and account included`));
  if (rule?.r && service.replay === false)
    findings.push(
      finding('replay-denied', `${at}.replay`, `"replay": false is your word that "${id}" records no sessions`),
    );
  if (ANTI_FRAUD.includes(vendor) && category === 'necessary' && !service.onlyOn)
    findings.push(finding('antifraud-everywhere', at, `"${id}" is necessary on every page`));
  if (rule?.t && !service.contains?.length)
    findings.push(
      finding('container-unknown', at, `"${id}" does not say what it brings; what it loads undeclared stays held`),
    );
  const companion = COMPANIONS[vendor];
  if (companion && !config.services.some((other) => other.vendor === companion.brings))
    findings.push(
      finding(
        'companion-undeclared',
        at,
        `"${companion.brings}" is not declared: ${companion.why}; it would stay held`,
      ),
    );
  return findings;
}

function standardOf(category: string, config: SiteConfig): StandardCategory | undefined {
  const own = config.categories?.find(({ id }) => id === category);
  return own ? own.parent : (category as StandardCategory);
}

function checkCategories({ categories = [] }: SiteConfig, site: HeadSite): CheckFinding[] {
  const findings = categories.flatMap(({ id }, i) =>
    site.services.some(({ category }) => category === id)
      ? []
      : [finding('category-empty', `categories[${i}]`, `"${id}" has no service: its switch does nothing`)],
  );
  const profiling = site.services.filter(({ vendor, category }) => profiles(vendor) && category === 'advertising');
  if (profiling.length && !categories.some(({ parent }) => parent === 'advertising'))
    findings.push(
      finding(
        'personalised-missing',
        'categories',
        `${profiling.map(({ id }) => id).join(', ')} have no switch of their own for personalised advertising`,
      ),
    );
  return findings;
}

/** What the head itself would complain about, and settings that weaken the promise. */
function checkWhole({ signals }: SiteConfig, { trouble }: HeadSite): CheckFinding[] {
  const findings: CheckFinding[] = [];
  if (trouble?.code === 'necessary-vendor') findings.push(finding('necessary-vendor', trouble.path));
  else if (trouble)
    findings.push(
      finding('left-out', trouble.path, `the head cannot use this part (${trouble.code}) and leaves it closed`),
    );
  if (signals?.googleConsentMode === 'advanced')
    findings.push(finding('google-before-choice', 'signals.googleConsentMode'));
  return findings;
}
