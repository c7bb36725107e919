/** Owns the addresses of a config: whether they belong to the site, and where records of consent go (W20, art. 12). */
import type { SiteConfig } from '../../core/config.ts';
import { type CheckFinding, finding } from './check-finding.ts';
import { domainOf, isLoopback, isNearMiss } from './domains.ts';
import { siteTexts } from './site-texts.ts';
import { addressesIn } from './text-facts.ts';

interface PlacedHost {
  readonly path: string;
  readonly host: string;
}

/** Under which the site's own hosts in Kazakhstan stand; the second is .қаз. */
const HOME = /\.(?:kz|xn--80ao21a)$/;

export function checkHosts(config: SiteConfig): CheckFinding[] {
  const own = ownDomain(config);
  const findings: CheckFinding[] = [];
  for (const { path, host } of hostsOf(config)) {
    const domain = domainOf(host);
    if (own !== null && isNearMiss(domain, own))
      findings.push(
        finding(
          'near-miss-domain',
          path,
          `${domain} is nearly ${own}, but a stranger's`,
          `Write ${own} if that was meant.`,
        ),
      );
  }
  config.operators.forEach(({ email }, i) => {
    const domain = email === undefined ? own : domainOf(email.split('@')[1]!);
    if (own !== null && domain !== own && !isNearMiss(domain!, own))
      findings.push(finding('foreign-mailbox', `operators[${i}].email`, `${email} is not on ${own}`));
  });
  return [...findings, ...checkEndpoint(config, own)];
}

function checkEndpoint({ sync }: SiteConfig, own: string | null): CheckFinding[] {
  if (!sync) return [finding('evidence-nowhere', 'sync')];
  const { hostname } = new URL(sync.endpoint);
  if (isLoopback(hostname) || HOME.test(hostname) || domainOf(hostname) === own) return [];
  return [
    finding(
      'evidence-abroad',
      'sync.endpoint',
      `${hostname} is neither under .kz nor on ${own ?? "the site's own domain"}`,
    ),
  ];
}

/** The domain of most policy links; without one, of most e-mail addresses. */
export function ownDomain(config: SiteConfig): string | null {
  const links = linksOf(config).map(({ host }) => domainOf(host));
  const mails = config.operators.flatMap(({ email }) => (email ? [domainOf(email.split('@')[1]!)] : []));
  const count = (domain: string) => links.concat(mails).filter((other) => other === domain).length;
  const [most = null] = (links.length ? links : mails).toSorted((a, b) => count(b) - count(a));
  return most;
}

function linksOf(config: SiteConfig): PlacedHost[] {
  const policies = [
    { path: 'policy.url', url: config.policy.url },
    ...config.operators.flatMap(({ policy }, i) =>
      policy ? [{ path: `operators[${i}].policy.url`, url: policy.url }] : [],
    ),
  ];
  return policies.flatMap(({ path, url }) =>
    Object.entries(url).flatMap(([language, address]) =>
      /^https?:/.test(address) ? [{ path: `${path}.${language}`, host: new URL(address).hostname }] : [],
    ),
  );
}

function hostsOf(config: SiteConfig): PlacedHost[] {
  const inTexts = siteTexts(config).flatMap(({ path, text }) =>
    Object.entries(text).flatMap(([language, words]) =>
      addressesIn(words).map((address) => ({ path: `${path}.${language}`, host: address.split('@').at(-1)! })),
    ),
  );
  return [
    ...linksOf(config),
    ...config.operators.flatMap(({ email }, i) =>
      email ? [{ path: `operators[${i}].email`, host: email.split('@')[1]! }] : [],
    ),
    ...inTexts,
    ...(config.hosts?.necessary ?? []).map((host, i) => ({
      path: `hosts.necessary[${i}]`,
      host: host.replace(/^\*\.|[:/].*$/g, ''),
    })),
    ...(config.sync ? [{ path: 'sync.endpoint', host: new URL(config.sync.endpoint).hostname }] : []),
  ];
}
