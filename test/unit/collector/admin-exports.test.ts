/** Taking evidence out over HTTP: the file, its manifest, what is noted, and what happens when it is left half way. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { inspect } from 'node:util';
import { get, type IncomingMessage } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { serveCollector } from '../../../src/collector/serve.ts';
import { DEFAULT_LIMITS, type LogEntry } from '../../../src/collector/collector-environment.ts';
import type { ExportManifest } from '../../../src/collector/evidence/export-rows.ts';
import { RequestCounters } from '../../../src/collector/request-counters.ts';
import type { FoundRecord } from '../../../src/collector/storage/storage.ts';
import { startAdmin, type TestAdmin } from './admin-fixture.ts';
import { makeRecord, problem, recordId } from './collector-fixture.ts';

async function withRecords(count: number): Promise<TestAdmin> {
  const admin = await startAdmin();
  for (let i = 1; i <= count; i += 20)
    await admin.send(...Array.from({ length: Math.min(20, count - i + 1) }, (_, j) => makeRecord(i + j)));
  return admin;
}

async function manifestOf(admin: TestAdmin, response: Response): Promise<ExportManifest> {
  const address = /^<([^>]+)>; rel="describedby"/.exec(response.headers.get('Link') ?? '')?.[1] ?? '';
  return (await (await admin.ask(address)).json()) as ExportManifest;
}

test('JSON Lines hold every record byte for byte with its hash, and the manifest fits the bytes.', async () => {
  const admin = await withRecords(3);
  const response = await admin.ask('/v1/admin/exports?format=jsonl');
  expect(response.headers.get('Content-Type')).toBe('application/jsonl; charset=utf-8');
  expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="kelisim-2026-07-01T090305Z.jsonl"');
  const text = await response.text();
  const expected = admin
    .rows()
    .map((row) => `{"v":1,"receivedAt":"${row.received_at}","hash":"${row.hash}","record":${row.body}}\n`);
  expect(text).toBe(expected.join(''));
  expect(await manifestOf(admin, response)).toEqual({
    version: 1,
    format: 'jsonl',
    exportedAt: '2026-07-01T09:03:05.678Z',
    filter: {},
    rows: 3,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  });
});

test('CSV is safe to open in a spreadsheet, and a filter holds for it and stands in the manifest.', async () => {
  const admin = await withRecords(2);
  await admin.send(makeRecord(3, { policy: '=HYPERLINK("https://evil.example")', language: 'ru' }));
  const response = await admin.ask('/v1/admin/exports?format=csv&language=ru&site=demo-site&lang=en&subject=');
  expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
  const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
  expect(text).toMatch(/^\uFEFFreceivedAt,/);
  expect(text.trimEnd().split('\r\n')).toHaveLength(2);
  expect(text).toContain(`"'=HYPERLINK`);
  expect(await manifestOf(admin, response)).toMatchObject({ rows: 1, filter: { language: 'ru', site: 'demo-site' } });
});

test.for([
  ['', 'format'],
  ['format=xlsx', 'format'],
  ['format=csv&sit=demo-site', 'unknown'],
  ['format=csv&from=soon', 'from'],
])('An export for "%s" is refused: nothing leaves by a mistyped filter.', async ([query, field]) => {
  const admin = await withRecords(1);
  const response = await admin.ask(`/v1/admin/exports?${query}`);
  expect(await response.json()).toEqual({ ...problem(400, 'invalid-query'), field });
  expect(admin.noted()).toEqual([]);
});

test('An export is noted before its first byte and after its last; HEAD begins none.', async () => {
  const admin = await withRecords(25);
  expect((await admin.ask('/v1/admin/exports?format=jsonl', { method: 'HEAD' })).status).toBe(405);
  expect(admin.noted()).toEqual([]);
  const response = await admin.ask('/v1/admin/exports?format=jsonl');
  expect(admin.noted()).toEqual([{ token: 'all', what: 'export jsonl begun', count: 0 }]);
  await response.text();
  expect(admin.noted().at(-1)).toEqual({ token: 'all', what: 'export jsonl', count: 25 });
});

test.for(['jsonl', 'csv'])(
  'An export (%s) that is left half way lets go of its snapshot, is noted so, and has no manifest.',
  async (format) => {
    const admin = await withRecords(1);
    let released = false;
    async function* endless(): AsyncGenerator<FoundRecord> {
      const [row] = await rows();
      try {
        for (let seq = 1; ; seq++) yield { ...(row as FoundRecord), seq };
      } finally {
        released = true;
      }
    }
    const rows = () => admin.storage.search({}, 1);
    const real = admin.storage.rows.bind(admin.storage);
    admin.storage.rows = endless;
    onTestFinished(() => void (admin.storage.rows = real));
    const response = await admin.ask(`/v1/admin/exports?format=${format}`);
    const reader = response.body!.getReader();
    for (let i = 0; i < 3; i++) await reader.read();
    await reader.cancel();
    expect(released).toBe(true);
    expect(admin.noted().at(-1)).toEqual({ token: 'all', what: `export ${format} broken off`, count: 0 });
    expect(await manifestOf(admin, response)).toEqual(problem(410, 'export-broken-off'));
  },
);

async function serveAdmin(admin: TestAdmin): Promise<{ url: string; address: string; secret: string }> {
  const secret = await admin.addToken('socket', ['export']);
  const common = { storage: admin.storage, now: Date.now, log: (entry: LogEntry) => void admin.adminLogs.push(entry) };
  const adminSide = { environment: { ...common, counters: new RequestCounters() }, host: '127.0.0.1', port: 0 };
  const running = await serveCollector(
    { ...common, allowedOrigins: new Set(), sites: null, limits: DEFAULT_LIMITS },
    { host: '127.0.0.1', port: 0, admin: adminSide },
  );
  onTestFinished(() => running.close());
  return { url: running.url, address: `${running.adminUrl}/v1/admin/exports?format=jsonl`, secret };
}

/** Rows that end in a failure whose message quotes data. */
function failAfter(admin: TestAdmin, count: number, row: FoundRecord): void {
  const real = admin.storage.rows.bind(admin.storage);
  admin.storage.rows = async function* () {
    for (let seq = 1; seq <= count; seq++) yield { ...row, seq };
    throw new Error(`no such row: ${row.id}`);
  };
  onTestFinished(() => void (admin.storage.rows = real));
}

test.for([1, 2, 3, 400])(
  'Over a socket, an export that fails after %i rows ends without its last chunk, and the cause is neither sent nor printed.',
  async (count) => {
    const admin = await withRecords(2);
    const [row] = await admin.storage.search({}, 1);
    failAfter(admin, count, row as FoundRecord);
    const { url, address, secret } = await serveAdmin(admin);
    const printed = vi.spyOn(console, 'error').mockReturnValue(undefined);
    onTestFinished(() => printed.mockRestore());
    const request = get(address, { headers: { Authorization: `Bearer ${secret}` } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    await expect(once(response, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(response.complete).toBe(false);
    expect(text).not.toContain('no such row');
    expect(printed.mock.calls.map((call) => inspect(call)).join()).not.toContain('no such row');
    expect(admin.adminLogs).toContainEqual({
      method: 'GET',
      route: '/v1/admin/exports',
      status: 503,
      failure: 'Error',
    });
    // The server goes on.
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  },
);

test('An export that fails before its first byte is refused like everything that fails.', async () => {
  const admin = await withRecords(2);
  const [row] = await admin.storage.search({}, 1);
  failAfter(admin, 0, row as FoundRecord);
  const response = await admin.ask('/v1/admin/exports?format=jsonl');
  expect([response.status, await response.json()]).toEqual([503, problem(503, 'storage-unavailable')]);
  expect(admin.noted().at(-1)).toMatchObject({ what: 'export jsonl broken off' });
});

test('The page lists the latest exports with their manifests.', async () => {
  const admin = await withRecords(2);
  const page = async () => (await admin.ask('/exports?lang=en')).text();
  expect(await page()).toContain('No exports yet.');
  const response = await admin.ask(`/v1/admin/exports?format=csv&id=${recordId(1)}`);
  expect(await page()).toContain('under way');
  await response.text();
  const { sha256 } = await manifestOf(admin, response);
  expect(await page()).toContain(`SHA-256 ${sha256.slice(0, 12)}…`);
});
