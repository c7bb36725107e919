/**
 * A part of the audit's corpus, one site per verdict, each looked at in the phase where it shows: found, with its cause, and nothing else said.
 * The whole corpus, with every phase, the fixes and the repeats, is `npm run corpus`.
 */
import { chromium, expect, test } from '@playwright/test';
import type { LaunchedBrowser } from '../../src/audit/driver/launch-browser.ts';
import { auditAndCompare, controlOf, isDefect, launchForCorpus } from '../corpus/audit-site.ts';
import type { Compared } from '../corpus/compare.ts';
import { type CorpusWorld, startCorpusWorld } from '../corpus/corpus-world.ts';
import { CLEAN, type Defect, DEFECTS, type Visit } from '../corpus/expected.ts';
import { siteIds } from '../corpus/site-files.ts';
import { runAhead } from '../support/run-ahead.ts';

/** Leaked, missing, double, signal-mismatch, late-default, residual, undeclared, unlisted, personal data, and nothing. */
const PART = [
  'tag-above-gate',
  'typo-in-id',
  'pasted-twice',
  'update-never-sent',
  'late-default',
  'cookie-not-erased',
  'undeclared-vendor',
  'unlisted-host',
  'phone-in-url',
  'clean-twelve-digits',
];

const AT_A_TIME = 4;

interface Outcome {
  /** What was seen in place of the planted defect, null when it happened. */
  readonly control: string | null;
  readonly compared: Compared;
}

function visitOf(id: string): Visit | Defect {
  return [...DEFECTS, ...CLEAN].find((one) => one.id === id)!;
}

test('The corpus has 60 defects and 20 clean sites at least, and a folder for each.', () => {
  expect(DEFECTS.length).toBeGreaterThanOrEqual(60);
  expect(CLEAN.length).toBeGreaterThanOrEqual(20);
  expect([...DEFECTS, ...CLEAN].map(({ id }) => id).sort()).toEqual(siteIds());
});

test.describe('The audit of a site with one planted defect', () => {
  test.describe.configure({ mode: 'default', timeout: 60_000 });
  let world: CorpusWorld;
  let browser: LaunchedBrowser;
  let outcome: (id: string) => Promise<Outcome>;

  test.beforeAll(async ({ launchOptions }) => {
    world = await startCorpusWorld(PART);
    const browserPath = launchOptions.executablePath ?? chromium.executablePath();
    browser = await launchForCorpus(world, browserPath);
    const settings = { browserPath, browser, visits: 1, allPhases: false };
    outcome = runAhead(PART, AT_A_TIME, async (id) => {
      const visit = visitOf(id);
      // Before the audit's word counts, the server has seen it happen.
      const control = await controlOf(world, browser.browser, visit);
      const phases = isDefect(visit) ? visit.phases.map((phase) => phase.replace(/^only-.*/, 'only')) : ['accept'];
      const part = { ...visit, audit: phases as Visit['audit'] } as Visit | Defect;
      const { compared } = await auditAndCompare(world, part, settings);
      return { control, compared };
    });
  });
  test.afterAll(async () => {
    await browser.close();
    await world.close();
  });

  for (const id of PART) {
    const visit = visitOf(id);
    const title = isDefect(visit) ? `finds: ${visit.mechanism}` : `says nothing of: ${visit.mechanism}`;
    test(`${id} ${title}.`, async () => {
      const { control, compared } = await outcome(id);
      expect(control).toBeNull();
      expect(compared.falseAlarms).toEqual([]);
      expect(compared.inconclusive).toEqual([]);
      if (isDefect(visit)) expect(compared).toMatchObject({ isFound: true, isCauseRight: true, isFixRight: true });
    });
  }
});
