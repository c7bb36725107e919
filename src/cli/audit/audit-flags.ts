/**
 * Owns what only `kelisim audit` takes on the command line: which phases, which reports, what makes it fail. Each refusal is one sentence that
 * names the way out. Leaves to others: how visits are made (visit-flags.ts), files (read-facts.ts, read-baseline.ts, write-reports.ts).
 */
import type { PhaseKind } from '../../audit/observation.ts';
import type { Severity } from '../../audit/verdict.ts';
import type { VisitFlags } from './visit-flags.ts';

/** In the order in which they are made. */
export const PHASE_KINDS = [
  'no-choice',
  'reject',
  'accept',
  'only',
  'withdraw',
  'gpc',
  'head-missing',
  'endpoint-down',
  'early-error',
  'no-script',
] as const satisfies readonly PhaseKind[];

/** What a visitor does; the rest is what happens to a site. `only` is a phase for each category. */
const MAIN_PHASES: readonly PhaseKind[] = ['no-choice', 'reject', 'accept', 'only', 'withdraw'];
const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = { main: MAIN_PHASES, all: PHASE_KINDS };

export const FORMATS = {
  html: 'report.html',
  json: 'report.json',
  junit: 'junit.xml',
  markdown: 'summary.md',
} as const;
export type Format = keyof typeof FORMATS;

export const FAIL_LEVELS = ['error', 'warning', 'note', 'never'] as const;
export type FailLevel = Exclude<Severity, 'none'> | 'never';

export interface AuditFlags extends VisitFlags {
  readonly config?: string;
  readonly phases?: string;
  readonly out?: string;
  readonly format?: string;
  readonly baseline?: string;
  readonly failOn?: string;
  readonly failOnNew?: boolean;
  readonly strict?: boolean;
  readonly raw?: boolean;
  readonly json?: boolean;
}

export interface AuditWishes {
  /** Undefined: all that can be made. */
  readonly phases?: readonly PhaseKind[];
  readonly formats: readonly Format[];
  readonly failOn: FailLevel;
}

export function readWishes(
  flags: AuditFlags,
): { readonly wishes: AuditWishes } | { readonly refusals: readonly string[] } {
  const refusals: string[] = [];
  const { failOn = 'error', phases, format } = flags;
  const names = splitList(phases);
  const kinds: readonly string[] = names.flatMap((name) =>
    Object.hasOwn(SHORT_NAMES, name) ? SHORT_NAMES[name]! : [name],
  );
  const unknown = kinds.filter((kind) => !isOneOf(PHASE_KINDS, kind));
  if (phases !== undefined && (unknown.length || !names.length))
    refusals.push(`--phases ${phases}: write some of ${PHASE_KINDS.join(', ')}, with commas between; or main, or all.`);
  const formats = splitList(format);
  const wrong = formats.filter((name) => !Object.hasOwn(FORMATS, name));
  if (format !== undefined && (wrong.length || !formats.length))
    refusals.push(`--format ${format}: write some of ${Object.keys(FORMATS).join(', ')}, with commas between.`);
  if (format !== undefined && flags.out === undefined)
    refusals.push('--format says which files are written; add --out with the folder for them.');
  if (!isOneOf(FAIL_LEVELS, failOn)) refusals.push(`--fail-on ${failOn}: write error, warning, note or never.`);
  if (flags.failOnNew && flags.baseline === undefined)
    refusals.push('--fail-on-new compares with an earlier report; add --baseline with its report.json.');
  if (flags.failOnNew && failOn === 'never')
    refusals.push('--fail-on never lets nothing fail, and --fail-on-new what is new; leave one of them out.');
  if (flags.raw && flags.out === undefined && !flags.json)
    refusals.push('--raw keeps addresses and values whole in the reports; add --out or --json, which write them.');
  if (refusals.length) return { refusals };
  return {
    wishes: {
      ...(names.length > 0 && { phases: PHASE_KINDS.filter((kind) => kinds.includes(kind)) }),
      formats: (formats.length ? formats : Object.keys(FORMATS)) as Format[],
      failOn: failOn as FailLevel,
    },
  };
}

function splitList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

function isOneOf<T extends string>(list: readonly T[], name: string): name is T {
  return (list as readonly string[]).includes(name);
}
