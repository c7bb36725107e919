/** Owns what the config says of the documents: edition, date, number and link in every language (R22, W01, W10). */
import type { PolicyConfig, SiteConfig } from '../../core/config.ts';
import { type CheckFinding, finding } from './check-finding.ts';
import { isLoopback } from './domains.ts';

/** @param today as 2026-03-01. */
export function checkPolicies(config: SiteConfig, today: string): CheckFinding[] {
  return [
    ...checkPolicy('policy', config.policy, today),
    ...config.operators.flatMap((operator, i) =>
      operator.policy ? checkPolicy(`operators[${i}].policy`, operator.policy, today) : [],
    ),
  ];
}

function checkPolicy(at: string, { date, number, url }: PolicyConfig, today: string): CheckFinding[] {
  const findings: CheckFinding[] = [];
  if (date === undefined) findings.push(finding('policy-date-missing', at));
  else {
    if (typeof date !== 'string' && date.kk !== date.ru)
      findings.push(finding('policy-date-differs', `${at}.date`, `kk says ${date.kk}, ru says ${date.ru}`));
    for (const day of new Set(typeof date === 'string' ? [date] : [date.kk, date.ru]))
      if (day > today) findings.push(finding('policy-date-future', `${at}.date`, `${day} is later than today`));
  }
  if (number === undefined) findings.push(finding('policy-number-missing', at));
  else if (typeof number !== 'string' && number.kk !== number.ru)
    findings.push(finding('policy-number-differs', `${at}.number`, `kk says ${number.kk}, ru says ${number.ru}`));
  for (const [language, link] of Object.entries(url))
    if (link.startsWith('http:') && !isLoopback(new URL(link).hostname))
      findings.push(finding('policy-readable', `${at}.url.${language}`, `${link} is not encrypted`));
  if (url.kk === url.ru)
    findings.push(finding('policy-one-language', `${at}.url`, `${url.kk} stands for both languages`));
  return findings;
}
