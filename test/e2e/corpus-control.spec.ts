/** The audit's corpus is what it says: every planted defect really happens, seen in the stand-in's own log or in the browser's storage. */
import { chromium, expect, test } from '@playwright/test';
import type { BrowserContext } from '@playwright/test';
import { CHROMIUM_FLAGS } from '../../tools/chromium-flags.ts';
import { browsersFromEnvironment } from '../../tools/find-browsers.ts';
import { checkControl } from '../corpus/control.ts';
import { startCorpusWorld } from '../corpus/corpus-world.ts';
import { CLEAN, DEFECTS } from '../corpus/expected.ts';
import { siteIds } from '../corpus/site-files.ts';

test('The corpus has 60 defects and 20 clean sites at least, and a folder for each.', () => {
  expect(DEFECTS.length).toBeGreaterThanOrEqual(60);
  expect(CLEAN.length).toBeGreaterThanOrEqual(20);
  expect([...DEFECTS, ...CLEAN].map(({ id }) => id).sort()).toEqual(siteIds());
});

test('Every planted defect happens.', async () => {
  test.setTimeout(180_000);
  const world = await startCorpusWorld(DEFECTS.map(({ id }) => id));
  const executablePath = browsersFromEnvironment().chromium;
  const browser = await chromium.launch({
    args: [...CHROMIUM_FLAGS, ...world.standIn.chromiumFlags],
    ...(executablePath !== null && { executablePath }),
  });
  const newContext = (javaScriptEnabled: boolean): Promise<BrowserContext> => browser.newContext({ javaScriptEnabled });
  try {
    const wrong: string[] = [];
    for (const { id, control } of DEFECTS) {
      const seen = await checkControl(world, newContext, id, control).catch((error: unknown) => String(error));
      if (seen !== null) wrong.push(`${id}: ${seen}`);
    }
    expect(wrong).toEqual([]);
  } finally {
    await browser.close();
    await world.close();
  }
});
