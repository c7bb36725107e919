import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeRecord, problem, recordId, startCollector } from './collector-fixture.ts';

const GOOD = JSON.stringify(makeRecord(1));

/** A record's text with one member replaced or added, as no JSON.stringify would write it. */
function withMember(name: string, json: string): string {
  const { [name as 'seq']: _, ...rest } = makeRecord(1);
  return `${JSON.stringify(rest).slice(0, -1)},${JSON.stringify(name)}:${json}}`;
}

const batch = (...records: string[]): string => `{"v":1,"records":[${records.join(',')}]}`;

test.for([
  ['an empty body', '', 'malformed-json'],
  ['text that is not JSON', 'hello', 'malformed-json'],
  ['JSON cut short', batch(GOOD).slice(0, -3), 'malformed-json'],
  ['a byte order mark', `\uFEFF${batch(GOOD)}`, 'malformed-json'],
  ['bytes that are not UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), 'malformed-utf8'],
  ['a bare array', '[]', 'malformed-batch'],
  ['null', 'null', 'malformed-batch'],
  ['a number', '7', 'malformed-batch'],
  ['a batch of version 2', `{"v":2,"records":[${GOOD}]}`, 'wrong-version'],
  ['a batch without version', `{"records":[${GOOD}]}`, 'wrong-version'],
  ['a batch without records', '{"v":1}', 'malformed-batch'],
  ['an empty batch', batch(), 'malformed-batch'],
  ['records that are no array', `{"v":1,"records":${GOOD}}`, 'malformed-batch'],
  ['an unknown member of the batch', `{"v":1,"records":[${GOOD}],"admin":true}`, 'malformed-batch'],
  ['__proto__ in the batch', `{"v":1,"records":[${GOOD}],"__proto__":{"v":1}}`, 'malformed-batch'],
  ['a name given twice', batch(`${GOOD.slice(0, -1)},"action":"reject-all"}`), 'duplicate-key'],
  [
    'a name given twice, once as an escape',
    batch(`${GOOD.slice(0, -1)},"\\u0061ction":"reject-all"}`),
    'duplicate-key',
  ],
  ['nesting of 13 levels', batch('['.repeat(11) + ']'.repeat(11)), 'too-deep'],
  ['nesting of 20 000 levels', batch('['.repeat(20_000) + ']'.repeat(20_000)), 'too-deep'],
] as const)('A batch with %s is answered 400 with a code, and nothing is stored.', async ([, body, code]) => {
  const collector = await startCollector();
  const response = await collector.post(typeof body === 'string' ? body : Uint8Array.from(body));
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual(problem(400, code));
  expect(collector.rows()).toEqual([]);
});

test.for([
  ['an unknown field', withMember('iin', '"900101300000"'), 'unknown-field'],
  ['a field named __proto__', withMember('__proto__', '{"test":true}'), 'unknown-field'],
  ['a field named constructor', withMember('constructor', '1'), 'unknown-field'],
  ['a category named __proto__', withMember('decisions', '{"__proto__":"granted"}'), 'invalid-decisions'],
  ['a category named constructor', withMember('decisions', '{"constructor":"granted"}'), 'invalid-decisions'],
  ['version 0', withMember('v', '0'), 'wrong-record-version'],
  ['a version that is no number', withMember('v', '"2"'), 'wrong-record-version'],
  ['an id that is no UUIDv7', withMember('id', '"1 OR 1=1"'), 'invalid-id'],
  ['a number beyond all numbers', withMember('seq', '1e400'), 'invalid-seq'],
  ['a fraction', withMember('seq', '0.5'), 'invalid-seq'],
  ['a NUL, which PostgreSQL cannot store', withMember('policy', '"a\\u0000b"'), 'malformed-text'],
  ['a NUL in the path', withMember('path', '"/a\\u0000"'), 'malformed-text'],
  ['a lone surrogate', withMember('policy', '"\\ud800"'), 'malformed-text'],
  ['a day that does not exist', withMember('decidedAt', '"2026-02-31T00:00:00.000Z"'), 'invalid-decided-at'],
  ['an hour that does not exist', withMember('shownAt', '"2026-02-01T77:00:00.000Z"'), 'invalid-shown-at'],
  ['a path with a phone number', withMember('path', '"/u/77011234567"'), 'invalid-path'],
  ['a path with a query', withMember('path', '"/u?phone=1"'), 'invalid-path'],
  ['an unknown verdict', withMember('decisions', '{"analytics":"maybe"}'), 'invalid-decisions'],
  ['decisions that are an array', withMember('decisions', '["granted"]'), 'invalid-decisions'],
  ['services that are an empty array', withMember('services', '[]'), 'invalid-services'],
  ['a missing field', GOOD.replace('"gpc":false,', ''), 'missing-gpc'],
  ['null for a field', withMember('language', 'null'), 'invalid-language'],
  ['more than 8 KiB', withMember('policy', JSON.stringify('ә'.repeat(4200))), 'record-too-large'],
] as const)(
  'A record with %s is rejected with a code that quotes nothing, and its good neighbour is stored.',
  async ([, record, code]) => {
    const collector = await startCollector();
    const response = await collector.post(batch(record, JSON.stringify(makeRecord(2))));
    expect(response.status).toBe(200);
    const id = code === 'invalid-id' ? null : recordId(1);
    expect(await response.json()).toEqual({
      v: 1,
      results: [
        { id, result: 'rejected', code },
        { id: recordId(2), result: 'stored' },
      ],
    });
    expect(collector.rows().map((row) => row.record_id)).toEqual([recordId(2)]);
  },
);

test('A batch of 21 records is answered 413, and so is a body over 48 KiB whatever length it announces; nothing of either is stored.', async () => {
  const collector = await startCollector();
  const many = await collector.send(...Array.from({ length: 21 }, (_, i) => makeRecord(i)));
  expect([many.status, await many.json()]).toEqual([413, problem(413, 'too-many-records')]);
  const body = batch(GOOD) + ' '.repeat(48 * 1024);
  for (const headers of [{}, { 'Content-Length': '10' }, { 'Content-Length': String(body.length) }]) {
    const large = await collector.post(body, headers);
    expect([large.status, await large.json()]).toEqual([413, problem(413, 'too-large')]);
  }
  expect(collector.rows()).toEqual([]);
});

test('A body is read no further than its limit.', async () => {
  const collector = await startCollector();
  let pulled = 0;
  const long = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(1024).fill(0x20));
      if (pulled === 500) controller.close();
    },
  });
  const headers = { 'Content-Type': 'text/plain', Origin: 'https://site.example' };
  const init = { method: 'POST', body: long, headers, duplex: 'half' } as RequestInit;
  expect((await collector.fetch('/v1/sites/demo-site/records', init)).status).toBe(413);
  expect(pulled).toBeLessThan(55);
});

test('A batch of exactly 20 records and one of exactly 48 KiB are stored.', async () => {
  const collector = await startCollector();
  expect((await collector.send(...Array.from({ length: 20 }, (_, i) => makeRecord(i)))).status).toBe(200);
  const body = batch(JSON.stringify(makeRecord(20)));
  expect((await collector.post(body + ' '.repeat(48 * 1024 - body.length))).status).toBe(200);
  expect(collector.rows()).toHaveLength(21);
});

test.for([
  '/v1/sites/UPPER/records',
  '/v1/sites/..%2f..%2fetc/records',
  '/v1/sites/%zz/records',
  '/v1/sites/%00/records',
  `/v1/sites/${'a'.repeat(41)}/records`,
])('A path that holds no site id is answered 404: %s', async (path) => {
  const collector = await startCollector();
  expect((await collector.post(batch(GOOD), {}, path)).status).toBe(404);
  expect(collector.rows()).toEqual([]);
});

test('Whatever JSON values and bytes are sent, the answer is below 500, no value of the sender comes back, and only whole records are stored.', async () => {
  const collector = await startCollector();
  const strange = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from(bytes)),
    fc.json().map((json) => `{"v":1,"records":[${json}]}`),
    fc
      .tuple(fc.constantFrom(...Object.keys(makeRecord(1))), fc.json())
      .map(([name, json]) => batch(withMember(name, json))),
    fc
      .tuple(fc.nat(GOOD.length), fc.string({ minLength: 1, maxLength: 3 }))
      .map(([at, text]) => batch(GOOD.slice(0, at) + text + GOOD.slice(at + text.length))),
  );
  await fc.assert(
    fc.asyncProperty(strange, async (body) => {
      const response = await collector.post(body);
      expect(response.status).toBeLessThan(500);
      expect(await response.text()).toMatch(
        /^(\{"type":"about:blank","title":"[A-Za-z ]+","status":4\d\d,"code":"[a-z0-9-]+"\}|\{"v":1,"results":\[(\{"id":(null|"[0-9a-f-]{36}"),"result":"[a-z]+"(,"code":"[a-z0-9-]+")?\},?)*\]\})$/,
      );
    }),
    { numRuns: 400 },
  );
  for (const row of collector.rows())
    expect(Object.keys(JSON.parse(row.body) as object).toSorted()).toEqual(Object.keys(makeRecord(1)).toSorted());
});
