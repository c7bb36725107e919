import { expect, test } from 'vitest';
import type { Statistics } from '../../../src/collector/storage/statistics.ts';
import { makeRecord, recordId, startCollector, type TestCollector } from './collector-fixture.ts';

async function statisticsOf(collector: TestCollector): Promise<Statistics> {
  return (await (await collector.fetch('/v1/statistics')).json()) as Statistics;
}

test('Statistics count per day, site, action, language and category what lies in the database, each record once.', async () => {
  const collector = await startCollector();
  const refused = { necessary: 'necessary', functional: 'denied', analytics: 'denied', advertising: 'denied' } as const;
  await collector.send(makeRecord(1), makeRecord(2, { action: 'reject-all', decisions: refused, language: 'ru' }));
  collector.clock.nowMs += 86_400_000;
  await collector.send(makeRecord(3, { language: 'ru' }), makeRecord(1), makeRecord(2), makeRecord(4, { test: true }));
  const statistics = await statisticsOf(collector);
  expect(statistics).toMatchObject({
    records: 3,
    testRecords: 1,
    notices: 0,
    days: [
      { name: '2026-07-02', count: 1 },
      { name: '2026-07-01', count: 2 },
    ],
    sites: [{ name: 'demo-site', count: 3 }],
    actions: [
      { name: 'save', count: 2 },
      { name: 'reject-all', count: 1 },
    ],
    languages: [
      { name: 'ru', count: 2 },
      { name: 'kk', count: 1 },
    ],
    categories: [
      { category: 'advertising', granted: 0, denied: 3 },
      { category: 'analytics', granted: 2, denied: 1 },
      { category: 'functional', granted: 2, denied: 1 },
    ],
  });
  expect(collector.rows()).toHaveLength(statistics.records + statistics.testRecords);
});

test('The latest records come newest first, at most 50, without subject, path or whole id.', async () => {
  const collector = await startCollector();
  for (let i = 0; i < 60; i += 20) await collector.send(...Array.from({ length: 20 }, (_, j) => makeRecord(i + j)));
  const { latest } = await statisticsOf(collector);
  expect(latest.map(({ idEnd }) => idEnd)).toEqual(Array.from({ length: 50 }, (_, i) => recordId(59 - i).slice(-6)));
  const text = JSON.stringify(latest);
  for (const kept of [makeRecord(1).subject, makeRecord(1).path, recordId(59)]) expect(text).not.toContain(kept);
});

test.for([
  ['kk', 'Сақталған жазбалар'],
  ['ru', 'Сохранённые записи'],
  ['en', 'Stored records'],
])(
  'The statistics page in %s shows the counts and the latest records, escaped, under a policy without inline code.',
  async ([language, heading]) => {
    const collector = await startCollector();
    await collector.send(makeRecord(0xabc123, { policy: '<img src=x onerror=alert(1)>' }));
    const response = await collector.fetch(`/?lang=${language}`);
    const page = await response.text();
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'; style-src 'self'");
    expect(page).toContain(`<html lang="${language}">`);
    for (const text of [heading, '2026-07-01', '…abc123', '&lt;img src=x onerror=alert(1)&gt;'])
      expect(page).toContain(text);
    expect(page).not.toMatch(/<img|<script|style=/);
    expect(page).not.toContain(makeRecord(1).subject);
  },
);

test('An empty collector shows an empty page.', async () => {
  const collector = await startCollector();
  expect(await (await collector.fetch('/?lang=en')).text()).toContain('No records yet.');
});

test('A collector that others can reach does not show statistics.', async () => {
  const collector = await startCollector({ statistics: false });
  for (const path of ['/', '/v1/statistics']) expect((await collector.fetch(path)).status).toBe(404);
});

test('The health route answers, and an unknown path is answered 404.', async () => {
  const collector = await startCollector();
  expect(await (await collector.fetch('/healthz')).json()).toEqual({ ok: true });
  expect((await collector.fetch('/admin')).status).toBe(404);
  expect((await collector.fetch('/v1/sites/demo-site/records')).status).toBe(404);
});

test('An embed that was loaded once counts as an action, and as no consent or refusal of any category.', async () => {
  const collector = await startCollector();
  await collector.send(
    makeRecord(1, { action: 'load-once', surface: 'placeholder', decisions: {}, services: { '2gis': true } }),
  );
  const statistics = await statisticsOf(collector);
  expect(statistics).toMatchObject({ records: 1, actions: [{ name: 'load-once', count: 1 }], categories: [] });
  expect(await (await collector.fetch('/?lang=kk')).text()).toContain('Бір рет жүктеу');
});
