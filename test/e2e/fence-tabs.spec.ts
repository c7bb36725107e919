/** Other tabs, and pages out of the back-forward cache, at level fence: they follow a choice without getting in anybody's way. */
import { loadsOf, serveFence, STATIC_PARTS, STATIC_VENDORS, expectVendors } from './fence-page.ts';
import { expect, test } from './story.ts';
import { Visitor } from './visitor.ts';

const JETFIN = 'https://jetfin.kz/';
const APPLY = 'https://jetfin.kz/apply/';

test('A page that comes back from the back-forward cache with the policy of an earlier choice is loaded anew.', async ({
  world,
  playwright,
  launchOptions,
  proof,
}) => {
  // Playwright switches that cache off.
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  serveFence(world, 'jetfin', { parts: STATIC_PARTS, headers: { 'cache-control': 'no-cache' } });
  const visitor = new Visitor(await browser.newPage());
  await visitor.open(JETFIN);
  await proof.nothingArrives();
  // Survives in sessionStorage what the page itself does not.
  await visitor.page.evaluate(() =>
    addEventListener('pageshow', ({ persisted }) => sessionStorage.setItem('persisted', String(persisted))),
  );
  await visitor.open(`${JETFIN}policy/`);
  await visitor.acceptAll();
  await expect.poll(() => loadsOf(world, 'jetfin.kz/policy/')).toBe(2);
  await visitor.hasDecided();
  await proof.quiet();
  proof.clear();
  await visitor.page.goBack({ waitUntil: 'commit' });
  await expect.poll(() => loadsOf(world, 'jetfin.kz/')).toBe(1);
  await expectVendors(proof, STATIC_VENDORS);
  expect(
    await visitor.page.evaluate(() => sessionStorage.getItem('persisted')),
    'control: it came from that cache',
  ).toBe('true');
  expect(loadsOf(world, 'jetfin.kz/')).toBe(1);
  await browser.close();
});

/** What a page says of itself: headless Chromium takes every tab for the one in use. */
function pretend(visitor: Visitor, state: { hidden: boolean; focused: boolean }): Promise<void> {
  return visitor.page.evaluate(({ hidden, focused }) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.hasFocus = () => focused;
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

const loadedAt = (visitor: Visitor) => visitor.page.evaluate(() => performance.timeOrigin);

test('Another tab follows: at once when it is hidden, on being hidden when it is seen beside, not at all when a form in it was touched.', async ({
  world,
  visitor,
  proof,
}) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS });
  await visitor.open(JETFIN);
  const hidden = await visitor.openTab('https://jetfin.kz/kk/');
  const beside = await visitor.openTab('https://jetfin.kz/policy/');
  const touched = await visitor.openTab(APPLY);
  await touched.page.locator('input[name="name"]').fill('x');
  await expectVendors(proof, ['recaptcha'], 'necessary on the application page');
  await pretend(hidden, { hidden: true, focused: false });
  await pretend(beside, { hidden: false, focused: false });
  await pretend(touched, { hidden: true, focused: false });
  const touchedAt = await loadedAt(touched);

  await visitor.page.bringToFront();
  await visitor.acceptAll();
  await expect.poll(() => loadsOf(world, 'jetfin.kz/')).toBe(2);
  await expect.poll(() => loadsOf(world, 'jetfin.kz/kk/')).toBe(2);
  await proof.quiet();
  expect(loadsOf(world, 'jetfin.kz/policy/')).toBe(1);
  await pretend(beside, { hidden: true, focused: false });
  await expect.poll(() => loadsOf(world, 'jetfin.kz/policy/')).toBe(2);
  await proof.quiet();
  expect(loadsOf(world, 'jetfin.kz/apply/')).toBe(1);
  expect(await loadedAt(touched)).toBe(touchedAt);
  await expect(touched.page.locator('input[name="name"]')).toHaveValue('x');
  await expect(touched.page.locator('kelisim-note')).toHaveCount(0);
});
