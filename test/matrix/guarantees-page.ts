/**
 * Owns docs/guarantees.md: what the baseline says, for a site's owner first, then cell by cell. Pure.
 * Past 130 lines because most of it is the page's own words. Leaves to others: the numbers (baseline.ts).
 */
import { type Engine, ENGINES } from '../../tools/find-browsers.ts';
import { type Baseline, worstAt } from './baseline.ts';
import { type Verdict, worstVerdict } from './cell.ts';
import { CONDITION_NAMES, type ConditionName } from './conditions.ts';
import { STATES } from './consent-states.ts';
import type { Kind } from './kinds/kind.ts';
import { type Level, LEVELS } from './matrix-site.ts';
import { QUIET_MS } from './workbench.ts';

const ENGINE_NAMES: Record<Engine, string> = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' };

const LEVEL_NAMES: Record<Level, string> = {
  tag: 'tag',
  inline: 'inline',
  'inline-quiet': 'inline, quiet look-ahead',
  fence: 'fence',
  header: 'header',
};

const WORDS: Record<Verdict, string> = {
  never: 'never leaves',
  lost: 'held, not given back',
  'no-run': 'may leave, does not run',
  leaves: '**leaves**',
  silent: 'not measured',
};

const CONDITION_WORDS: Record<ConditionName, string> = {
  one: 'the HTML in one piece',
  'one-first-slow': "in one piece, with a blocking script of the site's own, 120 ms late, before the trackers",
  slow: 'slowly, each tag 15 ms after the other',
  'slow-first-slow': 'slowly, with that script',
};

const INTRODUCTION = `# What stays on the page before the visitor agrees

This page is written by \`npm run matrix\` from what a stand-in tracker **received**, in three real browser engines; nobody edits it by hand. The same numbers
for machines are in \`guarantees.json\`, and a check in CI fails when one of them gets worse.

A *kind* is one way in which a page can contact a tracker: an image in the HTML, a \`fetch\` call, a frame that a script adds. Each kind was tried in three steps:
without Kelisim it **must** reach the tracker (else the measurement proves nothing); with Kelisim and before any choice it should **not**; after "accept all" it
must arrive again. A zero counts only when the first and the last step worked.

| words | what was seen |
|-|-|
| never leaves | in no load did anything arrive before the choice, and after accepting it arrived in every load |
| may leave, does not run | the browser may fetch the file ahead of all scripts, so the tracker sees an address; its code does not run and stores nothing |
| **leaves** | it reached the tracker: mark the tag, or choose level fence or header |
| held, not given back | nothing left before the choice, but it did not come back after it either (tag and inline: in the same page; fence and header: after the reload), so the zero proves little |
| not measured | it does not reach the tracker even without Kelisim in this engine |

The levels, from weakest to strongest: **tag** (one \`<script src>\`), **inline** (the same script in the page), **inline, quiet look-ahead**
(\`--quiet-lookahead\`), **fence** (the browser enforces a policy from the page), **header** (the browser enforces a policy that the server sent).
A tag that carries Kelisim's **mark** (\`data-kelisim\`) never leaves at any level: that is why marking is the advice for everything in the HTML that the table
does not show as *never leaves*.
`;

const NOT_MEASURED = `## What is not measured

| what | why |
|-|-|
| Safari on macOS and iOS | WebKitGTK shares its engine, not its network code; the engine's answers are expected to carry over, its timing is not |
| WebRTC, WebTransport | need servers of their own; no script can hold WebRTC inside of a frame of another site, and a policy does not govern it |
| prerendered pages, back/forward cache | the browser decides when; the product reloads such pages, which its own tests cover |
| dns-prefetch | a name that is looked up leaves no trace at a web server; no policy governs it |
| window.open and the page's own navigation | a visitor who follows a link leaves the page; that is not something a consent tool should stop |
| cookies that a server sets | a response header of the site itself; nothing in the page can stop it |
| trackers behind the site's own address | for the browser they are the site; describe them as services of the site's config |
| service workers of the site | run outside of any page and keep their own requests |
| HTTP/2, TLS, HTML in many network packets | everything ran over plain HTTP/1.1 on one machine; the order of events is the same, the milliseconds are not |
`;

export function guaranteesPage(baseline: Baseline, kinds: readonly Kind[]): string {
  return [
    INTRODUCTION,
    measuredSection(baseline),
    `## By group\n\nHow many kinds of a group never leave, in every engine that could be measured. The rest is named below.\n\n${summaryTable(baseline, kinds)}`,
    ...LEVELS.map((level) => restOf(baseline, kinds, level)),
    statesSection(baseline, kinds),
    NOT_MEASURED,
    `## Every kind\n\nWhere engines differ they are named (C Chromium, F Firefox, W WebKit). \`n/m\` counts the loads in which it arrived, of all runs of that version of the browser, where it was not all of them.\n\n${longTables(baseline, kinds)}`,
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

function measuredSection(baseline: Baseline): string {
  const { measured, loads, settleMs, slowestControlMs, engines } = baseline;
  const versions = ENGINES.filter((engine) => engines[engine] !== undefined).map((engine) => engines[engine]);
  return `## How it was measured

On ${measured}, headless on Linux: ${versions.join(', ')}. Every cell of the table is the worst of these deliveries of the page, ${loads === 1 ? 'one load' : `${loads} loads`} each:
${deliveries(baseline)}. What arrived was read at least ${settleMs} ms after the page had loaded, longer where the same page without
Kelisim had needed longer, and after ${QUIET_MS} ms of silence; of all pages without Kelisim the latest arrival came ${slowestControlMs} ms after loading. Trackers were hosts of their own on the loopback interface; level tag fetched its script 60 ms late, as
from a server some way off. Kinds that do not disturb each other shared a page. At level header the site sent its header with every answer, as the printed nginx
lines do.
`;
}

/** Those under which every cell was measured. */
function deliveries(baseline: Baseline): string {
  const letters = Object.values(baseline.cells).flatMap((levels) =>
    Object.values(levels).flatMap((engines) => Object.values(engines)),
  );
  const known = CONDITION_NAMES.filter((_, index) => letters.every((text) => text.charAt(index) !== '-'));
  return known.map((name) => CONDITION_WORDS[name]).join('; ');
}

function summaryTable(baseline: Baseline, kinds: readonly Kind[]): string {
  const rows = groupsOf(kinds).map(([group, members]) => {
    const cells = LEVELS.map((level) => {
      const verdicts = members
        .map(({ id }) => worstOfEngines(baseline, id, level))
        .filter((verdict) => verdict !== null);
      const measured = verdicts.filter((verdict) => verdict !== 'silent');
      const count = (wanted: Verdict) => measured.filter((verdict) => verdict === wanted).length;
      if (verdicts.length === 0) return '';
      if (count('never') === measured.length) return `all ${measured.length}`;
      const noRun = count('no-run');
      return `${count('never')} of ${measured.length}${noRun > 0 ? `, ${noRun} not run` : ''}`;
    });
    return `| ${group} | ${cells.join(' | ')} |`;
  });
  return `| group | ${LEVELS.map((level) => LEVEL_NAMES[level]).join(' | ')} |\n|-|${'-|'.repeat(LEVELS.length)}\n${rows.join('\n')}\n`;
}

/** What does not stay, by level. */
function restOf(baseline: Baseline, kinds: readonly Kind[], level: Level): string {
  const lines: string[] = [];
  for (const verdict of ['leaves', 'no-run', 'lost'] as const) {
    const those = kinds.filter(({ id }) => worstOfEngines(baseline, id, level) === verdict);
    if (those.length === 0) continue;
    const named = groupsOf(those).map(([group, members]) => {
      const titles = members.map((kind) => {
        const engines = ENGINES.filter((engine) => worstAt(baseline, kind.id, level, engine) === verdict);
        const measured = ENGINES.filter(
          (engine) => !['silent', null].includes(worstAt(baseline, kind.id, level, engine)),
        );
        const where =
          engines.length === measured.length ? '' : ` (${engines.map((engine) => ENGINE_NAMES[engine]).join(', ')})`;
        return `${code(kind.title)}${where}`;
      });
      return `  - ${group}: ${titles.join(', ')}`;
    });
    lines.push(`- ${WORDS[verdict]}`, ...named);
  }
  return `### What is left at level ${LEVEL_NAMES[level]}\n\n${lines.length === 0 ? 'Nothing of what was measured.' : lines.join('\n')}\n`;
}

function statesSection({ states }: Baseline, kinds: readonly Kind[]): string {
  const title = (id: string) => code(kinds.find((kind) => kind.id === id)?.title ?? id);
  const rows = LEVELS.flatMap((level) =>
    ENGINES.flatMap((engine) => {
      const found = states[level]?.[engine];
      if (found === undefined) return [];
      const list = (ids: readonly string[]) => (ids.length === 0 ? 'none' : ids.map(title).join(', '));
      return [
        `| ${LEVEL_NAMES[level]} | ${ENGINE_NAMES[engine]} | ${found.loads} | ${found.pairs} | ${list(found.leaks)} | ${list(found.missing)} |`,
      ];
    }),
  );
  return `## When only some categories are granted

At fence and header the browser enforces the exact choice of the visitor. All ${STATES.length} combinations of three optional categories were tried, with trackers of all
four categories on one page: a denied one must not be reached, a granted or necessary one must arrive.

| level | engine | loads | requests looked at per load | reached though denied | granted, did not arrive |
|-|-|-|-|-|-|
${rows.join('\n')}
`;
}

function longTables(baseline: Baseline, kinds: readonly Kind[]): string {
  const head = `| kind | ${LEVELS.map((level) => LEVEL_NAMES[level]).join(' | ')} |\n|-|${'-|'.repeat(LEVELS.length)}`;
  return groupsOf(kinds)
    .map(([group, members]) => {
      const rows = members.map(
        (kind) => `| ${code(kind.title)} | ${LEVELS.map((level) => cellText(baseline, kind.id, level)).join(' | ')} |`,
      );
      return `### ${group}\n\n${head}\n${rows.join('\n')}\n`;
    })
    .join('\n');
}

function cellText(baseline: Baseline, id: string, level: Level): string {
  const verdicts = ENGINES.map((engine) => [engine, worstAt(baseline, id, level, engine)] as const);
  const known = verdicts.filter(([, verdict]) => verdict !== null && verdict !== 'silent') as [Engine, Verdict][];
  if (known.length === 0) return verdicts.some(([, verdict]) => verdict === 'silent') ? WORDS.silent : '';
  const told = ([engine, verdict]: [Engine, Verdict]) => {
    const rate = baseline.rates[`${id} ${level} ${engine}`];
    return `${WORDS[verdict]}${rate === undefined ? '' : ` ${rate}`}`;
  };
  const texts = new Set(known.map(told));
  if (texts.size === 1) return [...texts][0]!;
  return known.map((entry) => `${entry[0].charAt(0).toUpperCase()} ${told(entry)}`).join('<br>');
}

function worstOfEngines(baseline: Baseline, id: string, level: Level): Verdict | null {
  const verdicts = ENGINES.map((engine) => worstAt(baseline, id, level, engine)).filter((verdict) => verdict !== null);
  return verdicts.length === 0 ? null : verdicts.reduce(worstVerdict);
}

function groupsOf(kinds: readonly Kind[]): [string, Kind[]][] {
  return Object.entries(Object.groupBy(kinds, ({ group }) => group)) as [string, Kind[]][];
}

/** Titles hold tags and code; a pipe would end the cell. */
function code(title: string): string {
  return /[<(."=]/.test(title) ? `\`${title.replaceAll('|', '\\|')}\`` : title;
}
