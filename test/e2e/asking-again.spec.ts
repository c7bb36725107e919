/**
 * A visitor who has chosen comes back after the site changed, or after the term: asked again, told what changed, and until the new choice nobody
 * but the site itself hears of them.
 */
import type { SiteConfig } from '../../src/core/config.ts';
import type { DemoSite, DemoWorld, ServeOptions } from '../support/demo-world.ts';
import { ARRIVALS, only } from './expected-arrivals.ts';
import { buildOwn, type OwnSite } from './one-truth-site.ts';
import { paintedWhole, shiftsOf } from './layout-shifts.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const DAY_MS = 86_400_000;
/** What the banner says at once, in Kazakh and Russian. */
const ASKED_AGAIN = { kk: 'Бұрынғы таңдау күшінде емес', ru: 'Прежний выбор не действует' };

type Change = (config: SiteConfig) => SiteConfig;
type Serve = (site: DemoSite, options: ServeOptions) => void;

async function put(world: DemoWorld, serve: Serve, change: Change = (config) => config): Promise<OwnSite> {
  const own = await buildOwn(world, change);
  serve('jetfin', { tag: own.tagHtml, kelisim: own.outDir, change: paintedWhole });
  return own;
}

/** The choice is made and what it was about is kept. */
async function settled(visitor: Visitor): Promise<void> {
  await visitor.hasDecided();
  await expect.poll(() => visitor.page.evaluate(() => localStorage.getItem('kelisim.basis') !== null)).toBe(true);
}

function again(visitor: Visitor) {
  return visitor.banner.locator('[part="again"]');
}

const without =
  (...vendors: string[]): Change =>
  (config) => ({ ...config, services: config.services.filter(({ vendor }) => !vendors.includes(vendor ?? '')) });

test('The policy has a new edition: who refused is asked again in Kazakh, told both editions, nothing is sent, and the new refusal is a record of its own with the new edition.', async ({
  world,
  serve,
  visitor,
  proof,
  collector,
}) => {
  const { edition } = world.built.jetfin.config.policy;
  await put(world, serve);
  await visitor.open('https://jetfin.kz/kk/');
  await visitor.rejectAll();
  await settled(visitor);

  await put(world, serve, (config) => ({ ...config, policy: { ...config.policy, edition: '2026-12-01' } }));
  await visitor.reload();
  await expect(again(visitor)).toContainText(ASKED_AGAIN.kk);
  await expect(again(visitor)).toContainText(`Құпиялылық саясатының редакциясы: 2026-12-01, бұрын: ${edition}.`);
  await expect(again(visitor)).not.toContainText('Жаңа сервистер');
  await visitor.readToTheEnd();
  await proof.nothingArrives();
  // Switched, it says so in the other language.
  await visitor.banner.getByRole('button', { name: 'Рус' }).click();
  await expect(again(visitor)).toContainText(`Редакция политики конфиденциальности: 2026-12-01, раньше: ${edition}.`);

  await visitor.openSettings();
  for (const id of ['functional', 'analytics', 'advertising']) await expect(visitor.switchOf(id)).not.toBeChecked();
  await visitor.rejectInSettings();
  await visitor.hasDecided();
  await expect
    .poll(() => collector.records().map(({ action, policy }) => [action, policy]))
    .toEqual([
      ['reject-all', edition],
      ['reject-all', '2026-12-01'],
    ]);
  await visitor.reload();
  await visitor.hasDecided();
  await proof.nothingArrives();
  expect(visitor.lines).toEqual([]);
});

test('Services came and went: the notice names them; in the settings what was refused is off, what was agreed to is on, a new service of an agreed category is off; nothing is sent before the new choice, and afterwards only what is on.', async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  await put(world, serve, without('jivochat', 'vk-pixel'));
  await visitor.open('https://jetfin.kz/');
  await visitor.openSettings();
  await visitor.showServices();
  await visitor.switchOn('functional', 'analytics');
  await visitor.switchOf('yandex-metrica').uncheck();
  await visitor.save();
  await settled(visitor);
  await visitor.readToTheEnd();
  await proof.quiet();
  // The control: what was agreed to is sent.
  expect(proof.vendors()).toEqual(['2gis', 'google-analytics-4', 'google-tag-manager', 'youtube-embed']);

  await put(world, serve, without('2gis'));
  proof.clear();
  await visitor.reload();
  await expect(again(visitor)).toContainText(ASKED_AGAIN.ru);
  await expect(again(visitor)).toContainText('Новые сервисы: JivoChat, VK Pixel.');
  await expect(again(visitor)).toContainText('Больше не используются: 2GIS.');
  await expect(again(visitor)).not.toContainText('Редакция');
  await visitor.readToTheEnd();
  await proof.nothingArrives();

  await visitor.openSettings();
  await visitor.showServices();
  for (const id of ['functional', 'youtube-embed', 'analytics', 'google-analytics-4'])
    await expect(visitor.switchOf(id), id).toBeChecked();
  for (const id of [
    'jivochat',
    'yandex-metrica',
    'yandex-webvisor',
    'advertising',
    'google-ads',
    'meta-pixel',
    'vk-pixel',
  ])
    await expect(visitor.switchOf(id), id).not.toBeChecked();
  await proof.nothingArrives();
  await visitor.save();
  await visitor.readToTheEnd();
  await proof.quiet();
  proof.eachOnce(only(ARRIVALS.jetfin.accepted, ['google-tag-manager', 'google-analytics-4', 'youtube-embed']));
});

test('A service serves a new purpose: both are named, and although its old category was agreed to it stays closed until asked for.', async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  await put(world, serve);
  await visitor.open('https://jetfin.kz/');
  await visitor.acceptAll();
  await settled(visitor);
  await put(world, serve, (config) => ({
    ...config,
    categories: [
      ...(config.categories ?? []),
      {
        id: 'retargeting',
        parent: 'advertising',
        name: { kk: 'Әрекетке қарай жарнама', ru: 'Реклама по действиям' },
        purpose: { kk: 'Профильдеу.', ru: 'Профилирование.' },
      },
    ],
    services: config.services.map((service) =>
      service.vendor === 'meta-pixel' ? { ...service, category: 'retargeting' } : service,
    ),
  }));
  await proof.quiet();
  proof.clear();
  await visitor.reload();
  await expect(again(visitor)).toContainText('Сервисы с другой целью: Meta Pixel.');
  await expect(again(visitor)).toContainText('Новые цели: реклама по действиям.');
  await proof.nothingArrives();
  await visitor.openSettings();
  await visitor.showServices();
  await expect(visitor.switchOf('advertising')).toBeChecked();
  for (const id of ['retargeting', 'meta-pixel']) await expect(visitor.switchOf(id), id).not.toBeChecked();
  await visitor.save();
  await visitor.readToTheEnd();
  await proof.quiet();
  const { 'meta-pixel': _, ...rest } = ARRIVALS.jetfin.accepted;
  proof.eachOnce(rest);
});

test('The consent is asked for another term: the notice says both, in days, and nothing is sent meanwhile.', async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  await put(world, serve);
  await visitor.open('https://jetfin.kz/');
  await visitor.acceptAll();
  await settled(visitor);
  await put(world, serve, (config) => ({ ...config, term: 365 }));
  await proof.quiet();
  proof.clear();
  await visitor.reload();
  await expect(again(visitor)).toContainText('Срок действия согласия в днях: 365, раньше: 180.');
  await proof.nothingArrives();
  await visitor.acceptAll();
  await visitor.readToTheEnd();
  await proof.quiet();
  proof.eachOnce(ARRIVALS.jetfin.accepted);
});

for (const [language, path, date, words] of [
  ['kk', 'kk/', /Таңдау мына күнге дейін қолданылды: .*(?:2027|\d\d\.\d\d\.27)/, 'күшінде емес'],
  ['ru', '', /Выбор действовал до: \d{1,2} \p{L}+ 2027/u, 'не действует'],
] as const) {
  test(`The term is over: asked again in "${language}", with the date, also when the browser has dropped the cookie; nothing is sent.`, async ({
    world,
    serve,
    visitor,
    proof,
  }) => {
    await put(world, serve);
    const { page } = visitor;
    await page.clock.setSystemTime(new Date('2026-11-20T10:00:00Z'));
    await visitor.open(`https://jetfin.kz/${path}`);
    await visitor.acceptAll();
    await settled(visitor);
    await proof.quiet();
    for (const cookies of ['there', 'dropped']) {
      if (cookies === 'dropped') await page.context().clearCookies();
      await page.clock.setSystemTime(new Date(Date.parse('2026-11-20T10:00:00Z') + 180 * DAY_MS));
      proof.clear();
      await visitor.reload();
      await expect(again(visitor), cookies).toContainText(words);
      await expect(again(visitor), cookies).toContainText(date);
      await proof.nothingArrives();
    }
  });
}

test('The browser dropped the cookie before its time: the notice says so, and nothing is sent until the visitor chooses again.', async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  await put(world, serve);
  await visitor.open('https://jetfin.kz/');
  await visitor.acceptAll();
  await settled(visitor);
  await visitor.page.context().clearCookies();
  await proof.quiet();
  proof.clear();
  await visitor.reload();
  await expect(again(visitor)).toContainText('Этот браузер его больше не хранит.');
  await proof.nothingArrives();
});

test('Where nothing is kept but the cookie, and where the client does not come, the notice says that the choice no longer counts and no more; accept works.', async ({
  world,
  serve,
  visitor,
  proof,
  trouble,
}) => {
  await put(world, serve);
  await visitor.page.addInitScript(() => {
    // Ours alone: a vendor that cannot keep anything sends less.
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (key.startsWith('kelisim.')) throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    };
  });
  await visitor.open('https://jetfin.kz/');
  await visitor.rejectAll();
  await visitor.hasDecided();
  await put(world, serve, (config) => ({ ...config, policy: { ...config.policy, edition: '2' } }));
  await visitor.reload();
  await expect(again(visitor)).toContainText(ASKED_AGAIN.ru);
  await expect(again(visitor)).toContainText('Дата вашего выбора');
  await expect(again(visitor)).not.toContainText('Редакция');
  trouble({ host: 'jetfin.kz', path: /\/kelisim-client\.js$/, status: 404 });
  await visitor.reload();
  await expect(again(visitor)).toHaveText(/^Прежний выбор не действует, выберите снова\.$/);
  await proof.nothingArrives();
  await visitor.acceptAll();
  await visitor.readToTheEnd();
  await proof.quiet();
  proof.eachOnce(ARRIVALS.jetfin.accepted);
});

test('Nothing moves when the reason comes: the banner waits for it, at 360 and 1280 px.', async ({
  world,
  serve,
  visitor,
}) => {
  for (const width of [360, 1280]) {
    await visitor.forget();
    await visitor.page.setViewportSize({ width, height: 760 });
    await put(world, serve);
    await visitor.open('https://jetfin.kz/');
    await visitor.rejectAll();
    await settled(visitor);
    await put(world, serve, (config) => ({ ...config, policy: { ...config.policy, edition: '2026-12-01' } }));
    await visitor.reload();
    await expect(again(visitor)).toContainText('2026-12-01');
    await expect(visitor.banner).toBeVisible();
    expect(await shiftsOf(visitor), `${width} px`).toEqual([]);
  }
});

test('When the reason does not come, the banner does: after two seconds, with its own sentence.', async ({
  world,
  serve,
  visitor,
}) => {
  await put(world, serve);
  await visitor.open('https://jetfin.kz/');
  await visitor.rejectAll();
  await settled(visitor);
  await put(world, serve, (config) => ({ ...config, policy: { ...config.policy, edition: '2026-12-01' } }));
  await visitor.page.route(/kelisim-client\.js/, (route) => route.abort());
  await visitor.reload();
  await expect(again(visitor)).toContainText(ASKED_AGAIN.ru);
  await expect(visitor.bannerButton('reject-all')).toBeVisible();
});
