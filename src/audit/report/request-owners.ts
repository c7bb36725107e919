/**
 * Owns whose a request is, for tables and timelines: a service of the site or the catalogue, an unknown host, or the site itself.
 * Asked of the run before it is redacted, since some services are told apart by a query's value; what it says comes from the redacted one. Leaves to others: judging it (judge/).
 */
import type { Localised } from '../../core/language.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import { createMatcher } from '../../vendors/matcher.ts';
import type { AuditRun } from '../audit-run.ts';
import type { Observation, ObservedRequest } from '../observation.ts';
import { vendorName } from './vendor-words.ts';

export interface RequestOwner {
  /** Vendor id, or '' for an unknown host. */
  readonly vendor: string;
  readonly host: string;
  readonly name: Localised;
}

export interface RequestOwners {
  /** Null: the site's own, and nobody else behind it that is known. By position in the run, which redaction keeps. */
  ownerOf(observation: number, request: number): RequestOwner | null;
}

/** @param shown the same run as the report may show it. */
export function requestOwners(run: AuditRun, shown: AuditRun): RequestOwners {
  const catalogue = Object.fromEntries(Object.entries(RULES).map(([id, { m }]) => [id, m]));
  const match = createMatcher({ ...ownRules(run), ...catalogue });
  const own = ownDomains(run);
  const owners = run.observations.map((observation, i) =>
    observation.requests.map((request, j): RequestOwner | null => {
      const url = URL.parse(request.url);
      if (!url || !/^(?:https?|wss?):$/.test(url.protocol)) return null;
      const { hostname } = url;
      // On a loopback test site `www.facebook.com.localhost` plays www.facebook.com.
      const vendor = match(hostname.replace(/\.localhost$/, ''), url.pathname, url.search) ?? '';
      if (!vendor && isOwn(hostname, own) && !isNamed(request, observation, run)) return null;
      const host = URL.parse(shown.observations[i]?.requests[j]?.url ?? '')?.host ?? '…';
      return { vendor, host, name: vendorName({ vendor, host }, shown.facts) };
    }),
  );
  return { ownerOf: (observation, request) => owners[observation]?.[request] ?? null };
}

/** A head file's rules are packed (vendors/matcher.ts) and of the same services; only those that can be read are taken. */
function ownRules({ facts }: AuditRun): Record<string, string> {
  return Object.fromEntries(Object.entries(facts.site.rules).filter(([, rules]) => /^\S*\.\S/.test(rules)));
}

function ownDomains({ urls }: AuditRun): string[] {
  return urls.flatMap((url) => URL.parse(url)?.hostname.replace(/^www\./, '') ?? []);
}

function isOwn(hostname: string, own: readonly string[]): boolean {
  return own.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}

/** A request of the site's own that a finding speaks of, or whose DNS leads elsewhere. */
function isNamed({ id, url }: ObservedRequest, { phase, repeat, cnames }: Observation, run: AuditRun): boolean {
  return (
    Object.hasOwn(cnames, URL.parse(url)?.hostname ?? '') ||
    run.judgement.findings.some(({ evidence }) =>
      evidence.some((one) => one.phase === phase.id && one.repeat === repeat && one.requests.includes(id)),
    )
  );
}
