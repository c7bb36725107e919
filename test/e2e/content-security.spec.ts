/** Strict sites: Kelisim needs no exception in a content security policy, and none under Trusted Types. */
import { expect, test } from './story.ts';
import { MARKED_ONLY, watchViolations } from './strict-site.ts';

const TRANSPARENT = 'rgba(0, 0, 0, 0)';

test("Under script-src 'self' and style-src 'self' nothing of Kelisim violates the policy; banner, settings and launcher are styled and work.", async ({
  serve,
  visitor,
  proof,
}) => {
  serve('jetfin', {
    parts: MARKED_ONLY,
    headers: { 'content-security-policy': "script-src 'self'; style-src 'self'" },
  });
  const violations = await watchViolations(visitor);
  await visitor.open('https://jetfin.kz/');
  await expect(visitor.banner).toBeVisible();
  const { y, height } = (await visitor.banner.boundingBox())!;
  expect(y + height, 'stands at the lower edge of the window').toBe(visitor.page.viewportSize()!.height);
  await expect(visitor.banner).not.toHaveCSS('background-color', TRANSPARENT);
  await visitor.openSettings();
  await visitor.showServices();
  await expect(visitor.settings).not.toHaveCSS('background-color', TRANSPARENT);
  await expect(visitor.settings).toHaveCSS('display', 'flex');
  await visitor.switchOn('youtube-embed');
  await visitor.save();
  await visitor.hasDecided();
  await proof.quiet();
  expect(proof.vendors()).toEqual(['youtube-embed']);
  expect(await violations()).toEqual([]);

  // The control: a violation is seen.
  await visitor.page.evaluate(() => document.body.setAttribute('style', 'color:red'));
  await visitor.page.evaluate(() =>
    document.head.append(Object.assign(document.createElement('style'), { textContent: 'p{}' })),
  );
  await expect.poll(violations).not.toEqual([]);
});

test("Under require-trusted-types-for 'script' nothing of Kelisim violates the policy; marked script and frame are held and released.", async ({
  serve,
  visitor,
  proof,
  collector,
}) => {
  serve('jetfin', { parts: MARKED_ONLY, headers: { 'content-security-policy': "require-trusted-types-for 'script'" } });
  const violations = await watchViolations(visitor);
  await visitor.open('https://jetfin.kz/');
  await proof.nothingArrives();
  await visitor.openSettings();
  await visitor.showServices();
  await visitor.settingsButton('accept-all').click();
  await visitor.hasDecided();
  await proof.quiet();
  proof.eachOnce({
    jivochat: ['code.jivosite.com/widget/STRICT', 'telemetry.jivosite.com/visit/STRICT'],
    'youtube-embed': ['www.youtube.com/embed/STRICT'],
  });
  await expect.poll(() => collector.rows().length).toBe(1);
  expect(await violations()).toEqual([]);
  expect(visitor.exceptions).toEqual([]);

  await visitor.page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML('beforeend', '<p>text</p>');
    } catch {
      // Refused, as it should be.
    }
  });
  await expect.poll(violations, 'control: a violation is seen').toHaveLength(1);
});

test("Under a nonce policy with 'strict-dynamic' the inline form with its nonce holds and releases what carries the nonce, and lets nothing else run.", async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  const nonce = 'r4nd0m';
  const marked = (id: string, attributes: string) =>
    `<script type="text/plain" data-kelisim="jivochat" src="https://code.jivosite.com/widget/${id}" ${attributes}></script>`;
  serve('jetfin', {
    tag: world.built.jetfin.headHtml.replace('<script ', `<script nonce="${nonce}" `),
    parts: { ...MARKED_ONLY, film: '', 'trackers-head': marked('MINE', `nonce="${nonce}"`) + marked('INJECTED', '') },
    headers: { 'content-security-policy': `script-src 'nonce-${nonce}' 'strict-dynamic'` },
    change: (html) => html.replace('<script src="site.js"', `<script nonce="${nonce}" src="site.js"`),
  });
  await visitor.open('https://jetfin.kz/');
  await proof.nothingArrives();
  await visitor.acceptAll();
  await expect.poll(() => proof.count('telemetry.jivosite.com/visit/MINE')).toBe(1);
  await proof.quiet();
  expect(proof.count('code.jivosite.com/widget/INJECTED')).toBe(0);
});
