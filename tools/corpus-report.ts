/**
 * Owns the numbers of a corpus run and the page that shows them (docs/corpus.md). Pure.
 * Leaves to others: running it (run-corpus.ts).
 */
import type { FixOutcome } from '../test/corpus/audit-site.ts';
import type { Compared } from '../test/corpus/compare.ts';

export interface SiteResult extends Omit<Compared, 'finding'> {
  readonly id: string;
  readonly mechanism: string;
  /** `verdict/cause`, or `nothing`. */
  readonly expected: string;
  /** What was seen in place of the planted defect; null when it happened. */
  readonly control: string | null;
  readonly ms: number;
  readonly skipped: readonly { readonly phase: string; readonly why: string }[];
  readonly fix: FixOutcome | null;
  /** The run itself failed. */
  readonly trouble: string;
}

export interface CorpusSummary {
  readonly defects: number;
  readonly clean: number;
  readonly controlled: number;
  readonly recall: number;
  readonly causesRight: number;
  readonly fixesRight: number;
  /** Serious findings about planted defects, of all serious findings. */
  readonly precision: number;
  readonly falseAlarms: number;
  readonly cleanWithFindings: number;
  readonly fixesPasted: number;
  readonly fixesByHand: number;
  readonly fixesNone: number;
  /** Of those that could be carried out. */
  readonly fixesClear: number;
  /** Of all defects. */
  readonly fixesClearOfAll: number;
  /** Of all defects: after the fix nothing serious is left at all, so the vendor also comes when it is agreed to. */
  readonly fixesLeaveNothing: number;
  readonly medianMs: number;
  readonly longestMs: number;
  readonly isGood: boolean;
}

export function summaryOf(results: readonly SiteResult[]): CorpusSummary {
  const defects = results.filter(({ expected }) => expected !== 'nothing');
  const clean = results.filter(({ expected }) => expected === 'nothing');
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
  const count = (test: (result: SiteResult) => boolean): number => defects.filter(test).length;
  const right = defects.reduce((sum, { said, beside }) => sum + (said ? 1 : 0) + beside.length, 0);
  const falseAlarms = results.reduce((sum, result) => sum + result.falseAlarms.length, 0);
  const fixes = defects.flatMap(({ fix }) => (fix ? [fix] : []));
  const done = fixes.filter(({ way }) => way !== 'none');
  const times = results.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const recall = share(
    count(({ isFound }) => isFound),
    defects.length,
  );
  const causesRight = share(
    count(({ isCauseRight }) => isCauseRight),
    defects.length,
  );
  const precision = share(right, right + falseAlarms);
  const cleared = fixes.filter(({ isCleared }) => isCleared).length;
  const failed = results.filter(({ trouble }) => trouble !== '').length;
  const cleanWithFindings = clean.filter((result) => result.falseAlarms.length > 0).length;
  return {
    defects: defects.length,
    clean: clean.length,
    controlled: count(({ control }) => control === null),
    recall,
    causesRight,
    fixesRight: share(
      count(({ isFixRight }) => isFixRight),
      defects.length,
    ),
    precision,
    falseAlarms,
    cleanWithFindings,
    fixesPasted: fixes.filter(({ way }) => way === 'pasted').length,
    fixesByHand: fixes.filter(({ way }) => way === 'by-hand').length,
    fixesNone: fixes.filter(({ way }) => way === 'none').length,
    fixesClear: share(cleared, done.length),
    fixesClearOfAll: share(cleared, fixes.length),
    fixesLeaveNothing: share(
      fixes.filter(({ isCleared, left }) => isCleared && left.length === 0).length,
      fixes.length,
    ),
    medianMs: times[Math.floor(times.length / 2)] ?? 0,
    longestMs: times.at(-1) ?? 0,
    isGood: recall === 1 && causesRight === 1 && precision >= 0.99 && cleanWithFindings === 0 && failed === 0,
  };
}

/** What no site of the corpus can show, because nobody outside could see it. */
const LIMITS: readonly string[] = [
  '## How the defects were planted',
  '',
  'Where the gate holds a mechanism, it is planted where it does leak: above the head script (WebSocket, event stream, native functions kept for',
  'later), as static markup that level tag does not hold (docs/guarantees.md), or on a site with another banner (static frame, ping, form). The head',
  'file comes 400 ms late, as over a slow phone: on loopback the gate would often take a request back while its connection is still being made.',
  '',
  '## What the audit cannot see',
  '',
  "- What the site's server passes on by itself. A proxy is recognised by a path or parameters that are the vendor's own, not when both are renamed.",
  '- What is said over a WebSocket once it is open: the opening is seen, the messages are not read.',
  '- Personal data that was hashed, encrypted or cut up before it was sent, and the part of a body beyond 64 kB.',
  "- What a page sends when it is left, unless it does so on `pagehide`: the browser's protocol has let go of the page by then, so the audit tells the",
  '  page before it leaves. Code that waits for the tab to be hidden (`visibilitychange`) is not reached that way.',
  '- What only real visitors trigger: a click on a button that is no route, a form that is sent, a scroll of minutes, a login without a script.',
  '- Other engines: the audit drives Chromium. What leaks in Firefox or WebKit only stands in docs/guarantees.md.',
  '- A defect on a page that was not named.',
  '',
];

export function corpusPage(results: readonly SiteResult[], summary: CorpusSummary): string {
  const percent = (share: number): string => `${(share * 100).toFixed(share === 1 ? 0 : 1)} %`;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const lines = [
    '# The corpus of the audit',
    '',
    'This page is written by `npm run corpus`; nobody edits it by hand. Each site of `test/corpus/sites` has exactly one planted defect, or none',
    'and only looks as if. Before a verdict counts, a *control* has shown from the log of the server that the planted request really arrived (or',
    'that what should have arrived did not). A finding belongs to a defect when it is about the same vendor or host; every other finding of',
    'severity warning or error is a false alarm. The fix is applied as the finding says it, by a program that knows no site: text replaced by',
    'text, lines put into the config. What is done elsewhere (a tag manager, a server) is done as the sentence says and counted as *by hand*.',
    '',
    '| what | measured |',
    '|-|-|',
    `| sites with a defect; clean ones; defects whose control held | ${summary.defects}; ${summary.clean}; ${summary.controlled} |`,
    `| recall: found with the right verdict, in every phase where it shows | ${percent(summary.recall)} |`,
    `| with the right cause | ${percent(summary.causesRight)} |`,
    `| the expected fix is among those suggested | ${percent(summary.fixesRight)} |`,
    `| precision: findings about planted defects, of all findings | ${percent(summary.precision)} (${summary.falseAlarms} false alarms) |`,
    `| clean sites with a finding | ${summary.cleanWithFindings} |`,
    `| fixes: pasted by the program; by hand; none that could be carried out | ${summary.fixesPasted}; ${summary.fixesByHand}; ${summary.fixesNone} |`,
    `| finding gone after the fix, of those carried out; of all | ${percent(summary.fixesClear)}; ${percent(summary.fixesClearOfAll)} |`,
    `| nothing else found after the fix either (it comes when it is agreed to), of all | ${percent(summary.fixesLeaveNothing)} |`,
    `| time of an audit (four phases, one visit each): median; longest | ${seconds(summary.medianMs)}; ${seconds(summary.longestMs)} |`,
    '',
    ...LIMITS,
    '## Sites with a defect',
    '',
    '| site | mechanism | expected | found | cause | fix | finding gone |',
    '|-|-|-|-|-|-|-|',
    ...results.filter(({ expected }) => expected !== 'nothing').map(defectRow),
    '',
    '## Clean sites',
    '',
    '| site | looks like a defect because of | findings |',
    '|-|-|-|',
    ...results
      .filter(({ expected }) => expected === 'nothing')
      .map(
        ({ id, mechanism, falseAlarms, trouble }) =>
          `| ${id} | ${mechanism} | ${[...falseAlarms, trouble].filter(Boolean).join('; ') || 'none'} |`,
      ),
    '',
  ];
  return lines.join('\n');
}

function defectRow(result: SiteResult): string {
  const { id, mechanism, expected, isFound, isCauseRight, said, fix, control, trouble } = result;
  const answer =
    control === null ? (isFound ? 'yes' : `**no**: ${said || trouble || 'nothing'}`) : `control failed: ${control}`;
  const cause = isCauseRight ? 'right' : '**wrong**';
  const way =
    fix === null ? 'not tried' : fix.way === 'none' ? 'none' : `${fix.code}${fix.way === 'by-hand' ? ', by hand' : ''}`;
  return `| ${id} | ${mechanism} | ${expected} | ${answer.slice(0, 120)} | ${isFound ? cause : '–'} | ${way} | ${goneWords(fix)} |`;
}

function goneWords(fix: FixOutcome | null): string {
  if (!fix?.isCleared) return '**no**';
  return fix.left.length > 0 ? `yes; then ${fix.left.map((line) => line.replace(/ →.*/, '')).join('; ')}` : 'yes';
}
