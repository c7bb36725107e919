/**
 * Owns what docs/corpus.md says of repeatability: the section that `npm run corpus:repeats` writes and `npm run corpus` leaves alone. Pure.
 */

export interface RepeatsResult {
  readonly id: string;
  readonly runs: number;
  /** Runs with the very same findings and cells as the first. */
  readonly same: number;
  /** Runs that found the planted defect with its cause; of a clean site those that found nothing. */
  readonly right: number;
  /** Lines of findings and cells that one run has and the first has not, or the other way round, with how often. */
  readonly differing: Readonly<Record<string, number>>;
}

export interface RepeatsSummary {
  readonly sites: number;
  readonly audits: number;
  readonly sameInAll: number;
  readonly rightInAll: number;
  readonly differingAudits: number;
}

export const REPEATS_HEADING = '## The same verdicts again';

export function repeatsSummary(results: readonly RepeatsResult[]): RepeatsSummary {
  const sum = (of: (result: RepeatsResult) => number): number => results.reduce((all, result) => all + of(result), 0);
  return {
    sites: results.length,
    audits: sum(({ runs }) => runs),
    sameInAll: results.filter(({ same, runs }) => same === runs).length,
    rightInAll: results.filter(({ right, runs }) => right === runs).length,
    differingAudits: sum(({ runs, same }) => runs - same),
  };
}

export function repeatsSection(results: readonly RepeatsResult[]): string {
  const { sites, audits, sameInAll, rightInAll, differingAudits } = repeatsSummary(results);
  const fewest = Math.min(...results.map(({ runs }) => runs));
  const others = results.filter(({ same, right, runs }) => same < runs || right < runs);
  return [
    REPEATS_HEADING,
    '',
    'Written by `npm run corpus:repeats`: each site audited again and again (the phases in which its defect shows, no choice and accept; one visit each),',
    'three sites at the same time. Compared is every serious finding with its id and cause, and the verdict on every vendor in every phase.',
    '',
    '| what | measured |',
    '|-|-|',
    `| sites; audits of each; audits in all | ${sites}; ${fewest}; ${audits} |`,
    `| sites with the very same findings and cells each time | ${sameInAll} |`,
    `| sites with the right answer each time (the defect with its cause; nothing on a clean one) | ${rightInAll} |`,
    `| audits that differ from the first of their site | ${differingAudits} |`,
    ...(others.length > 0 ? ['', '| site | same | right | what differs |', '|-|-|-|-|', ...others.map(row)] : []),
    '',
  ].join('\n');
}

function row({ id, runs, same, right, differing }: RepeatsResult): string {
  const what = Object.entries(differing).map(([line, times]) => `${line} (${times})`);
  return `| ${id} | ${same} of ${runs} | ${right} of ${runs} | ${what.join('; ')} |`;
}
