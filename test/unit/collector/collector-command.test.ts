import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import { expect, onTestFinished, test } from 'vitest';
import { collectorCommand } from '../../../src/cli/collector/collector-command.ts';
import { makeToken } from '../../../src/collector/evidence/admin-token.ts';
import { openStorage } from '../../../src/collector/storage/open-storage.ts';
import { temporaryFolder } from './collector-fixture.ts';

const CHILD = fileURLToPath(new URL('collector-child.ts', import.meta.url));

/** Runs the command in this process as far as its refusal; answers what it printed. */
async function refusalOf(...options: string[]): Promise<string> {
  let printed = '';
  const command = collectorCommand()
    .exitOverride()
    .configureOutput({ writeErr: (text) => void (printed += text) });
  const error: unknown = await command.parseAsync(options, { from: 'user' }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CommanderError);
  expect((error as CommanderError).exitCode).toBe(1);
  expect(printed.trim().split('\n')).toHaveLength(1);
  return printed;
}

test('Without an origin the collector does not start, says why in one sentence, and makes no file.', async () => {
  const file = join(temporaryFolder(), 'a.sqlite');
  expect(await refusalOf('--db', file)).toBe(
    'The collector needs to know which site may send records: add --origin https://site.kz (once per site).\n',
  );
  expect(existsSync(file)).toBe(false);
});

test('A PostgreSQL that cannot be reached is named in one sentence without its password.', async () => {
  for (const scheme of ['postgres', 'postgresql', 'POSTGRES']) {
    const printed = await refusalOf('--db', `${scheme}://user:hunter2@127.0.0.1:9/db`, '--origin', 'https://site.kz');
    expect(printed).toMatch(/^Cannot use the PostgreSQL database 127\.0\.0\.1\/db: .*ECONNREFUSED/);
    expect(printed).not.toContain('hunter2');
  }
});

test.for([
  '*',
  'null',
  'site.kz',
  'https://site.kz/path',
  'https://site.kz?x',
  'https://*.site.kz/a',
  'ftp://site.kz',
  'javascript:alert(1)',
  'https://user@site.kz',
  'HTTPS://SITE.KZ',
  '',
])('An origin no browser would send is refused: %j', async (origin) => {
  expect(await refusalOf('--origin', origin)).toContain('An origin is scheme and host');
});

test.for([
  ['--port', '65536', 'A port is a number from 0 to 65535.'],
  ['--port', '80a', 'A port is a number from 0 to 65535.'],
  ['--rate', '0', 'A rate is a whole number'],
  ['--site', 'Site One', 'A site id has 1 to 40'],
  ['--db', ':memory:', 'Records must be on disk'],
] as const)('A wrong %s is refused: %s', async ([option, value, sentence]) => {
  expect(await refusalOf('--origin', 'https://site.kz', option, value)).toContain(sentence);
});

test('A taken port and a file that is no database end the process with code 1 and one sentence, without a stack.', async () => {
  const folder = temporaryFolder();
  const run = (...options: string[]): string => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [CHILD, '--origin', 'https://site.kz', ...options], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, '']);
    return stderr;
  };
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as { port: number };
  expect(run('--db', join(folder, 'a.sqlite'), '--port', String(port))).toMatch(
    /^Port \d+ on 127\.0\.0\.1 is taken by another program: [^\n]+\.\n$/,
  );
  taken.close();
  writeFileSync(join(folder, 'notes.txt'), 'no database '.repeat(500));
  expect(run('--db', join(folder, 'notes.txt'), '--port', '0')).toMatch(
    /^Cannot use [^\n]+ as the collector's database: [^\n]+\.\n$/,
  );
});

/** Starts a collector process with an admin port; what it said, and how to end it. */
async function startWithAdmin(file: string): Promise<{ line: string; errors: () => string; end: () => Promise<void> }> {
  const child = spawn(
    process.execPath,
    [CHILD, '--db', file, '--port', '0', '--admin-port', '0', '--origin', 'https://site.kz'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const end = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  };
  return { line, errors: () => errors, end };
}

test('The admin side does not start without a token, says how to make one, and records come in all the same; with one it has a port of its own on this machine.', async () => {
  const file = join(temporaryFolder(), 'a.sqlite');
  const without = await startWithAdmin(file);
  expect(without.line).toMatch(
    /^Kelisim collector listens on http:\/\/127\.0\.0\.1:\d+, admin side off \(--admin-port\)$/,
  );
  expect(without.errors()).toMatch(
    /^The admin side is off, because there is no token yet: make one with "kelisim collector token add [^\n]+\n$/,
  );
  await without.end();

  const storage = await openStorage(file);
  const { secret, token } = makeToken('reader', ['read'], new Date().toISOString());
  await storage.addToken(token);
  await storage.close();
  const { line, end } = await startWithAdmin(file);
  const [, publicUrl, adminUrl] =
    /^Kelisim collector listens on (\S+), admin side: (http:\/\/127\.0\.0\.1:\d+)\/$/.exec(line) ?? [];
  expect(adminUrl).not.toBe(publicUrl);
  const headers = { Authorization: `Bearer ${secret}` };
  expect((await fetch(`${adminUrl}/v1/admin/statistics`, { headers })).status).toBe(200);
  expect((await fetch(`${adminUrl}/v1/admin/statistics`)).status).toBe(401);
  expect((await fetch(`${publicUrl}/v1/admin/statistics`, { headers })).status).toBe(404);
  await end();
}, 30_000);
