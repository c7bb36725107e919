import { createHash } from 'node:crypto';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/collector/collector-environment.ts';
import { problem, SITE, startCollector, type TestCollector } from './collector-fixture.ts';

const TEXT = '{"title":{"kk":"Келісім","ru":"Согласие","en":"Consent"}}';

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function upload(collector: TestCollector, notice: unknown): Promise<Response> {
  return collector.post(JSON.stringify(notice), {}, `/v1/sites/${SITE}/notices`);
}

function noticesIn(collector: TestCollector): unknown[] {
  const db = new SqliteDatabase(collector.file, { readonly: true });
  const rows = db.prepare('SELECT hash, site, text FROM notices').all();
  db.close();
  return rows;
}

test('A notice text is stored once under its hash, character for character.', async () => {
  const collector = await startCollector();
  const notice = { v: 1, hash: hashOf(TEXT), text: TEXT };
  expect(await (await upload(collector, notice)).json()).toEqual({ v: 1, hash: notice.hash, result: 'stored' });
  expect(await (await upload(collector, notice)).json()).toEqual({ v: 1, hash: notice.hash, result: 'duplicate' });
  expect(noticesIn(collector)).toEqual([{ hash: notice.hash, site: SITE, text: TEXT }]);
});

test.for([
  ['a hash of another text', { v: 1, hash: hashOf('{}'), text: TEXT }, 'hash-mismatch'],
  ['a text that is not JSON', { v: 1, hash: hashOf('hello'), text: 'hello' }, 'notice-not-json'],
  ['a lone surrogate', { v: 1, hash: hashOf('"\ud800"'), text: '"\ud800"' }, 'notice-not-json'],
  ['a text that is an object', { v: 1, hash: hashOf(TEXT), text: {} }, 'malformed-notice'],
  ['an unknown member', { v: 1, hash: hashOf(TEXT), text: TEXT, admin: true }, 'malformed-notice'],
  ['another version', { v: 2, hash: hashOf(TEXT), text: TEXT }, 'malformed-notice'],
] as const)('A notice with %s is answered 400 and not stored.', async ([, notice, code]) => {
  const collector = await startCollector();
  const response = await upload(collector, notice);
  expect([response.status, await response.json()]).toEqual([400, problem(400, code)]);
  expect(noticesIn(collector)).toEqual([]);
});

test('A site keeps as many notice texts as the limit says, and none beyond 512 KiB.', async () => {
  const collector = await startCollector({ limits: { ...DEFAULT_LIMITS, noticesPerSite: 2 } });
  const answers: number[] = [];
  for (const text of ['{"n":1}', '{"n":2}', '{"n":3}', '{"n":1}'])
    answers.push((await upload(collector, { v: 1, hash: hashOf(text), text })).status);
  expect(answers).toEqual([200, 200, 403, 200]);
  const large = JSON.stringify('x'.repeat(600 * 1024));
  expect((await upload(collector, { v: 1, hash: hashOf(large), text: large })).status).toBe(413);
  expect(noticesIn(collector)).toHaveLength(2);
});
