/** Owns a finding in sentences, for every format: what was found, why it is so, what to change, and what else names it. */
import type { Localised } from '../../core/language.ts';
import type { AuditRun } from '../audit-run.ts';
import { type Finding, type Fix, SEVERITIES } from '../verdict.ts';
import type { Place } from '../observation.ts';
import { phaseTitle } from './phase-words.ts';
import { joined, reportText, reportTextOr, same } from './report-text.ts';
import { vendorName } from './vendor-words.ts';

/** Something a finding names, with what it is called. */
export type NamedValue = readonly [name: Localised, value: Localised];

export interface FixWords {
  readonly sentence: Localised;
  readonly names: readonly NamedValue[];
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
  readonly names: readonly NamedValue[];
  readonly fixes: readonly FixWords[];
}

export function findingWords(finding: Finding, run: AuditRun): FindingWords {
  const vendor = vendorName(finding, run.facts);
  const { verdict, severity, cause } = finding;
  const said = new Set(nameWords(finding.names, finding).map(([name]) => name.en));
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
    names: nameWords(finding.names, finding),
    fixes: finding.fixes.map((fix) => ({
      sentence: reportText(`fix-${fix.code}`, { ...fix.names, vendor }),
      names: nameWords(fix.names ?? {}, finding).filter(([name]) => !said.has(name.en)),
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

function nameWords(names: Readonly<Record<string, string>>, { vendor, host, names: own }: Finding): NamedValue[] {
  return Object.entries(names)
    .filter(
      ([name, value]) =>
        value !== '' && value !== vendor && value !== host && !(name === 'where' && own['field'] === value),
    )
    .map(([name, value]): NamedValue => [reportTextOr(`name-${name}`, name), valueWords(name, value)]);
}

/** Some values are codes of ours. */
function valueWords(name: string, value: string): Localised {
  switch (name) {
    case 'data':
      return reportTextOr(`data-${value}`, value);
    case 'where':
    case 'field':
      return reportTextOr(`in-${value}`, value);
    case 'verdict':
      return reportTextOr(`verdict.${value}`, value);
    case 'cause':
      return reportTextOr(`why-${value}`, value);
    case 'trouble':
      return reportTextOr(`trouble-${value}`, value);
    default:
      return same(value);
  }
}

export function oneName([name, value]: NamedValue): Localised {
  return joined([name, value], ': ');
}
