/**
 * Owns the comparison of panel and command line on the corpus (`node tools/run-corpus-panel.ts`): each site once by the audit (no choice, accept)
 * and once with the panel open; prints what differs, apart from what no page can see of itself, and writes test-results/corpus-panel.json. A site without a panel (no Kelisim, or a broken
 * one) is named, not counted.   --only a,b   --sites defects|clean
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AuditSettings, auditOnce, launchForCorpus } from '../test/corpus/audit-site.ts';
import { startCorpusWorld } from '../test/corpus/corpus-world.ts';
import { CLEAN, DEFECTS } from '../test/corpus/expected.ts';
import { type Difference, differences, panelVerdictsOf } from '../test/corpus/panel-agrees.ts';
import { CHROMIUM_FLAGS } from './chromium-flags.ts';
import { findOrInstallBrowsers } from './install-browsers.ts';
import { chromium } from 'playwright-core';

const { values } = parseArgs({ options: { only: { type: 'string' }, sites: { type: 'string', default: 'all' } } });
const wanted = values.only?.split(',');
const visits = [...(values.sites === 'clean' ? [] : DEFECTS), ...(values.sites === 'defects' ? [] : CLEAN)].filter(
  ({ id }) => wanted?.includes(id) ?? true,
);
const browserPath = findOrInstallBrowsers().chromium;
if (browserPath === null) throw new Error('The corpus needs Chromium.');
const world = await startCorpusWorld(visits.map(({ id }) => id));
const args = [...CHROMIUM_FLAGS, ...world.standIn.chromiumFlags];
const compared: { readonly id: string; readonly differences: readonly Difference[] }[] = [];
const without: string[] = [];
const browser = await chromium.launch({ executablePath: browserPath, args });
const audits = await launchForCorpus(world, browserPath);
try {
  const settings: AuditSettings = { browserPath, browser: audits, visits: 1, allPhases: false };
  for (const visit of visits) {
    const verdicts = await panelVerdictsOf(browser, visit.id);
    if (!verdicts) {
      without.push(visit.id);
      console.log(`${visit.id}: no panel`);
      continue;
    }
    const run = await auditOnce(
      world,
      { ...visit, paths: ['/'], routes: [], audit: ['no-choice', 'accept'] },
      settings,
    );
    const found = differences(run, verdicts);
    compared.push({ id: visit.id, differences: found });
    console.log(`${visit.id}: ${found.length === 0 ? 'agrees' : JSON.stringify(found)}`);
  }
} finally {
  await browser.close();
  await audits.browser.close();
  await world.close();
}
const agreeing = compared.filter((site) => site.differences.length === 0).length;
const beyondSight = compared.filter(
  (site) => site.differences.length > 0 && site.differences.every((difference) => difference.isBeyondSight),
).length;
const summary = {
  sites: compared.length,
  agreeing,
  beyondSight,
  differing: compared.length - agreeing - beyondSight,
  without: without.length,
};
mkdirSync(join(import.meta.dirname, '../test-results'), { recursive: true });
writeFileSync(
  join(import.meta.dirname, '../test-results/corpus-panel.json'),
  `${JSON.stringify({ summary, compared, without }, null, 2)}\n`,
);
console.log(JSON.stringify(summary));
