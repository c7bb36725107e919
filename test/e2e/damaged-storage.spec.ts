/** A browser whose storage is damaged, blocked or switched off: no choice, closed, and still usable. */
import { expect, test } from './story.ts';

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
    for (const key of [
      'kelisim.outbox',
      'kelisim.last',
      'kelisim.language',
      'kelisim.tick',
      'kelisim.pending.1-2-3',
      'kelisim.pending.x',
      'kelisim.outbox.row.x',
    ]) {
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
