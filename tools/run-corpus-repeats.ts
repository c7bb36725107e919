/**
 * Owns the run that shows whether the audit says the same each time (`npm run corpus:repeats`): every site of the corpus N times; prints
 * what differs, writes test-results/corpus-repeats.json and, of the whole corpus, its section of docs/corpus.md. Exits with 1 when a run differs.
 * Leaves to others: one audit (test/corpus/audit-site.ts), recall and fixes (run-corpus.ts).
 *
 *   --repeats 20    --only a,b    --jobs 3 sites at the same time
 *   --update        results of other sites are taken from the last run
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AuditSettings, auditAndCompare, isDefect, launchForCorpus } from '../test/corpus/audit-site.ts';
import { startCorpusWorld } from '../test/corpus/corpus-world.ts';
import { CLEAN, DEFECTS, type Defect, type Visit } from '../test/corpus/expected.ts';
import { type RepeatsResult, repeatsSection, repeatsSummary } from './corpus-repeats-section.ts';
import { findOrInstallBrowsers } from './install-browsers.ts';
import { withSection } from './page-sections.ts';

const RESULTS = join(import.meta.dirname, '../test-results/corpus-repeats.json');
const PAGE = join(import.meta.dirname, '../docs/corpus.md');
const { values } = parseArgs({
  options: {
    repeats: { type: 'string', default: '20' },
    only: { type: 'string' },
    jobs: { type: 'string', default: '3' },
    update: { type: 'boolean', default: false },
  },
});
const repeats = Number(values.repeats);
if (!Number.isInteger(repeats) || repeats < 2) throw new Error('--repeats takes a number from 2 on.');
const ALL: readonly (Visit | Defect)[] = [...DEFECTS, ...CLEAN];
const wanted = values.only?.split(',');
const visits = ALL.filter(({ id }) => wanted?.includes(id) ?? true);
const browserPath = findOrInstallBrowsers().chromium;
if (browserPath === null) throw new Error('The corpus needs Chromium.');
const world = await startCorpusWorld(visits.map(({ id }) => id));
const fresh: RepeatsResult[] = [];

async function repeat(visit: Visit | Defect, settings: AuditSettings): Promise<RepeatsResult> {
  const prints: string[][] = [];
  let right = 0;
  for (let run = 0; run < repeats; run++) {
    const { compared, fingerprint } = await auditAndCompare(world, visit, settings);
    prints.push(fingerprint.split('\n'));
    const { isFound, isCauseRight, falseAlarms } = compared;
    if (isDefect(visit) ? isFound && isCauseRight : falseAlarms.length === 0) right++;
  }
  const differing: Record<string, number> = {};
  const [first, ...others] = prints;
  let same = 1;
  for (const print of others) {
    const lines = [
      ...print.filter((line) => !first!.includes(line)),
      ...first!.filter((line) => !print.includes(line)),
    ];
    if (lines.length === 0) same++;
    for (const line of lines) differing[line] = (differing[line] ?? 0) + 1;
  }
  return { id: visit.id, runs: repeats, same, right, differing };
}

/** Each with a browser of its own, made new when it died. */
async function work(queue: (Visit | Defect)[]): Promise<void> {
  let browser = await launchForCorpus(world, browserPath!);
  for (let visit = queue.shift(); visit; visit = queue.shift()) {
    if (!browser.browser.isConnected()) browser = await launchForCorpus(world, browserPath!);
    const settings = { browserPath: browserPath!, browser, visits: 1, allPhases: false, quick: true };
    const result = await repeat(visit, settings);
    fresh.push(result);
    save();
    const { id, same, right, runs, differing } = result;
    console.log(
      `${id}: the same ${same} of ${runs}, right ${right}${same < runs ? ` ${JSON.stringify(differing)}` : ''}`,
    );
  }
  await browser.close();
}

/** In the order of the list; with `--update` earlier results of all other sites. */
function inOrder(): RepeatsResult[] {
  return ALL.flatMap(({ id }) => [...fresh, ...earlier].find((result) => result.id === id) ?? []);
}

/** After each site: an hour's run that is ended goes on with `--only` and `--update`. */
function save(): RepeatsResult[] {
  const results = inOrder();
  mkdirSync(join(RESULTS, '..'), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify({ summary: repeatsSummary(results), results }, null, 2)}\n`);
  return results;
}

const earlier = values.update
  ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as { readonly results: readonly RepeatsResult[] }).results
  : [];
try {
  const queue = [...visits];
  await Promise.all(Array.from({ length: Number(values.jobs) }, () => work(queue)));
} finally {
  await world.close();
}
const results = save();
const summary = repeatsSummary(results);
// The page is of the whole corpus only.
if (results.length === ALL.length)
  writeFileSync(PAGE, withSection(readFileSync(PAGE, 'utf8'), repeatsSection(results)));
console.log(JSON.stringify(summary));
process.exitCode = summary.differingAudits === 0 && summary.rightInAll === summary.sites ? 0 : 1;
