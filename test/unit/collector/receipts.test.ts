import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/collector/collector-environment.ts';
import {
  makeRecord,
  ORIGIN,
  problem,
  recordId,
  SITE,
  startCollector,
  type TestCollector,
} from './collector-fixture.ts';

const BROWSER = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

test('A receipt says when, what was granted and denied, which policy, and that it is stored; it has no subject and no path.', async () => {
  const collector = await startCollector();
  await collector.send(makeRecord(1));
  const response = await collector.fetch(`/v1/receipts/${recordId(1)}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toContain('application/json');
  expect(await response.json()).toEqual({
    v: 1,
    stored: true,
    id: recordId(1),
    site: 'demo-site',
    action: 'save',
    language: 'kk',
    receivedAt: '2026-07-01T09:03:05.678Z',
    decidedAt: '2026-07-01T09:03:04.000Z',
    utcOffsetMinutes: 300,
    policy: '2026-05',
    notice: null,
    decisions: { necessary: 'necessary', functional: 'granted', analytics: 'granted', advertising: 'denied' },
    services: { clarity: false },
    validUntil: '2026-12-28T09:03:04.000Z',
    test: false,
  });
});

test.for([
  ['kk', 'Бұл таңдау сақталған.', 'Жарнамалық</dt><dd>бас тартылған', 'Аналитикалық (талдау)</dt><dd>рұқсат берілген'],
  ['ru', 'Этот выбор сохранён.', 'Рекламные</dt><dd>отклонено', 'Аналитические (статистика)</dt><dd>разрешено'],
  ['en', 'This choice is stored.', 'Advertising</dt><dd>denied', 'Analytics</dt><dd>granted'],
] as const)(
  'A browser gets the receipt as a page in %s, by ?lang= and by Accept-Language.',
  async ([language, stored, denied, granted]) => {
    const collector = await startCollector();
    await collector.send(makeRecord(1));
    const byQuery = await collector.fetch(`/v1/receipts/${recordId(1)}?lang=${language}`, {
      headers: { ...BROWSER, 'Accept-Language': 'fr' },
    });
    const byHeader = await collector.fetch(`/v1/receipts/${recordId(1)}`, {
      headers: { ...BROWSER, 'Accept-Language': `fr;q=0.1, ${language}-KZ` },
    });
    const page = await byQuery.text();
    expect(await byHeader.text()).toBe(page);
    expect(page).toContain(`<html lang="${language}">`);
    for (const text of [stored, denied, granted, '2026-05', '2026-07-01 14:03 UTC+05:00', recordId(1)])
      expect(page).toContain(text);
    expect(page).not.toContain(makeRecord(1).subject);
  },
);

test('Kazakh is the language of a page when nothing says otherwise.', async () => {
  const collector = await startCollector();
  const response = await collector.fetch(`/v1/receipts/${recordId(1)}`, {
    headers: { ...BROWSER, 'Accept-Language': 'de, *;q=0.5' },
  });
  expect(await response.text()).toContain('<html lang="kk">');
});

test('A page has no inline script or style, and its policy, referrer and robots headers keep the address to itself.', async () => {
  const collector = await startCollector();
  await collector.send(makeRecord(1));
  const response = await collector.fetch(`/v1/receipts/${recordId(1)}`, { headers: BROWSER });
  expect(response.headers.get('Content-Security-Policy')).toBe(
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(response.headers.get('Referrer-Policy')).toBe('no-referrer');
  expect(response.headers.get('X-Robots-Tag')).toBe('noindex');
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(await response.text()).not.toMatch(/<script|<style|style=|\son\w+=/);
  expect((await collector.fetch('/collector.css')).headers.get('Content-Type')).toBe('text/css; charset=utf-8');
});

test('Text of a record is escaped on the page.', async () => {
  const collector = await startCollector();
  await collector.send(makeRecord(1, { policy: '<script>alert(1)</script>"\'&' }));
  const page = await (await collector.fetch(`/v1/receipts/${recordId(1)}`, { headers: BROWSER })).text();
  expect(page).not.toContain('<script>');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
});

test('Categories stand in the order of the notice: necessary first, the site’s own last.', async () => {
  const collector = await startCollector();
  const decisions = {
    advertising: 'denied',
    'ads-personal': 'denied',
    constructor2: 'granted',
    necessary: 'necessary',
    functional: 'granted',
  } as const;
  await collector.send(makeRecord(1, { decisions, services: {} }));
  const page = await (await collector.fetch(`/v1/receipts/${recordId(1)}?lang=en`, { headers: BROWSER })).text();
  const terms = [...(page.split('<h2>')[1] ?? '').matchAll(/<dt>([^<]*)/g)].map((match) => match[1]);
  expect(terms).toEqual(['Necessary', 'Functional', 'Advertising', 'ads-personal', 'constructor2']);
});

test('A test record says on its receipt that it is one.', async () => {
  const collector = await startCollector();
  await collector.send(makeRecord(1, { test: true }));
  const page = await (await collector.fetch(`/v1/receipts/${recordId(1)}?lang=en`, { headers: BROWSER })).text();
  expect(page).toContain('This is a test record');
});

test('An unknown and a malformed id get the same 404, as JSON and as a page.', async () => {
  const collector = await startCollector();
  await collector.send(makeRecord(1));
  for (const headers of [{}, BROWSER]) {
    const answers = await Promise.all(
      [recordId(2), 'x', '%27%20OR%201=1', '%zz'].map(async (id) => {
        const response = await collector.fetch(`/v1/receipts/${id}`, { headers });
        return [response.status, await response.text()];
      }),
    );
    expect(answers[0]?.[0]).toBe(404);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  }
});

const NOTICE = JSON.stringify({
  version: 1,
  site: SITE,
  banner: {
    kk: {
      h: 'Cookie файлдары',
      t: ['Келісіміңізді сұраймыз.'],
      a: 'Қабылдау',
      r: 'Бас тарту',
      l: 'Баптау',
      p: '',
      u: '',
      f: '',
    },
    ru: {
      h: 'Файлы cookie',
      t: ['Просим согласия.'],
      a: 'Принять',
      r: 'Отклонить',
      l: 'Настройки',
      p: '',
      u: '',
      f: '',
    },
  },
  disclosures: {
    kk: { clarity: { name: 'Clarity', purpose: 'Сайтқа кіруді талдау', refused: 'Ештеңе жазылмайды', cookies: [] } },
  },
  config: { services: [{ vendor: 'clarity' }], operators: [{ name: { kk: 'Тест ЖШС', ru: 'ТОО Тест' } }] },
});
const NOTICE_HASH = createHash('sha256').update(NOTICE).digest('hex');

async function withNotice(): Promise<TestCollector> {
  const collector = await startCollector();
  await collector.post(JSON.stringify({ v: 1, hash: NOTICE_HASH, text: NOTICE }), {}, `/v1/sites/${SITE}/notices`);
  await collector.send(makeRecord(1, { notice: NOTICE_HASH }), makeRecord(2, { notice: 'b'.repeat(64) }));
  return collector;
}

test('A receipt leads to the words the visitor read, in the language they were shown in, whatever the page’s own.', async () => {
  const collector = await withNotice();
  const look = async (path: string) => (await collector.fetch(`/v1/receipts/${path}`, { headers: BROWSER })).text();
  expect(await look(`${recordId(1)}?lang=en`)).toContain(
    `<a href="${recordId(1)}/notice?lang=en">Notice words as shown</a>`,
  );
  const page = await look(`${recordId(1)}/notice?lang=en`);
  for (const words of [
    'Cookie файлдары',
    'Келісіміңізді сұраймыз.',
    '[Қабылдау] [Бас тарту] [Баптау]',
    'Тест ЖШС',
    'Сайтқа кіруді талдау',
    'Ештеңе жазылмайды',
    NOTICE_HASH,
  ])
    expect(page).toContain(words);
  expect(page).not.toContain('Просим согласия');
  expect(await (await collector.fetch(`/v1/receipts/${recordId(1)}/notice`)).text()).toBe(NOTICE);
});

test('Without the text there is no link to it, and its address is a 404.', async () => {
  const collector = await withNotice();
  const page = await (await collector.fetch(`/v1/receipts/${recordId(2)}`, { headers: BROWSER })).text();
  expect(page).not.toContain('/notice');
  for (const id of [recordId(2), recordId(3), 'x'])
    expect((await collector.fetch(`/v1/receipts/${id}/notice`)).status).toBe(404);
});

test.for([
  ['kk', 'Бұл жазба жойылды', 'субъектінің өтініші'],
  ['ru', 'Эта запись удалена', 'обращение субъекта'],
  ['en', 'This record was erased', 'request of the person'],
])(
  'The receipt of an erased record says in %s when and why, and nothing else of it.',
  async ([language, erased, reason]) => {
    const collector = await startCollector();
    await collector.send(makeRecord(1));
    await collector.storage.erase({ id: recordId(1) }, { at: '2026-07-02T08:00:00.000Z', reason: 'subject' }, false);
    const response = await collector.fetch(`/v1/receipts/${recordId(1)}?lang=${language}`, { headers: BROWSER });
    expect(response.status).toBe(410);
    const page = await response.text();
    expect(page).toContain(`${erased}: 2026-07-02 08:00 UTC+00:00; `);
    expect(page).toContain(reason);
    for (const gone of ['2026-05', 'demo-site', makeRecord(1).subject]) expect(page).not.toContain(gone);
    const json = await collector.fetch(`/v1/receipts/${recordId(1)}`);
    expect(await json.json()).toEqual({
      ...problem(410, 'erased'),
      erasedAt: '2026-07-02T08:00:00.000Z',
      reason: 'subject',
    });
  },
);

test('A receipt says when the term of the consent is over.', async () => {
  const collector = await startCollector();
  await collector.send(makeRecord(1));
  const look = async () => (await collector.fetch(`/v1/receipts/${recordId(1)}?lang=en`, { headers: BROWSER })).text();
  expect(await look()).not.toContain('The term of this consent is over.');
  collector.clock.nowMs = Date.parse(makeRecord(1).validUntil);
  expect(await look()).toContain('The term of this consent is over.');
});

test('Only the listed origin may read a receipt from its page.', async () => {
  const collector = await startCollector();
  await collector.send(makeRecord(1));
  for (const [origin, allowed] of [
    [ORIGIN, ORIGIN],
    ['https://evil.example', null],
    ['null', null],
  ] as const) {
    const response = await collector.fetch(`/v1/receipts/${recordId(1)}`, { headers: { Origin: origin } });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(allowed);
    expect(response.headers.get('Vary')).toContain('Origin');
  }
});

test('Looking up receipts too fast is answered 429 with Retry-After.', async () => {
  const collector = await startCollector({ limits: { ...DEFAULT_LIMITS, lookups: { perSecond: 1, burst: 3 } } });
  const statuses: number[] = [];
  for (let i = 0; i < 4; i++) statuses.push((await collector.fetch(`/v1/receipts/${recordId(i)}`)).status);
  expect(statuses).toEqual([404, 404, 404, 429]);
});
