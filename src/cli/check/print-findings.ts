/** Owns how findings read: to a person, worst first, and to a program. Leaves to others: exit codes (check-command.ts). */
import type { Severity } from './check-codes.ts';
import type { CheckFinding } from './check-finding.ts';

const ORDER: readonly Severity[] = ['error', 'warning', 'note'];
/** Of the JSON output; a change that takes something away counts it up. */
const OUTPUT_VERSION = 1;

export type Counts = Readonly<Record<Severity, number>>;

export function countFindings(findings: readonly CheckFinding[]): Counts {
  const count = (severity: Severity) => findings.filter((item) => item.severity === severity).length;
  return { error: count('error'), warning: count('warning'), note: count('note') };
}

/** One paragraph each: severity, place, code and what stands behind it; what is wrong; what to do. */
export function findingsText(file: string, findings: readonly CheckFinding[]): string {
  const paragraphs = ORDER.flatMap((severity) =>
    findings
      .filter((item) => item.severity === severity)
      .map(({ path, code, refs, message, remedy }) =>
        [
          `${severity.padEnd(7)} ${path}  [${[code, refs].filter(Boolean).join('; ')}]`,
          `        ${message}`,
          ...(remedy ? [`        → ${remedy}`] : []),
        ].join('\n'),
      ),
  );
  const { error, warning, note } = countFindings(findings);
  return `${[...paragraphs, `${file}: ${plural(error, 'error')}, ${plural(warning, 'warning')}, ${plural(note, 'note')}`].join('\n')}\n`;
}

export function findingsJson(file: string, findings: readonly CheckFinding[]): string {
  const sorted = ORDER.flatMap((severity) => findings.filter((item) => item.severity === severity));
  return `${JSON.stringify({ version: OUTPUT_VERSION, config: file, counts: countFindings(findings), findings: sorted }, null, 2)}\n`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
