/** The numbers: per day, category, language and method, as JSON, as tables and as plots. */
import { expect, test } from 'vitest';
import { BROWSER, startAdmin, type TestAdmin } from './admin-fixture.ts';
import { makeRecord, problem } from './collector-fixture.ts';

const REFUSED = { necessary: 'necessary', functional: 'denied', analytics: 'denied', advertising: 'denied' } as const;

async function withRecords(): Promise<TestAdmin> {
  const admin = await startAdmin();
  await admin.send(
    makeRecord(1),
    makeRecord(2, { action: 'reject-all', decisions: REFUSED, language: 'ru', surface: 'banner', input: 'touch' }),
  );
  admin.clock.nowMs += 3 * 86_400_000;
  await admin.send(makeRecord(3, { language: 'ru' }), makeRecord(1), makeRecord(4, { test: true }));
  const other = { v: 1, records: [makeRecord(5, { site: 'other-site', surface: 'banner' })] };
  await admin.post(JSON.stringify(other), {}, '/v1/sites/other-site/records');
  return admin;
}

test('Statistics count what lies in the database per day, site, action, language, category and method, each record once, test records apart.', async () => {
  const admin = await withRecords();
  expect(await (await admin.ask('/v1/admin/statistics')).json()).toEqual({
    v: 1,
    filter: {},
    records: 4,
    testRecords: 1,
    days: [
      {
        day: '2026-07-01',
        records: 2,
        granted: { functional: 1, analytics: 1 },
        denied: { functional: 1, analytics: 1, advertising: 2 },
      },
      { day: '2026-07-04', records: 2, granted: { functional: 2, analytics: 2 }, denied: { advertising: 2 } },
    ],
    sites: [
      { name: 'demo-site', count: 3 },
      { name: 'other-site', count: 1 },
    ],
    actions: [
      { name: 'save', count: 3 },
      { name: 'reject-all', count: 1 },
    ],
    languages: [
      { name: 'kk', count: 2 },
      { name: 'ru', count: 2 },
    ],
    categories: expect.toSatisfy((categories: { category: string }[]) => {
      const byName = categories.toSorted((a, b) => (a.category < b.category ? -1 : 1));
      expect(byName).toEqual([
        { category: 'advertising', granted: 0, denied: 4 },
        { category: 'analytics', granted: 3, denied: 1 },
        { category: 'functional', granted: 3, denied: 1 },
      ]);
      return true;
    }),
    surfaces: [
      { name: 'banner', count: 2 },
      { name: 'settings', count: 2 },
    ],
    inputs: [
      { name: 'pointer', count: 3 },
      { name: 'touch', count: 1 },
    ],
  });
});

test.for([
  ['site=other-site', 1],
  ['from=2026-07-02', 2],
  ['to=2026-07-01', 2],
  ['from=2026-07-01&to=2026-07-04', 4],
  ['site=demo-site&from=2026-07-04', 1],
  ['from=2026-08-01', 0],
] as const)('Statistics for "%s" count %i.', async ([query, records]) => {
  const admin = await withRecords();
  expect(await (await admin.ask(`/v1/admin/statistics?${query}`)).json()).toMatchObject({ v: 1, records });
  expect(await (await admin.ask(`/?lang=en&${query}`)).text()).toContain(
    `<dt>Records received</dt><dd>${records}</dd>`,
  );
});

test('A filter that statistics do not have is refused, not ignored.', async () => {
  const admin = await withRecords();
  for (const query of ['subject=AbCdEfGhIjKlMnOpQrStUv', 'from=soon']) {
    for (const path of ['/v1/admin/statistics', '/plots/days.svg'])
      expect(await (await admin.ask(`${path}?${query}`)).json()).toMatchObject(problem(400, 'invalid-query'));
    expect((await admin.ask(`/?${query}`, { headers: BROWSER })).status).toBe(400);
  }
});

test.for([
  ['kk', 'Күндер бойынша (UTC)', 'Аналитикалық (талдау)', 'саусақпен түрту'],
  ['ru', 'По дням (UTC)', 'Аналитические', 'касание'],
  ['en', 'By day (UTC)', 'Analytics', 'touch'],
])('The page in %s has a table beside each plot, and each plot names what it shows.', async ([language, ...words]) => {
  const admin = await withRecords();
  const page = await (await admin.ask(`/?lang=${language}&site=demo-site`)).text();
  for (const word of words) expect(page).toContain(word);
  const plots = [...page.matchAll(/<img class="plot" src="([^"]+)" width="720" height="\d+" alt="([^"]+)">/g)];
  expect(plots).toHaveLength(7);
  expect(page.split('<table>')).toHaveLength(8);
  expect(plots[0]?.[1]).toBe(`/plots/days.svg?lang=${language}&amp;site=demo-site`);
  for (const [, , alt] of plots) expect(alt?.length).toBeGreaterThan(20);
  // Days without records are in the plot and in the table.
  for (const day of ['2026-07-01', '2026-07-02', '2026-07-03', '2026-07-04']) expect(page).toContain(day);
  expect(page).not.toMatch(/<script|<style|style=/);
  expect(page).not.toContain(makeRecord(1).subject);
});

test('An empty collector shows an empty page.', async () => {
  const admin = await startAdmin();
  expect(await (await admin.ask('/?lang=en')).text()).toContain('No records yet.');
});

test('A plot is an SVG image of its own with the words of its language, and nothing a sender wrote is markup in it.', async () => {
  const admin = await startAdmin();
  // A category of the sender's own choosing; the site's name is the only other free word in the numbers.
  await admin.send(makeRecord(1, { decisions: { necessary: 'necessary', 'x-own': 'granted', advertising: 'denied' } }));
  const response = await admin.ask('/plots/categories.svg?lang=kk');
  expect(response.headers.get('Content-Type')).toBe('image/svg+xml');
  expect(response.headers.get('Content-Security-Policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  );
  const svg = await response.text();
  expect(svg).toMatch(/^<svg width="720" height="\d+"/);
  for (const word of ['Жарнамалық', 'рұқсат берілген', 'x-own']) expect(svg).toContain(word);
  expect(svg).not.toMatch(/<script|\son\w+=|href=/);
});

test('The plot of days draws a day without records as 0.', async () => {
  const admin = await withRecords();
  const svg = await (await admin.ask('/plots/days.svg')).text();
  expect(svg.match(/ecmeta_ssr_type="chart"/g)).toHaveLength(4);
});

test('There is no other plot.', async () => {
  const admin = await startAdmin();
  for (const name of ['days', 'other.svg', 'constructor.svg', '..%2f..%2fetc.svg'])
    expect((await admin.ask(`/plots/${name}`)).status).toBe(404);
});

test('The counters count answers of both ports and results of records, by route pattern.', async () => {
  const admin = await startAdmin();
  await admin.send(makeRecord(1), makeRecord(2));
  await admin.send(makeRecord(1));
  await admin.fetch('/v1/receipts/x');
  await admin.ask('/v1/admin/statistics');
  const response = await admin.ask('/metrics');
  expect(response.headers.get('Content-Type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = (await response.text()).split('\n');
  for (const line of [
    '# TYPE kelisim_answers_total counter',
    'kelisim_answers_total{port="public",method="POST",route="/v1/sites/:site/records",status="200"} 2',
    'kelisim_answers_total{port="public",method="GET",route="/v1/receipts/:id",status="404"} 1',
    'kelisim_answers_total{port="admin",method="GET",route="/v1/admin/statistics",status="200"} 1',
    'kelisim_results_total{port="public",result="stored"} 2',
    'kelisim_results_total{port="public",result="duplicate"} 1',
  ])
    expect(lines).toContain(line);
  expect(lines.at(-1)).toBe('');
});
