/**
 * Owns the long run of the audit's corpus (`npm run corpus`): every site with its control, the audit, the comparison, the fix; docs/corpus.md and
 * test-results/corpus.json. Leaves to others: one site (test/corpus/audit-site.ts), what is planted (test/corpus/expected.ts).
 *
 *   --only a,b      these sites            --sites defects|clean
 *   --visits 3      fresh visits per phase in each audit (default 1)
 *   --all-phases    all ten phases in place of the four main ones and what a site needs besides
 *   --jobs 3        sites at the same time (default 2)
 *   --no-controls   the planted defects are known to happen
 *   --keep DIR      each run as JSON, to be judged again by a changed judge (tools/judge-corpus.ts)
 *   --update        the results of these sites take the place of earlier ones in the JSON file and on the page
 *   --quick         only the phases in which a defect shows, and accept
 *   --no-fixes      --json FILE
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import {
  type AuditSettings,
  auditAndCompare,
  controlOf,
  isDefect,
  launchForCorpus,
  tryFix,
} from '../test/corpus/audit-site.ts';
import type { Compared } from '../test/corpus/compare.ts';
import { startCorpusWorld } from '../test/corpus/corpus-world.ts';
import { CLEAN, DEFECTS, type Defect, type Visit } from '../test/corpus/expected.ts';
import { CHROMIUM_FLAGS } from './chromium-flags.ts';
import { PANEL_HEADING } from './corpus-panel-section.ts';
import { REPEATS_HEADING } from './corpus-repeats-section.ts';
import { corpusPage, type SiteResult, summaryOf } from './corpus-report.ts';
import { findOrInstallBrowsers } from './install-browsers.ts';
import { sectionIn, withSection } from './page-sections.ts';

const ROOT = join(import.meta.dirname, '..');
const PAGE = join(ROOT, 'docs/corpus.md');
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    sites: { type: 'string', default: 'all' },
    visits: { type: 'string', default: '1' },
    'all-phases': { type: 'boolean', default: false },
    jobs: { type: 'string', default: '2' },
    'no-controls': { type: 'boolean', default: false },
    keep: { type: 'string' },
    update: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    'no-fixes': { type: 'boolean', default: false },
    json: { type: 'string', default: join(ROOT, 'test-results/corpus.json') },
  },
});
const chosen = values.only?.split(',');
const visits: readonly (Visit | Defect)[] = [
  ...(values.sites === 'clean' ? [] : DEFECTS),
  ...(values.sites === 'defects' ? [] : CLEAN),
].filter(({ id }) => chosen === undefined || chosen.includes(id));
if (visits.length === 0) throw new Error('No site of the corpus has such a name.');

const browserPath = findOrInstallBrowsers().chromium;
if (browserPath === null) throw new Error('The corpus needs Chromium.');
const settings: AuditSettings = {
  browserPath,
  visits: Number(values.visits),
  allPhases: values['all-phases'],
  quick: values.quick,
};
const world = await startCorpusWorld(visits.map(({ id }) => id));
const jobs = Number(values.jobs);
const results: SiteResult[] = [];
try {
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: [...CHROMIUM_FLAGS, ...world.standIn.chromiumFlags],
  });
  const controls = new Map<string, string | null>();
  for (const visit of values['no-controls'] ? [] : visits)
    controls.set(visit.id, await controlOf(world, browser, visit));
  await browser.close();
  const waiting = [...visits];
  const work = async (): Promise<void> => {
    let browser = await launchForCorpus(world, browserPath);
    for (let visit = waiting.shift(); visit; visit = waiting.shift()) {
      // A browser that died is no answer: another one tries again.
      for (let tries = 0; tries < 2; tries++) {
        if (!browser.browser.isConnected()) browser = await launchForCorpus(world, browserPath);
        const result = await runSite(visit, controls.get(visit.id) ?? null, { ...settings, browser });
        if (!browser.browser.isConnected() && tries === 0) continue;
        results.push(result);
        break;
      }
    }
    await browser.close();
  };
  await Promise.all(Array.from({ length: jobs }, work));
  const order = visits.map(({ id }) => id);
  results.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
} finally {
  await world.close();
}

const all = values.update ? withEarlier(results) : results;
const summary = summaryOf(all);
const settled = { visits: settings.visits, allPhases: settings.allPhases };
const report = { date: new Date().toISOString(), settings: settled, summary, sites: all };
mkdirSync(dirname(values.json), { recursive: true });
writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
// The page is of the whole corpus only.
if (all.length === DEFECTS.length + CLEAN.length && !values.quick && !values['no-fixes']) {
  const old = readFileSync(PAGE, 'utf8');
  // What other commands wrote stays.
  const others = [PANEL_HEADING, REPEATS_HEADING].map((heading) => sectionIn(old, heading));
  writeFileSync(PAGE, others.reduce(withSection, corpusPage(all, summary)));
}
console.log(JSON.stringify(summary, null, 2));
process.exitCode = summary.isGood ? 0 : 1;

/** Earlier results of all other sites, in the order of the list. */
function withEarlier(fresh: readonly SiteResult[]): SiteResult[] {
  const { sites } = JSON.parse(readFileSync(values.json, 'utf8')) as { readonly sites: readonly SiteResult[] };
  return [...DEFECTS, ...CLEAN].flatMap(({ id }) => [...fresh, ...sites].find((site) => site.id === id) ?? []);
}

async function runSite(visit: Visit | Defect, control: string | null, settings: AuditSettings): Promise<SiteResult> {
  const { id, mechanism } = visit;
  const expected = isDefect(visit) ? `${visit.verdict}/${visit.cause}` : 'nothing';
  const start = { id, mechanism, expected, control };
  try {
    const { compared, run } = await auditAndCompare(world, visit, settings);
    if (values.keep !== undefined) {
      mkdirSync(values.keep, { recursive: true });
      writeFileSync(join(values.keep, `${id}.json`), JSON.stringify(run));
    }
    const fix = isDefect(visit) && !values['no-fixes'] ? await tryFix(world, visit, compared, settings) : null;
    const result = {
      ...start,
      ...withoutFinding(compared),
      ms: run.durationMs,
      skipped: run.skipped,
      fix,
      trouble: '',
    };
    tell(result, compared);
    return result;
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    console.log(`${id}: ${trouble}`);
    const nothing = {
      isFound: false,
      isCauseRight: false,
      isFixRight: false,
      said: '',
      beside: [],
      falseAlarms: [],
      inconclusive: [],
    };
    return { ...start, ...nothing, ms: 0, skipped: [], fix: null, trouble };
  }
}

function withoutFinding({ finding: _, ...rest }: Compared): Omit<Compared, 'finding'> {
  return rest;
}

function tell(
  result: SiteResult,
  { isFound, isCauseRight, isFixRight, said, beside, falseAlarms, inconclusive }: Compared,
): void {
  const isClean = result.expected === 'nothing';
  const marks = isClean
    ? ''
    : `${isFound ? 'found' : 'NOT FOUND'} ${isCauseRight ? 'cause' : 'CAUSE'} ${isFixRight ? 'fix' : 'FIX'}`;
  const fix = result.fix
    ? ` ${result.fix.way} ${result.fix.code} ${result.fix.isCleared ? 'clears' : 'DOES NOT CLEAR'}`
    : '';
  console.log(
    `${result.control === null ? '' : 'CONTROL '}${result.id} ${(result.ms / 1000).toFixed(1)} s ${marks}${fix}`,
  );
  if (!isClean && !(isFound && isCauseRight)) console.log(`    expected ${result.expected}, said ${said || 'nothing'}`);
  for (const line of beside) console.log(`    beside: ${line}`);
  for (const line of falseAlarms) console.log(`    FALSE ALARM: ${line}`);
  for (const line of inconclusive) console.log(`    inconclusive: ${line}`);
  for (const { phase, why } of result.skipped) console.log(`    skipped: ${phase} ${why}`);
  if (result.fix && !result.fix.isCleared) for (const line of result.fix.left) console.log(`    left: ${line}`);
}
