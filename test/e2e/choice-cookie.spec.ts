/** The choice cookie, and a browser whose storage is damaged, blocked or missing: no choice, and still usable. */
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
  expect(choice.value).toMatch(new RegExp(`^1\\.[0-9a-f]{6}\\.${today()}\\.fad(\\.-google-ads\\.\\+hotjar|\\.\\+hotjar\\.-google-ads)$`));
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
  for (const [id, on] of Object.entries({ analytics: true, 'google-ads': false, hotjar: true, 'yandex-webvisor': false })) {
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
  const scope = await page.evaluate(() => (window as unknown as { kelisim: { inner: { stamp?: unknown; scope: string } } }).kelisim.inner.scope);
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

test('Rubbish under every key that Kelisim uses, and in its database, is no choice: closed, asked, and a choice made then is delivered.', async ({
  serve,
  visitor,
  proof,
  collector,
}) => {
  serve('jetfin');
  const { page } = visitor;
  // A page without Kelisim on the same origin: the damage is there before the first visit.
  await visitor.open('https://jetfin.kz/damage');
  await page.evaluate(async () => {
    for (const key of ['kelisim.outbox', 'kelisim.last', 'kelisim.language', 'kelisim.tick', 'kelisim.pending.1-2-3', 'kelisim.pending.x', 'kelisim.outbox.row.x']) {
      localStorage.setItem(key, '{"v":1,"key":"\u0000 <rubbish>');
    }
    sessionStorage.setItem('kelisim.panel', '\u0000');
    await new Promise((done) => {
      const request = indexedDB.open('kelisim', 7);
      request.onupgradeneeded = () => request.result.createObjectStore('somebody-else');
      request.onsuccess = () => {
        request.result.close();
        done(undefined);
      };
    });
  });
  await visitor.open('https://jetfin.kz/');
  await visitor.isUndecided();
  await proof.nothingArrives();
  await visitor.openSettings();
  await visitor.settingsButton('close').click();
  await visitor.acceptAll();
  await visitor.hasDecided();
  await expect.poll(() => proof.count('www.facebook.com/tr/?ev=PageView')).toBe(1);
  await expect.poll(() => collector.records().map((record) => record.action)).toEqual(['accept-all']);
  expect(visitor.exceptions).toEqual([]);
});

test('With localStorage, sessionStorage and IndexedDB blocked the choice still counts, is kept by the cookie, and its record arrives from memory.', async ({
  serve,
  visitor,
  proof,
  collector,
}) => {
  serve('jetfin');
  await visitor.page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    }
  });
  await visitor.open('https://jetfin.kz/');
  await proof.nothingArrives();
  await visitor.rejectAll();
  await expect.poll(() => collector.records()[0]).toMatchObject({ action: 'reject-all', storage: 'memory' });
  await visitor.reload();
  await visitor.hasDecided();
  await proof.nothingArrives();
  expect(collector.rows()).toHaveLength(1);
  expect(visitor.lines).toEqual([]);
});

test('With cookies switched off a choice counts on the page it was made on, and the next page asks again, closed.', async ({
  serve,
  visitor,
  proof,
}) => {
  serve('jetfin');
  const devtools = await visitor.page.context().newCDPSession(visitor.page);
  await devtools.send('Emulation.setDocumentCookieDisabled', { disabled: true });
  await visitor.open('https://jetfin.kz/');
  await proof.nothingArrives();
  await visitor.acceptAll();
  await visitor.hasDecided();
  await expect.poll(() => proof.count('www.facebook.com/tr/?ev=PageView')).toBe(1);
  await proof.quiet();
  proof.clear();
  await visitor.reload();
  await visitor.isUndecided();
  await proof.nothingArrives();
  expect(visitor.exceptions).toEqual([]);
});
