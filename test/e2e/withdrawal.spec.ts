/** Withdrawing: closed at once although the vendors' scripts are loaded and go on trying; what they left behind goes. */
import type { Level } from '../support/demo-world.ts';
import { beatsAfter, beatsOf, heartbeat } from './heartbeat.ts';
import { buildOwn, withdraw as withdrawByPage } from './one-truth-site.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const META = 'https://www.facebook.com/tr/';
const METRICA = 'https://mc.yandex.ru/watch/100000001';

interface Way {
  readonly title: string;
  readonly level: Level;
  readonly surface: string;
  readonly action: string;
  withdraw(visitor: Visitor): Promise<void>;
}

const WAYS: readonly Way[] = [
  {
    title: 'in the settings that the launcher opens',
    level: 'tag',
    surface: 'settings',
    action: 'reject-all',
    async withdraw(visitor) {
      await visitor.openSettings();
      await visitor.rejectInSettings();
    },
  },
  {
    title: 'by a button of the page that calls kelisim.withdraw()',
    level: 'inline',
    surface: 'api',
    action: 'withdraw',
    async withdraw(visitor) {
      await withdrawByPage(visitor);
    },
  },
];

for (const { title, level, surface, action, withdraw } of WAYS) {
  test(`After a withdrawal ${title}, on a site that wants no reload, no request follows although loaded scripts go on trying, vendors' cookies are erased, the site's own "uid" stays, and a reload changes nothing (level ${level}).`, async ({
    world,
    serve,
    visitor,
    proof,
    collector,
    trouble,
  }) => {
    const own = await buildOwn(world, (config) => ({ ...config, withdrawal: { reload: false } }));
    serve('jetfin', { tag: level === 'tag' ? own.tagHtml : own.headHtml, kelisim: own.outDir });
    trouble({ host: 'connect.facebook.net', path: '/en_US/', alter: (text) => text + heartbeat(META) });
    trouble({ host: 'mc.yandex.ru', path: '/metrika/', alter: (text) => text + heartbeat(METRICA) });
    const { page } = visitor;
    await page.context().addCookies([{ name: 'uid', value: 'of-the-site', url: 'https://jetfin.kz/' }]);
    const siteCookies = async () => (await page.context().cookies('https://jetfin.kz/')).map(({ name }) => name).sort();
    await visitor.open('https://jetfin.kz/');
    await visitor.acceptAll();
    // The control: agreed, they send.
    for (const address of ['www.facebook.com/tr/?beat=', 'mc.yandex.ru/watch/?beat=']) {
      await expect.poll(() => proof.count(address), address).toBeGreaterThan(5);
    }
    await expect.poll(siteCookies).toEqual(expect.arrayContaining(['_fbp', '_ga', '_gcl_au', '_ym_uid', 'uid']));

    await page.evaluate(() => localStorage.setItem('_ym_retryReqs', '{}'));
    await withdraw(visitor);
    await expect.poll(() => collector.records().length).toBe(2);
    const [accepted, withdrawn] = collector.records();
    const moment = Date.parse(withdrawn!.decidedAt);
    const triedBefore = await beatsOf(page);
    await expect.poll(() => beatsOf(page)).toBeGreaterThan(triedBefore + 5);
    await proof.quiet();
    expect(beatsAfter(proof.arrivals(), moment), 'sent after the withdrawal').toEqual([]);
    await expect.poll(siteCookies, 'cookies of the site').toEqual(['kelisim', 'uid']);
    expect(withdrawn).toMatchObject({ surface, action, previous: accepted!.id, subject: accepted!.subject });
    expect(withdrawn!.decisions).toMatchObject({ functional: 'denied', analytics: 'denied', advertising: 'denied' });
    expect(
      await page.evaluate(() => localStorage.getItem('_ym_retryReqs')),
      'what Metrica keeps in the page',
    ).toBeNull();

    proof.clear();
    await visitor.reload();
    await visitor.hasDecided();
    await visitor.readToTheEnd();
    await proof.nothingArrives();
    expect(await siteCookies()).toEqual(['kelisim', 'uid']);
    expect(visitor.lines).toEqual([]);
  });
}
