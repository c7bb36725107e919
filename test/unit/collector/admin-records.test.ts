/** Searching records and looking at one, as a page and as JSON. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import { BROWSER, startAdmin, type TestAdmin } from './admin-fixture.ts';
import { makeRecord, problem, recordId, SITE } from './collector-fixture.ts';

const OTHER_SUBJECT = 'ZZZZZZZZZZZZZZZZZZZZZZ';

interface Found {
  readonly v: 1;
  readonly records: readonly { seq: number; receivedAt: string; hash: string; record: ConsentRecord }[];
  readonly next: number | null;
}

async function search(admin: TestAdmin, query: string): Promise<Found> {
  const response = await admin.ask(`/v1/admin/records?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Found;
}

function numbers({ records }: Found): number[] {
  return records.map(({ record }) => Number.parseInt(record.id.slice(-12), 16));
}

async function withRecords(): Promise<TestAdmin> {
  const admin = await startAdmin();
  await admin.send(makeRecord(1), makeRecord(2, { action: 'reject-all', language: 'ru', subject: OTHER_SUBJECT }));
  admin.clock.nowMs += 86_400_000;
  await admin.send(makeRecord(3, { policy: '2026-06' }), makeRecord(4, { test: true }));
  const other = { v: 1, records: [makeRecord(5, { site: 'other-site' })] };
  await admin.post(JSON.stringify(other), {}, '/v1/sites/other-site/records');
  return admin;
}

test.for([
  ['', [5, 4, 3, 2, 1]],
  ['site=other-site', [5]],
  [`subject=${OTHER_SUBJECT}`, [2]],
  [`id=${recordId(3)}`, [3]],
  ['from=2026-07-02', [5, 4, 3]],
  ['to=2026-07-01', [2, 1]],
  ['from=2026-07-01&to=2026-07-01', [2, 1]],
  ['action=reject-all', [2]],
  ['language=kk', [5, 4, 3, 1]],
  ['policy=2026-06', [3]],
  ['test=true', [4]],
  ['site=demo-site&test=false&language=kk&from=2026-07-02', [3]],
  ['site=nobody', []],
  ['site=&action=', [5, 4, 3, 2, 1]],
] as const)('A search for "%s" finds what fits, newest first.', async ([query, expected]) => {
  expect(numbers(await search(await withRecords(), query))).toEqual(expected);
});

test('A search goes backwards page by page, and no record is left out or comes twice while new ones arrive.', async () => {
  const admin = await startAdmin();
  for (let i = 0; i < 60; i += 20) await admin.send(...Array.from({ length: 20 }, (_, j) => makeRecord(i + j)));
  const seen: number[] = [];
  let before = '';
  for (let page = 0; page < 10; page++) {
    const found = await search(admin, `limit=25${before}`);
    seen.push(...numbers(found));
    await admin.send(makeRecord(100 + page));
    if (found.next === null) break;
    before = `&before=${found.next}`;
  }
  expect(seen).toEqual(Array.from({ length: 60 }, (_, i) => 59 - i));
});

test.for([
  ['sit=demo-site', 'unknown'],
  ['site=UPPER', 'site'],
  ['subject=77011234567', 'subject'],
  ['id=1', 'id'],
  ['from=2026-02-31', 'from'],
  ['to=yesterday', 'to'],
  ['action=drop', 'action'],
  ['language=de', 'language'],
  ['test=1', 'test'],
  ['policy=a%00b', 'policy'],
  ['before=-1', 'before'],
  ['limit=501', 'limit'],
  [`policy=${'x'.repeat(81)}`, 'policy'],
])(
  'A search for "%s" is refused and finds nothing: a mistyped filter is never "everything".',
  async ([query, field]) => {
    const admin = await withRecords();
    const response = await admin.ask(`/v1/admin/records?${query}`);
    expect([response.status, await response.json()]).toEqual([400, { ...problem(400, 'invalid-query'), field }]);
    const page = await admin.ask(`/records?${query}&lang=en`, { headers: BROWSER });
    expect(page.status).toBe(400);
    const text = await page.text();
    expect(text).toContain('role="alert"');
    expect(text).not.toContain('href="/records/');
  },
);

test('The page of the search opens empty, and shows records only when asked.', async () => {
  const admin = await withRecords();
  expect(await (await admin.ask('/records?lang=en')).text()).not.toContain('href="/records/');
  expect(admin.noted()).toEqual([]);
  const page = await (await admin.ask('/records?lang=en&site=demo-site')).text();
  expect(page.match(/href="\/records\//g)).toHaveLength(4);
  expect(page).toContain('value="demo-site"');
  // The languages keep the search.
  expect(page).toContain('href="?lang=ru&amp;site=demo-site"');
});

test('Every look at records is noted with the token, how many were shown, and no word of what was looked for.', async () => {
  const admin = await withRecords();
  await admin.ask('/v1/admin/records?site=demo-site');
  await admin.ask(`/records/${recordId(1)}`);
  await admin.ask(`/v1/admin/records/${recordId(99)}`);
  expect(admin.noted()).toEqual([
    { token: 'all', what: 'search', count: 4 },
    { token: 'all', what: 'record', count: 1 },
    { token: 'all', what: 'record', count: 0 },
  ]);
});

const NOTICE = JSON.stringify({
  version: 1,
  site: SITE,
  banner: {
    kk: {
      h: 'Cookie файлдары',
      t: ['Бірінші.', 'Екінші.'],
      a: 'Қабылдау',
      r: 'Бас тарту',
      l: 'Баптау',
      p: 'Саясат',
      u: '/privacy',
      f: '',
    },
    ru: { h: 'Файлы cookie', t: ['Первое.'], a: 'Принять', r: 'Отклонить', l: 'Настройки', p: '', u: '', f: '' },
  },
  words: {
    kk: {
      'settings.intro': 'Кез келген уақытта өзгертуге болады',
      'category.analytics': 'Аналитикалық',
      'category.analytics-purpose': 'Сайттың қалай пайдаланылатыны',
      'embed.once': 'Бір рет жүктеу',
    },
    ru: { 'embed.once': 'Загрузить один раз' },
  },
  disclosures: {
    kk: {
      clarity: {
        name: 'Clarity',
        provider: 'Microsoft',
        country: 'US',
        category: 'analytics',
        purpose: 'Сайтқа кіруді талдау',
        refused: 'Ештеңе жазылмайды',
        cookies: [{ name: '_clck' }],
      },
    },
  },
  config: {
    services: [{ vendor: 'clarity' }, { id: 'own', name: 'Own <b>', purpose: { kk: 'Өз мақсаты', ru: 'Своя цель' } }],
    operators: [{ name: { kk: 'Тест ЖШС', ru: 'ТОО Тест' }, bin: '000000000000' }],
    about: { publicSources: { kk: 'Жария етілмейді', ru: 'Не публикуется' } },
  },
});
const HASH = createHash('sha256').update(NOTICE).digest('hex');

test.for([
  ['kk', 'Таңдау жасалған орын', 'баптаулар', 'тінтуір', 'Жарнамалық</dt><dd>бас тартылған'],
  ['ru', 'Где сделан выбор', 'настройки', 'мышь', 'Рекламные</dt><dd>отклонено'],
  ['en', 'Where the choice was made', 'settings', 'mouse', 'Advertising</dt><dd>denied'],
])(
  'One record stands in %s with every field in words, and the exact words of its notice in the language it was shown in.',
  async ([language, ...words]) => {
    const admin = await startAdmin();
    await admin.post(JSON.stringify({ v: 1, hash: HASH, text: NOTICE }), {}, `/v1/sites/${SITE}/notices`);
    const record = makeRecord(1, { notice: HASH, previous: recordId(7) });
    await admin.send(record);
    const page = await (await admin.ask(`/records/${recordId(1)}?lang=${language}`)).text();
    for (const text of [
      ...words,
      // Times in the visitor's own time.
      '2026-07-01 14:03 UTC+05:00',
      record.subject,
      record.path,
      record.widget,
      HASH,
      `href="/records/${recordId(7)}?lang=${language}"`,
      '<blockquote lang="kk">',
      'Cookie файлдары',
      'Бірінші.',
      'Екінші.',
      '[Қабылдау] [Бас тарту] [Баптау]',
      'Саясат: /privacy',
      'Тест ЖШС, 000000000000',
      'Жария етілмейді',
      'Кез келген уақытта өзгертуге болады',
      'Аналитикалық: Сайттың қалай пайдаланылатыны',
      'Бір рет жүктеу',
      'Сайтқа кіруді талдау',
      'Ештеңе жазылмайды',
      'Microsoft, US',
      '_clck',
      'Own &lt;b&gt;',
      'Өз мақсаты',
      '&quot;utcOffsetMinutes&quot;: 300',
    ])
      expect(page).toContain(text);
    expect(page).not.toMatch(/Первое|Загрузить один раз|<script|<style|style=|<b>/);
    for (const [name, value] of Object.entries(record))
      if (typeof value === 'string' && name !== 'decidedAt') expect(page).toContain(value);
  },
);

test.for([
  [{ notice: null }, 'The record names no notice text'],
  [{ notice: 'b'.repeat(64) }, 'This text is not in this collector. Its hash: <code>bbbb'],
  [{ notice: HASH, language: 'en' }, 'The text is stored, but not in this language'],
] as const)('Where the words are missing the page says so: %j', async ([changes, sentence]) => {
  const admin = await startAdmin();
  await admin.post(JSON.stringify({ v: 1, hash: HASH, text: NOTICE }), {}, `/v1/sites/${SITE}/notices`);
  await admin.send(makeRecord(1, changes));
  expect(await (await admin.ask(`/records/${recordId(1)}?lang=en`)).text()).toContain(sentence);
});

test.for([
  '[]',
  'null',
  '{"banner":[]}',
  '{"banner":{"kk":{"h":"x","t":7,"a":{}}},"config":[],"disclosures":7}',
  '{"banner":{"kk":{"h":"<script>alert(1)</script>","t":["<img onerror=x>"]}}}',
])('A notice text of an odd form is shown escaped, not trusted and no fault: %s', async (text) => {
  const admin = await startAdmin();
  const hash = createHash('sha256').update(text).digest('hex');
  await admin.post(JSON.stringify({ v: 1, hash, text }), {}, `/v1/sites/${SITE}/notices`);
  await admin.send(makeRecord(1, { notice: hash }));
  const response = await admin.ask(`/records/${recordId(1)}`);
  expect(response.status).toBe(200);
  expect(await response.text()).not.toMatch(/<script|<img/);
});

test('As JSON one record has its hash and the exact text of its notice; an unknown and a malformed id are the same 404.', async () => {
  const admin = await startAdmin();
  await admin.post(JSON.stringify({ v: 1, hash: HASH, text: NOTICE }), {}, `/v1/sites/${SITE}/notices`);
  const record = makeRecord(1, { notice: HASH });
  await admin.send(record);
  expect(await (await admin.ask(`/v1/admin/records/${recordId(1)}`)).json()).toEqual({
    v: 1,
    seq: 1,
    receivedAt: '2026-07-01T09:03:05.678Z',
    hash: admin.rows()[0]?.hash,
    record,
    noticeText: NOTICE,
  });
  for (const id of [recordId(2), 'x', '%27']) {
    const response = await admin.ask(`/v1/admin/records/${id}`);
    expect([response.status, await response.json()]).toEqual([404, problem(404, 'not-found')]);
  }
});
