/** Owns what the notice says about the consent itself: the items of Law 94-V art. 8(4) that a site can state, and defaults worth knowing. */
import type { SiteConfig } from '../../core/config.ts';
import type { HeadSite } from '../../core/head-site.ts';
import { type CheckFinding, finding } from './check-finding.ts';
import { profiles } from './vendor-kinds.ts';

const YEAR_DAYS = 366;

export function checkAbout(config: SiteConfig, site: HeadSite): CheckFinding[] {
  const { about = {}, term } = config;
  const findings: CheckFinding[] = [finding('subject-name', 'the record')];
  if (term === undefined) findings.push(finding('term-default', 'term'));
  else if (term > YEAR_DAYS) findings.push(finding('term-long', 'term', `a choice is valid for ${term} days`));
  if (!about.cookies) findings.push(finding('cookie-words-default', 'about.cookies'));
  if (!about.publicSources) findings.push(finding('public-sources-default', 'about.publicSources'));
  if (!about.group) findings.push(finding('group-default', 'about.group'));
  const profiling = site.services.filter(({ vendor }) => profiles(vendor)).map(({ id }) => id);
  if (profiling.length && !about.humanReview)
    findings.push(
      finding(
        'human-review-missing',
        'about.humanReview',
        `${profiling.join(', ')} profile visitors, and no clause on review by a person is named`,
      ),
    );
  config.services.forEach(({ vendor, provider, id }, i) => {
    if (vendor === undefined && !provider)
      findings.push(
        finding(
          'provider-missing',
          `services[${i}]`,
          `"${id}" does not say who receives the data, nor in which country`,
        ),
      );
  });
  return findings;
}
