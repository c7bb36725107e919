/**
 * The examples for PHP and Express, each really running, at the widget's own sender and at what docs/openapi/own-backend.json says.
 * Without PHP (packages php-cli and php-sqlite3), or without a folder with Express in KELISIM_EXPRESS, theirs are skipped.
 */
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTransport } from '../../../src/client/outbox/transport.ts';
import { expressFolder, hasPhp, OwnBackend } from '../../support/own-backends.ts';
import { makeRecord, recordId, SITE } from './collector-fixture.ts';

const TEST_MS = 60_000;

describe.each([
  ['PHP', hasPhp(), () => OwnBackend.startPhp()],
  ['Express', expressFolder() !== null, () => OwnBackend.startExpress()],
] as const)('The example for %s', (_name, isThere, start) => {
  async function startHere() {
    const backend = await start();
    onTestFinished(() => backend.stop());
    const send = createTransport({
      endpoint: backend.url,
      site: SITE,
      acknowledge: 'status',
      headers: {},
      fetch: (url, init) => fetch(url, init),
      now: Date.now,
    });
    const post = (body: string) => fetch(`${backend.url}/v1/sites/${SITE}/records`, { method: 'POST', body });
    return { backend, send, post };
  }

  test.skipIf(!isThere)(
    'stores what the outbox sends, each id once, without a sign changed, and its 2xx counts as delivered.',
    async () => {
      const { backend, send } = await startHere();
      // What is easily lost on the way: an empty object, quotes, a backslash, letters beyond Latin.
      const records = [makeRecord(1, { services: {}, policy: `"44-02/44-ОД" 'ә' \\n \u{1F600}` }), makeRecord(2)];
      for (let time = 0; time < 2; time++) {
        expect(await send(records, { keepalive: false })).toEqual({
          kind: 'answered',
          results: new Map(records.map(({ id }) => [id, 'stored'])),
        });
      }
      expect(backend.rows().map(({ id, site, body }) => [id, site, JSON.parse(body)])).toEqual(
        records.map((record) => [record.id, SITE, record]),
      );
    },
    TEST_MS,
  );

  test.skipIf(!isThere)(
    'answers 4xx to what is no batch, stores nothing of it, and takes the next one.',
    async () => {
      const { backend, send, post } = await startHere();
      const half = JSON.stringify({ v: 1, records: [makeRecord(1), { id: `${recordId(2)}' OR 1=1` }] });
      for (const body of ['', '{', 'null', '7', '{"v":1}', '{"records":{}}', '{"records":"a"}', ' '.repeat(50_000)]) {
        const { status } = await post(body);
        expect([400, 413], body.slice(0, 20)).toContain(status);
      }
      if (_name === 'PHP') expect((await post(half)).status).toBe(400);
      expect(backend.rows()).toEqual([]);
      expect(await send([makeRecord(3)], { keepalive: false })).toMatchObject({ kind: 'answered' });
      expect(backend.rows().map(({ id }) => id)).toEqual([recordId(3)]);
    },
    TEST_MS,
  );

  test.skipIf(!isThere)(
    'that cannot write does not say 2xx, and the outbox keeps the record for later.',
    async () => {
      const { backend, send } = await startHere();
      backend.breakDatabase();
      expect(await send([makeRecord(1)], { keepalive: false })).toMatchObject({ kind: 'later', code: 'http-500' });
    },
    TEST_MS,
  );
});
