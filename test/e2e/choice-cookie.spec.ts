/** The choice cookie: its format, how long and where it counts, and what is no choice. */
import { expect, test } from './story.ts';

const DAY_MS = 86_400_000;
const today = () => Math.floor(Date.now() / DAY_MS);

test('The choice cookie has the documented format, fits into 200 bytes, is shared by the whole site for the term of the policy, and survives page views.', async ({
  serve,
  visitor,
}) => {
  serve('kreditomat');
  await visitor.open('https://kreditomat.kz/policy/');
  await visitor.openSettings();
  await visitor.showServices();
  await visitor.switchOn('functional', 'analytics', 'advertising', 'hotjar');
  await visitor.switchOf('google-ads').uncheck();
  await visitor.save();

  const cookies = await visitor.page.context().cookies();
  const choice = cookies.find((cookie) => cookie.name === 'kelisim')!;
  expect(choice.value).toMatch(
    new RegExp(`^1\\.[0-9a-f]{6}\\.${today()}\\.fad(\\.-google-ads\\.\\+hotjar|\\.\\+hotjar\\.-google-ads)$`),
  );
  expect(choice.value.length).toBeLessThanOrEqual(200);
  expect(choice).toMatchObject({ domain: '.kreditomat.kz', path: '/', sameSite: 'Lax', secure: true, httpOnly: false });
  const days = (choice.expires * 1000 - Date.now()) / DAY_MS;
  expect(days).toBeGreaterThan(179.9);
  expect(days).toBeLessThanOrEqual(180.1);

  await visitor.open('https://kreditomat.kz/kk/policy/');
  await visitor.hasDecided();
  expect(await visitor.choiceCookie()).toBe(choice.value);
  await visitor.openSettings();
  await visitor.showServices();
  for (const [id, on] of Object.entries({
    analytics: true,
    'google-ads': false,
    hotjar: true,
    'yandex-webvisor': false,
  })) {
    await expect(visitor.switchOf(id), id).toBeChecked({ checked: on });
  }
});

const DAMAGED: Readonly<Record<string, (scope: string) => string>> = {
  'of another version': (scope) => `2.${scope}.${today()}.fad`,
  'of another scope': () => `1.000000.${today()}.fad`,
  'of a day to come': (scope) => `1.${scope}.${today() + 30}.fad`,
  'that has expired': (scope) => `1.${scope}.${today() - 180}.fad`,
  'with a capital letter': (scope) => `1.${scope}.${today()}.FAD`,
  'longer than 200 bytes': (scope) => `1.${scope}.${today()}.fad${'.+meta-pixel'.repeat(20)}`,
  'that is rubbish': () => '%00..=;"<script>'.replace(/[;"]/g, ''),
};

test('A choice cookie of another version, scope or day, or out of form, is no choice: asked again, closed, and a new choice counts.', async ({
  serve,
  visitor,
  proof,
}) => {
  serve('jetfin');
  const { page } = visitor;
  const context = page.context();
  await visitor.open('https://jetfin.kz/policy/');
  const scope = await page.evaluate(
    () => (window as unknown as { kelisim: { inner: { stamp?: unknown; scope: string } } }).kelisim.inner.scope,
  );
  const put = (value: string) => context.addCookies([{ name: 'kelisim', value, url: 'https://jetfin.kz/' }]);
  for (const [what, make] of Object.entries(DAMAGED)) {
    await put(make(scope));
    await visitor.reload();
    await expect(visitor.banner, `a cookie ${what}`).toBeVisible();
  }
  await visitor.open('https://jetfin.kz/');
  await proof.nothingArrives();
  // The control: the same cookie in form is a choice.
  await put(`1.${scope}.${today()}.fad`);
  await visitor.reload();
  await visitor.hasDecided();
  await expect.poll(() => proof.count('mc.yandex.ru/watch/')).toBe(1);
  expect(visitor.exceptions).toEqual([]);
});
