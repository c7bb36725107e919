/** The reload after a choice at levels fence and header: once, never over what the visitor entered, never in a circle, never in their face. */
import {
  chose,
  firstInHead,
  blockOf,
  loadsOf,
  serveFence,
  STATIC_PARTS,
  STATIC_VENDORS,
  expectVendors,
} from './fence-page.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const JETFIN = 'https://jetfin.kz/';
const APPLY = 'https://jetfin.kz/apply/';

/** The note after a choice that counts from the next page. */
const noteOf = (visitor: Visitor) => visitor.page.locator('kelisim-note [role="status"]');

test('A visitor who has begun to fill in the form keeps what they entered: no reload, told so in the language of the page, and the choice counts from the next page.', async ({
  world,
  visitor,
  proof,
  collector,
}) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS });
  await visitor.open(APPLY);
  await visitor.page.locator('input[name="name"]').fill('Айгерім');
  await visitor.acceptAll();
  await visitor.hasDecided();
  await expect(noteOf(visitor)).toContainText('Ваш выбор сохранён.');
  await expect(noteOf(visitor)).toContainText('чтобы не пропало то, что вы ввели');
  await proof.quiet();
  expect(loadsOf(world, 'jetfin.kz/apply/')).toBe(1);
  await expect(visitor.page.locator('input[name="name"]')).toHaveValue('Айгерім');
  // Necessary on this page, whatever was chosen.
  expect(proof.vendors()).toEqual(['recaptcha']);
  await expect.poll(() => collector.rows().length).toBe(1);
  // What was entered is stored nowhere.
  const stored = await visitor.page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(stored).not.toContain('Айгерім');

  await visitor.page.locator('kelisim-note button').click();
  await expect(noteOf(visitor)).toHaveCount(0);
  proof.clear();
  await visitor.open(JETFIN);
  await expectVendors(proof, STATIC_VENDORS);
  expect(visitor.exceptions).toEqual([]);
});

test('The note speaks Kazakh on a Kazakh page.', async ({ world, visitor }) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS });
  await visitor.open('https://jetfin.kz/kk/apply/');
  await visitor.page.locator('input[name="name"]').fill('x');
  await visitor.acceptAll();
  await expect(noteOf(visitor)).toContainText('Таңдауыңыз сақталды.');
  await expect(visitor.page.locator('kelisim-note')).toHaveAttribute('lang', 'kk');
});

test('Where cookies are blocked a choice never reloads the page, and nothing opens.', async ({
  world,
  visitor,
  proof,
}) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS });
  await visitor.page.addInitScript(() =>
    Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: function () {}, configurable: true }),
  );
  await visitor.open(JETFIN);
  await visitor.acceptAll();
  await visitor.hasDecided();
  await proof.nothingArrives();
  expect(loadsOf(world, 'jetfin.kz/')).toBe(1);
});

const NOT_KEPT: Readonly<Record<string, (visitor: Visitor) => Promise<unknown>>> = {
  'keeps nothing for the tab': (visitor) =>
    visitor.page.addInitScript(() =>
      Object.defineProperty(window, 'sessionStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
    ),
  'keeps the record in memory only': (visitor) =>
    visitor.page.addInitScript(() => {
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (key, value) {
        if (this === localStorage) throw new DOMException('full', 'QuotaExceededError');
        setItem.call(this, key, value);
      };
    }),
  'has no connection': (visitor) =>
    visitor.page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })),
};

for (const [what, prepare] of Object.entries(NOT_KEPT)) {
  test(`Where the browser ${what} the page is not reloaded; the visitor is told, and the choice counts from the next page.`, async ({
    world,
    visitor,
    proof,
  }) => {
    serveFence(world, 'jetfin', { parts: STATIC_PARTS });
    await prepare(visitor);
    await visitor.open(JETFIN);
    await visitor.acceptAll();
    await expect(noteOf(visitor)).toHaveText(
      'Ваш выбор сохранён. Он начнёт действовать на следующей странице, которую вы откроете.',
    );
    await proof.nothingArrives();
    expect(loadsOf(world, 'jetfin.kz/')).toBe(1);
    await visitor.open(JETFIN);
    await expectVendors(proof, STATIC_VENDORS);
  });
}

test("The note needs no exception in a site's style policy or Trusted Types, stands within the window, and takes no focus.", async ({
  world,
  visitor,
}) => {
  const headers = {
    'content-security-policy': "style-src 'self'; require-trusted-types-for 'script'; trusted-types kelisim",
  };
  serveFence(world, 'jetfin', { parts: { ...STATIC_PARTS, captcha: '' }, headers });
  await visitor.page.addInitScript(() => {
    const found: string[] = ((window as unknown as { violations: string[] }).violations = []);
    addEventListener('securitypolicyviolation', (event) => {
      if (!event.originalPolicy.includes('kelisim.invalid')) found.push(event.violatedDirective);
    });
  });
  await visitor.page.setViewportSize({ width: 320, height: 640 });
  await visitor.open(APPLY);
  const violations = () =>
    visitor.page.evaluate(() => (window as unknown as { violations: string[] }).violations.splice(0));
  await violations();
  const name = visitor.page.locator('input[name="name"]');
  await name.fill('x');
  await visitor.page.evaluate(() =>
    (window as unknown as { kelisim: { decide(all: string): void } }).kelisim.decide('accept-all'),
  );
  await expect(noteOf(visitor)).toBeVisible();
  await expect(name).toBeFocused();
  const box = (await visitor.page.locator('kelisim-note div').boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(320);
  expect(box.y).toBeGreaterThanOrEqual(0);
  await expect(visitor.page.locator('kelisim-note div')).toHaveCSS('position', 'static');
  await expect(visitor.page.locator('kelisim-note div')).toHaveCSS('display', 'flex');
  expect(await violations()).toEqual([]);
});

test('Where the page stays closed after the reload it is not reloaded again, until another choice is made.', async ({
  world,
  visitor,
  proof,
}) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS });
  // As if the line read another cookie than the head: in the page's eyes every load is a first visit.
  const blind = `(function(d){var c=Object.getOwnPropertyDescriptor(Document.prototype,'cookie');
    Object.defineProperty(d,'cookie',{configurable:true,get:function(){return c.get.call(d)}});
    Object.defineProperty(Document.prototype,'cookie',{configurable:true,get:function(){return ''},set:c.set});
    d.addEventListener('securitypolicyviolation',function(){});self.restore=function(){Object.defineProperty(Document.prototype,'cookie',c);delete d.cookie}})(document)`;
  const restored = `<script>restore()</script>`;
  const block = firstInHead(blind, blockOf(world, 'jetfin')).replace(
    '<noscript></noscript>',
    `<noscript></noscript>${restored}`,
  );
  world.serve('jetfin', { parts: STATIC_PARTS, tag: block });
  await visitor.open(JETFIN);
  await visitor.acceptAll();
  await expect.poll(() => loadsOf(world, 'jetfin.kz/')).toBe(2);
  await visitor.hasDecided();
  await proof.nothingArrives();
  expect(loadsOf(world, 'jetfin.kz/')).toBe(2);

  await visitor.openSettings();
  await visitor.settingsButton('reject-all').click();
  await proof.nothingArrives();
  await visitor.openSettings();
  await visitor.settingsButton('accept-all').click();
  await expect.poll(() => loadsOf(world, 'jetfin.kz/')).toBe(3);
});

test('A page that answered a form is asked for anew, and the form is not sent again.', async ({
  world,
  visitor,
  proof,
}) => {
  const form = '<form method="post" action="/apply/"><button id="send">x</button></form>';
  serveFence(world, 'jetfin', { parts: { ...STATIC_PARTS, 'trackers-body': form + STATIC_PARTS['trackers-body'] } });
  await visitor.open(JETFIN);
  await visitor.page.locator('#send').dispatchEvent('click');
  await visitor.page.waitForURL(APPLY);
  await visitor.acceptAll();
  await expect.poll(() => loadsOf(world, 'jetfin.kz/apply/')).toBe(2);
  await proof.quiet();
  const methods = world.standIn.log.entries.filter(({ path }) => path === '/apply/').map(({ method }) => method);
  expect(methods).toEqual(['POST', 'GET']);
});

test('A page with a fragment in its address is reloaded once, and keeps it.', async ({ world, visitor, proof }) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS });
  await visitor.open(`${JETFIN}#faq`);
  await visitor.acceptAll();
  await expect.poll(() => loadsOf(world, 'jetfin.kz/')).toBe(2);
  await expectVendors(proof, STATIC_VENDORS);
  expect(visitor.page.url()).toBe(`${JETFIN}#faq`);
  expect(loadsOf(world, 'jetfin.kz/')).toBe(2);
});

test('A withdrawal closes at once, reloaded or not; agreeing again opens.', async ({ world, visitor, proof }) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS });
  await chose(visitor, world, 'jetfin', 'fadb');
  await visitor.open(JETFIN);
  await expectVendors(proof, STATIC_VENDORS);
  proof.clear();
  await visitor.page.evaluate(() => {
    (window as unknown as { kelisim: { withdraw(): void } }).kelisim.withdraw();
    fetch('https://mc.yandex.ru/watch/1').catch(() => undefined);
  });
  await proof.nothingArrives();
  await visitor.openSettings();
  await visitor.settingsButton('accept-all').click();
  await visitor.hasDecided();
  await proof.quiet();
  await visitor.page.evaluate(() => fetch('https://mc.yandex.ru/watch/2', { mode: 'no-cors' }).catch(() => undefined));
  await expect.poll(() => proof.count('mc.yandex.ru/watch/2')).toBe(1);
});
