/** Working with the evidence: verify, export, erase, back up, tokens, as an operator does on the command line. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { recogniseToken } from '../../../src/collector/evidence/admin-token.ts';
import { canonicalise, sha256 } from '../../../src/collector/canonicalise.ts';
import { openStorage } from '../../../src/collector/storage/open-storage.ts';
import { collectorCommand } from '../../../src/cli/collector/collector-command.ts';
import { makeRecord, recordId, temporaryFolder } from './collector-fixture.ts';

const AT = '2026-07-01T09:03:05.678Z';

async function fileWith(...changes: readonly Parameters<typeof makeRecord>[1][]): Promise<string> {
  const file = join(temporaryFolder(), 'records.sqlite');
  const storage = await openStorage(file);
  const items = changes.map((change, i) => {
    const record = makeRecord(i + 1, change);
    const body = canonicalise(record) ?? '';
    return { record, body, hash: sha256(body) };
  });
  await storage.store(items, AT);
  await storage.close();
  return file;
}

/** What a command printed, on both streams, and how it ended. */
async function run(...args: string[]): Promise<{ out: string; code: number }> {
  let out = '';
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text: string | Uint8Array) => {
    out += String(text);
    return true;
  };
  process.exitCode = 0;
  const command = collectorCommand().exitOverride();
  const noted = { writeErr: (text: string) => void (out += text) };
  command.configureOutput(noted);
  for (const sub of command.commands) {
    sub.exitOverride().configureOutput(noted);
    for (const inner of sub.commands) inner.exitOverride().configureOutput(noted);
  }
  try {
    await command.parseAsync(args, { from: 'user' });
    return { out, code: Number(process.exitCode) };
  } catch (error) {
    return { out, code: (error as { exitCode?: number }).exitCode ?? 99 };
  } finally {
    process.stdout.write = write;
    process.exitCode = 0;
  }
}

/** Changes a row as somebody with the file would who takes the triggers away first. */
function tamper(file: string, sql: string): void {
  const db = new SqliteDatabase(file);
  db.exec(`DROP TRIGGER records_no_update; ${sql}`);
  db.close();
}

test('Verify finds every hash in order on a file that was left alone.', async () => {
  const file = await fileWith({}, {}, {});
  expect(await run('verify', '--db', file)).toEqual({ out: '3 records, every hash fits\n', code: 0 });
});

test.for([
  [`UPDATE records SET body = replace(body, 'denied', 'granted') WHERE seq = 2`, 'hash'],
  [`UPDATE records SET body = replace(body, '/loans', '/loanz') WHERE seq = 2`, 'hash'],
  [`UPDATE records SET hash = '${'0'.repeat(64)}' WHERE seq = 2`, 'hash'],
  [`UPDATE records SET body = 'x', hash = '${sha256('x')}' WHERE seq = 2`, 'not-json'],
  [`UPDATE records SET body = '{ }', hash = '${sha256('{ }')}' WHERE seq = 2`, 'not-canonical'],
  [`UPDATE records SET record_id = '${recordId(77)}' WHERE seq = 2`, 'id'],
  [`UPDATE records SET site = 'other' WHERE seq = 2`, 'site'],
] as const)('Verify names the damaged row after: %s', async ([sql, what]) => {
  const file = await fileWith({}, {}, {});
  tamper(file, sql);
  const { out, code } = await run('verify', '--db', file);
  expect(out).toMatch(new RegExp(`^3 records, 1 damaged; the first: row 2, record \\S+ \\(${what}\\)\\n$`));
  expect(code).toBe(1);
});

test('Any flipped byte of any body is found.', async () => {
  const file = await fileWith({});
  const body = new SqliteDatabase(file, { readonly: true }).prepare('SELECT body FROM records').pluck().get() as string;
  const { verifyRows } = await import('../../../src/collector/evidence/verify-rows.ts');
  const row = { seq: 1, id: recordId(1), site: 'demo-site', receivedAt: AT, hash: sha256(body) };
  for (let at = 0; at < body.length; at++) {
    const changed = body.slice(0, at) + String.fromCharCode(body.charCodeAt(at) ^ 1) + body.slice(at + 1);
    const rows = (async function* () {
      yield { ...row, body: changed };
    })();
    expect((await verifyRows(rows)).first, `byte ${at}`).toMatchObject({ seq: 1, what: 'hash' });
  }
});

test('A name that is no file is not made into an empty database that verifies well.', async () => {
  const { out, code } = await run('verify', '--db', join(temporaryFolder(), 'nothing.db'));
  expect(out).toMatch(/^There is no file /);
  expect(code).toBe(1);
});

test('An export in JSON Lines has every record as it was hashed, and its manifest fits it.', async () => {
  const file = await fileWith({}, { site: 'other' }, { test: true });
  const out = join(temporaryFolder(), 'all.jsonl');
  expect((await run('export', '--db', file, '--out', out)).code).toBe(0);
  const text = readFileSync(out, 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { hash: string; record: object });
  expect(lines.map(({ hash, record }) => hash === sha256(canonicalise(record) ?? ''))).toEqual([true, true, true]);
  const manifest = JSON.parse(readFileSync(`${out}.manifest.json`, 'utf8')) as object;
  expect(manifest).toMatchObject({
    version: 1,
    format: 'jsonl',
    rows: 3,
    filter: {},
    bytes: Buffer.byteLength(text),
    sha256: sha256(text),
  });
  expect(statSync(out).mode & 0o077).toBe(0);
  expect((await run('export', '--db', file, '--out', out)).out).toMatch(/^Cannot write .*EEXIST/);
  const some = join(temporaryFolder(), 'some.jsonl');
  await run(
    'export',
    '--db',
    file,
    '--out',
    some,
    '--site',
    'demo-site',
    '--no-test',
    '--from',
    '2026-07-01',
    '--to',
    '2026-07-02',
  );
  expect(readFileSync(some, 'utf8').trim().split('\n')).toHaveLength(1);
});

test('A CSV opens in a spreadsheet: UTF-8 mark, quoted where needed, and no cell that runs.', async () => {
  const file = await fileWith(
    { policy: '=HYPERLINK("http://x")', path: '/a,b"c' },
    { policy: '@SUM(1)' },
    { policy: '-2+3' },
  );
  const out = join(temporaryFolder(), 'all.csv');
  await run('export', '--db', file, '--out', out, '--format', 'csv');
  const text = readFileSync(out, 'utf8');
  expect(text.startsWith('\uFEFFreceivedAt,decidedAt,')).toBe(true);
  expect(text.trim().split('\r\n')).toHaveLength(4);
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(text).toContain(`,'@SUM(1),`);
  expect(text).toContain(`,'-2+3,`);
  expect(text).toContain('"/a,b""c"');
  expect(text).toContain('necessary=necessary');
});

test('Erasing a subject counts first, and only with --yes deletes; the file has nothing of the subject left.', async () => {
  const subject = 'QQQQQQQQQQQQQQQQQQQQQQ';
  const file = await fileWith({ subject }, {}, { subject });
  expect((await run('erase', '--db', file, '--subject', subject)).out).toBe(
    '2 records would be erased; add --yes to do it\n',
  );
  expect((await run('erase', '--db', file, '--subject', subject, '--yes')).out).toBe('2 records erased\n');
  for (const name of [file, `${file}-wal`]) {
    const bytes = (() => {
      try {
        return readFileSync(name);
      } catch {
        return Buffer.alloc(0);
      }
    })();
    expect(bytes.includes(subject), name).toBe(false);
  }
  expect((await run('verify', '--db', file)).out).toBe('1 records, every hash fits\n');
});

test('Retention deletes what was received before, and takes no term that is shorter than a consent.', async () => {
  const file = await fileWith({}, {});
  expect((await run('retain', '--db', file, '--days', '364')).out).toMatch(/365 or more/);
  expect((await run('retain', '--db', file, '--days', '4000', '--yes')).out).toBe('0 records erased\n');
  const db = new SqliteDatabase(file);
  db.exec(`DROP TRIGGER records_no_update; UPDATE records SET received_at = '2020-01-01T00:00:00.000Z' WHERE seq = 1`);
  db.close();
  expect((await run('retain', '--db', file, '--days', '365')).out).toMatch(/^1 records would/);
  expect((await run('retain', '--db', file, '--days', '365', '--yes')).out).toBe('1 records erased\n');
});

test('A backup is made while the file is in use and is verified; it is never written over another file.', async () => {
  const file = await fileWith({}, {});
  const storage = await openStorage(file);
  const copy = join(temporaryFolder(), 'copy.db');
  expect((await run('backup', '--db', file, '--out', copy)).out).toMatch(/^2 records in .*, every hash fits\n$/);
  writeFileSync(`${copy}2`, '');
  expect((await run('backup', '--db', file, '--out', `${copy}2`)).out).toMatch(
    /^No copy was made: .* is there already\.\n$/,
  );
  expect(statSync(copy).mode & 0o077).toBe(0);
  await storage.close();
});

test('A token is printed once, kept only as a hash, recognised, listed without it, and removed.', async () => {
  const file = await fileWith({});
  const { out } = await run('token', 'add', '--db', file, '--name', 'office', '--scope', 'read,export');
  const secret = out.trim();
  expect(secret).toMatch(/^kelisim_[\w-]{43}$/);
  expect(readFileSync(file).includes(secret)).toBe(false);
  const storage = await openStorage(file);
  expect(recogniseToken(secret, await storage.tokens())).toMatchObject({ name: 'office', scopes: ['read', 'export'] });
  expect(recogniseToken(`${secret}x`, await storage.tokens())).toBeNull();
  await storage.close();
  expect((await run('token', 'add', '--db', file, '--name', 'office')).out).toMatch(
    /^There is a token named office already/,
  );
  expect((await run('token', 'list', '--db', file)).out).toMatch(/^office {2}read,export {2}\d{4}-/);
  expect((await run('token', 'remove', '--db', file, '--name', 'office')).out).toBe('office removed\n');
  expect((await run('token', 'remove', '--db', file, '--name', 'office')).code).toBe(1);
});
