import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { collectorCommand } from '../../../src/cli/collector/collector-command.ts';
import { temporaryFolder } from './collector-fixture.ts';

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
  const child = fileURLToPath(new URL('collector-child.ts', import.meta.url));
  const run = (...options: string[]): string => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [child, '--origin', 'https://site.kz', ...options], {
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
