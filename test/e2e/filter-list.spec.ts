/** A filter list hides the notice: nothing is released by it, the page works, and the site's own link still leads to a choice. */
import { ARRIVALS } from './expected-arrivals.ts';
import { expect, test } from './story.ts';

/** As a blocker's own sheet does it: stronger than anything page or widget can say. No test can install one, so the root takes the rule. */
function hideNotice(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(':host{display:none!important}');
  new MutationObserver(() => {
    const root = document.querySelector('kelisim-banner')?.shadowRoot;
    if (root && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }).observe(document, { childList: true, subtree: true });
}

test('When a filter list hides the banner, nothing leaves and no exception is thrown; a link of the page opens the settings, and what is agreed to there is released.', async ({
  serve,
  visitor,
  proof,
}) => {
  serve('jetfin', {
    change: (html) => html.replace('</body>', '<a id="ours" href="#" data-kelisim-open>Cookie</a></body>'),
  });
  await visitor.page.addInitScript(hideNotice);
  await visitor.open('https://jetfin.kz/');
  await visitor.readToTheEnd();
  await expect(visitor.banner).toBeHidden();
  await proof.nothingArrives();
  expect(await visitor.choiceCookie()).toBe('');

  await visitor.page.locator('#ours').click();
  await expect(visitor.settings).toBeVisible();
  await visitor.settingsButton('accept-all').click();
  await proof.quiet();
  proof.eachOnce(ARRIVALS.jetfin.accepted);
  expect(visitor.exceptions).toEqual([]);
});
