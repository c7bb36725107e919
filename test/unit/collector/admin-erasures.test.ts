/** Erasing one subject's records over HTTP: counted, confirmed, noted, told on the receipt. */
import { expect, test } from 'vitest';
import { startAdmin, type TestAdmin } from './admin-fixture.ts';
import { makeRecord, problem, recordId } from './collector-fixture.ts';

const SUBJECT = makeRecord(1).subject;
const OTHER = 'ZZZZZZZZZZZZZZZZZZZZZZ';

async function withRecords(): Promise<TestAdmin> {
  const admin = await startAdmin();
  await admin.send(makeRecord(1), makeRecord(2), makeRecord(3, { subject: OTHER }));
  const other = { v: 1, records: [makeRecord(4, { site: 'other-site' })] };
  await admin.post(JSON.stringify(other), {}, '/v1/sites/other-site/records');
  return admin;
}

function erase(admin: TestAdmin, body: unknown, type = 'application/json'): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return admin.ask('/v1/admin/erasures', { method: 'POST', body: text, headers: { 'Content-Type': type } });
}

test('A dry run counts and erases nothing; the erasure then erases that subject’s records and no other’s.', async () => {
  const admin = await withRecords();
  expect(await (await erase(admin, { v: 1, subject: SUBJECT, dryRun: true })).json()).toEqual({
    v: 1,
    dryRun: true,
    count: 3,
  });
  expect(admin.rows()).toHaveLength(4);
  expect(await (await erase(admin, { v: 1, subject: SUBJECT, site: 'demo-site', dryRun: false })).json()).toEqual({
    v: 1,
    dryRun: false,
    count: 2,
  });
  expect(admin.rows().map(({ record_id }) => record_id)).toEqual([recordId(3), recordId(4)]);
  expect((await admin.fetch(`/v1/receipts/${recordId(1)}`)).status).toBe(410);
});

test('Erasures are noted with counts and without ids, and listed for whoever may read.', async () => {
  const admin = await withRecords();
  await erase(admin, { v: 1, subject: SUBJECT, dryRun: true });
  await erase(admin, { v: 1, subject: SUBJECT, dryRun: false });
  expect(admin.noted()).toEqual([
    { token: 'all', what: 'erase dry run', count: 3 },
    { token: 'all', what: 'erase begun', count: 0 },
    { token: 'all', what: 'erase', count: 3 },
  ]);
  const reader = await admin.addToken('reader', ['read']);
  const response = await admin.askAsNobody('/v1/admin/erasures', { headers: { Authorization: `Bearer ${reader}` } });
  const text = await response.text();
  const { erasures } = JSON.parse(text) as { erasures: { site: string }[] };
  expect(erasures.toSorted((a, b) => (a.site < b.site ? -1 : 1))).toEqual([
    { at: '2026-07-01T09:03:05.678Z', site: 'demo-site', reason: 'subject', count: 2 },
    { at: '2026-07-01T09:03:05.678Z', site: 'other-site', reason: 'subject', count: 1 },
  ]);
  expect(text).not.toContain(SUBJECT);
});

test.for([
  [{ v: 1, subject: SUBJECT }, 'malformed-erasure'],
  [{ v: 1, dryRun: false }, 'malformed-erasure'],
  [{ v: 1, subject: '', dryRun: false }, 'malformed-erasure'],
  [{ v: 1, subject: SUBJECT, dryRun: 'false' }, 'malformed-erasure'],
  [{ v: 2, subject: SUBJECT, dryRun: false }, 'malformed-erasure'],
  [{ v: 1, subject: SUBJECT, dryRun: false, sites: 'demo-site' }, 'malformed-erasure'],
  [{ v: 1, subject: SUBJECT, site: 'UPPER', dryRun: false }, 'malformed-erasure'],
  ['{', 'malformed-json'],
  [`{"v":1,"subject":"${OTHER}","subject":"${SUBJECT}","dryRun":false}`, 'duplicate-key'],
] as const)('An erasure as %j is refused, and nothing is erased.', async ([body, code]) => {
  const admin = await withRecords();
  const response = await erase(admin, body);
  expect([response.status, await response.json()]).toEqual([400, problem(400, code)]);
  expect(admin.rows()).toHaveLength(4);
});

test('An erasure that a foreign form could send, or that is too large, is refused.', async () => {
  const admin = await withRecords();
  const body = { v: 1, subject: SUBJECT, dryRun: false };
  expect((await erase(admin, body, 'text/plain')).status).toBe(415);
  expect((await erase(admin, JSON.stringify(body) + ' '.repeat(5000))).status).toBe(413);
  expect(admin.rows()).toHaveLength(4);
});

function post(admin: TestAdmin, fields: Record<string, string>): Promise<Response> {
  return admin.ask('/erasures?lang=en', { method: 'POST', body: new URLSearchParams(fields) });
}

test('On the page the first step counts, the second erases, and the log stands below.', async () => {
  const admin = await withRecords();
  const counted = await (await post(admin, { subject: SUBJECT, site: '' })).text();
  expect(counted).toContain('Records found: 3');
  expect(counted).toContain(`<input type="hidden" name="subject" value="${SUBJECT}">`);
  expect(admin.rows()).toHaveLength(4);
  const done = await (await post(admin, { subject: SUBJECT, site: '', step: 'erase' })).text();
  expect(done).toContain('Records erased: 3');
  expect(done).toContain('<td>demo-site</td><td>request of the person</td><td class="number">2</td>');
  expect(admin.rows()).toHaveLength(1);
});

test('Nothing found offers no erasing; a wrong id is said and not counted; its text comes back escaped.', async () => {
  const admin = await withRecords();
  const none = await (await post(admin, { subject: 'x'.repeat(22) })).text();
  expect(none).toContain('Records found: 0');
  expect(none).not.toContain('Erase for good');
  const wrong = await post(admin, { subject: '"><script>alert(1)</script>', step: 'erase' });
  expect(wrong.status).toBe(400);
  const text = await wrong.text();
  expect(text).toContain('This field is not filled in correctly: Subject id');
  expect(text).not.toContain('<script>');
});
