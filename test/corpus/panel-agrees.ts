/**
 * Owns comparing the panel with the command line on one site of the corpus: before the choice and after "accept all", vendor by vendor, what left
 * without consent, what is missing, what fired and what was held. Verdicts that read the content of requests (double, signals, personal data) are
 * the command's alone: of such a vendor only whether it left counts.
 * Leaves to others: which sites (tools/run-corpus-panel.ts), what no page can see (beyond-sight.ts).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { KelisimPanelElement } from '../../src/audit/panel/kelisim-panel-element.ts';
import type { AuditRun } from '../../src/audit/audit-run.ts';
import type { AuditVerdict } from '../../src/audit/verdict.ts';
import { type BeyondSight, beyondSight } from './beyond-sight.ts';
import { addressOf } from './corpus-world.ts';

/** Told in one word each: what a marketer would hear. `quiet`: nothing was seen and nothing expected, or it was held as it should. */
const HEARD: Readonly<Partial<Record<AuditVerdict, string>>> = {
  leaked: 'leaked',
  missing: 'missing',
  unlisted: 'unlisted',
  undeclared: 'quiet',
  attempted: 'quiet',
  'ok-blocked': 'quiet',
  'ok-silent': 'quiet',
  'ok-fired': 'fired',
};
/** Longer than the panel waits until it says missing. */
const SETTLE_MS = 6_000;

export interface Difference {
  readonly phase: 'no-choice' | 'accept';
  readonly party: string;
  readonly panel: AuditVerdict | '';
  readonly command: AuditVerdict;
  /** Why nobody in the page can see it; '' for a difference that is to be mended. */
  readonly beyondSight: BeyondSight | '';
}

type Verdicts = Readonly<Record<string, AuditVerdict>>;

/** The panel's verdicts in both moments; null where the page has no panel to open. */
export async function panelVerdictsOf(browser: Browser, id: string): Promise<readonly [Verdicts, Verdicts] | null> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${addressOf(id)}#kelisim-panel=corpus`);
    const panel = page.locator('kelisim-panel');
    const isThere = await panel.waitFor({ state: 'attached', timeout: 8_000 }).then(
      () => true,
      () => false,
    );
    if (!isThere) return null;
    const verdicts = () => panel.evaluate((element) => (element as KelisimPanelElement).panelVerdicts());
    // A touch: what only the later part watches is watched.
    await panel.locator('[data-action=fold]').focus();
    await sleep(SETTLE_MS);
    const before = await verdicts();
    await page.evaluate(() =>
      (window as unknown as { kelisim: { decide(wish: string): boolean } }).kelisim.decide('accept-all'),
    );
    await sleep(SETTLE_MS);
    return [before, await verdicts()];
  } finally {
    await context.close();
  }
}

export function differences(run: AuditRun, [before, after]: readonly [Verdicts, Verdicts]): Difference[] {
  return run.judgement.cells.flatMap((cell): Difference[] => {
    const { vendor, host, phase, verdict } = cell;
    if (phase !== 'no-choice' && phase !== 'accept') return [];
    const party = vendor || host;
    const panel = (phase === 'accept' ? after : before)[party];
    const heard = HEARD[verdict];
    const said = panel && HEARD[panel];
    // What left before the choice was told then; the panel of the same page view goes on telling it.
    const isKnown = phase === 'accept' && before[party] === 'leaked' && panel === 'leaked';
    const agrees = heard === undefined ? true : said === heard || isKnown || (!panel && heard === 'quiet');
    return agrees ? [] : [{ phase, party, panel: panel ?? '', command: verdict, beyondSight: beyondSight(run, cell) }];
  });
}
