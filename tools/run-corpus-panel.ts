/**
 * Owns the comparison of panel and command line on the corpus (`npm run corpus:panel`): each site once by the audit (no choice, accept)
 * and once with the panel open; prints what differs, writes test-results/corpus-panel.json and, when every site was compared, its section of
 * docs/corpus.md. Exits with 1 when something differs that a page could see.   --only a,b   --sites defects|clean   --jobs 2
 * --update: results of other sites are taken from the last run.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AuditSettings, auditOnce, launchForCorpus } from '../test/corpus/audit-site.ts';
import { startCorpusWorld } from '../test/corpus/corpus-world.ts';
import { CLEAN, DEFECTS, type Visit } from '../test/corpus/expected.ts';
import { differences, panelVerdictsOf } from '../test/corpus/panel-agrees.ts';
import { CHROMIUM_FLAGS } from './chromium-flags.ts';
import { type PanelResult, panelSection, panelSummary } from './corpus-panel-section.ts';
import { findOrInstallBrowsers } from './install-browsers.ts';
import { withSection } from './page-sections.ts';
import { chromium } from 'playwright-core';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    sites: { type: 'string', default: 'all' },
    jobs: { type: 'string', default: '1' },
    update: { type: 'boolean', default: false },
  },
});
const RESULTS = join(import.meta.dirname, '../test-results/corpus-panel.json');
const PAGE = join(import.meta.dirname, '../docs/corpus.md');
const wanted = values.only?.split(',');
const visits = [...(values.sites === 'clean' ? [] : DEFECTS), ...(values.sites === 'defects' ? [] : CLEAN)].filter(
  ({ id }) => wanted?.includes(id) ?? true,
);
const browserPath = findOrInstallBrowsers().chromium;
if (browserPath === null) throw new Error('The corpus needs Chromium.');
const world = await startCorpusWorld(visits.map(({ id }) => id));
const args = [...CHROMIUM_FLAGS, ...world.standIn.chromiumFlags];
const fresh: PanelResult[] = [];
const browser = await chromium.launch({ executablePath: browserPath, args });
const audits = await launchForCorpus(world, browserPath);
const settings: AuditSettings = { browserPath, browser: audits, visits: 1, allPhases: false };

async function compareOne(visit: Visit): Promise<PanelResult> {
  const verdicts = await panelVerdictsOf(browser, visit.id);
  if (!verdicts) return { id: visit.id, differences: null };
  const run = await auditOnce(world, { ...visit, paths: ['/'], routes: [], audit: ['no-choice', 'accept'] }, settings);
  return { id: visit.id, differences: differences(run, verdicts) };
}

function words({ differences: found }: PanelResult): string {
  if (!found) return 'no panel';
  return found.length === 0 ? 'agrees' : JSON.stringify(found);
}

/** Earlier results of all other sites, in the order of the list. */
function withEarlier(): PanelResult[] {
  const { results } = JSON.parse(readFileSync(RESULTS, 'utf8')) as { readonly results: readonly PanelResult[] };
  return [...DEFECTS, ...CLEAN].flatMap(({ id }) => [...fresh, ...results].find((result) => result.id === id) ?? []);
}

try {
  const queue = [...visits];
  const work = async (): Promise<void> => {
    for (let visit = queue.shift(); visit; visit = queue.shift()) {
      const result = await compareOne(visit);
      fresh.push(result);
      console.log(`${result.id}: ${words(result)}`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
} finally {
  await browser.close();
  await audits.browser.close();
  await world.close();
}
const order = visits.map(({ id }) => id);
const results = values.update
  ? withEarlier()
  : fresh.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
const summary = panelSummary(results);
mkdirSync(join(RESULTS, '..'), { recursive: true });
writeFileSync(RESULTS, `${JSON.stringify({ summary, results }, null, 2)}\n`);
// The page is of the whole corpus only.
if (results.length === DEFECTS.length + CLEAN.length)
  writeFileSync(PAGE, withSection(readFileSync(PAGE, 'utf8'), panelSection(results)));
console.log(JSON.stringify(summary));
process.exitCode = summary.differing === 0 ? 0 : 1;
