/** Owns a finding in sentences, for every format: what was found, why it is so, what to change, and what else names it. */
import type { Localised } from '../../core/language.ts';
import type { AuditRun } from '../audit-run.ts';
import { type Finding, type Fix, SEVERITIES } from '../verdict.ts';
import type { Place } from '../observation.ts';
import { phaseTitle } from './phase-words.ts';
import { joined, reportText, reportTextOr, same } from './report-text.ts';
import { vendorName } from './vendor-words.ts';

export interface FixWords {
  readonly sentence: Localised;
  readonly names: readonly [name: Localised, value: string][];
  readonly fix: Fix;
}

export interface FindingWords {
  readonly vendor: Localised;
  readonly severity: Localised;
  readonly verdict: Localised;
  /** Who did what. */
  readonly found: Localised;
  readonly why: Localised;
  readonly phases: Localised;
  readonly names: readonly [name: Localised, value: string][];
  readonly fixes: readonly FixWords[];
}

export function findingWords(finding: Finding, run: AuditRun): FindingWords {
  const vendor = vendorName(finding, run.facts);
  const { verdict, severity, cause } = finding;
  const isFine = verdict === 'ok-blocked' || verdict === 'ok-fired' || verdict === 'ok-silent';
  return {
    vendor,
    severity: reportText(`severity-${severity}`),
    verdict: reportText(`verdict.${verdict}`),
    found: isFine
      ? joined([vendor, reportText(`verdict.${verdict}`)], ': ')
      : reportText(`found-${verdict}`, { vendor }),
    why: reportText(`why-${cause}`, { ...finding.names, vendor }),
    phases: joined(
      finding.phases.map((id) => phaseTitle(id, run.phases, run.facts)),
      ', ',
    ),
    names: nameWords(finding.names),
    fixes: finding.fixes.map((fix) => ({
      sentence: reportText(`fix-${fix.code}`, { ...fix.names, vendor }),
      names: nameWords(fix.names ?? {}),
      fix,
    })),
  };
}

/** The worst first; within that in the order of the judge. */
export function bySeverity(a: Finding, b: Finding): number {
  return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
}

/** `https://a.kz/page:14:3 (track)`, as editors and consoles write a place. */
export function placeText({ url, line, column, inFunction }: Place): string {
  return `${url}:${line}:${column}${inFunction ? ` (${inFunction})` : ''}`;
}

function nameWords(names: Readonly<Record<string, string>>): [Localised, string][] {
  return Object.entries(names)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => [reportTextOr(`name-${name}`, name), value]);
}

export function oneName([name, value]: readonly [Localised, string]): Localised {
  return joined([name, same(value)], ': ');
}
