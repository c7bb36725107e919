/** `kelisim check` as an owner calls it: output, exit codes, what cannot be read. Needs dist. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkConfig } from '../../../../src/cli/check/check-config.ts';
import { checkPage } from '../../../../src/cli/check/check-page.ts';
import { checkPolicyTexts } from '../../../../src/cli/check/check-policy-texts.ts';
import { resolveSite } from '../../../../src/core/resolve-site.ts';
import { RULES } from '../../../../src/vendors/generated/rules.ts';
import { page, RIGHT_CSS, RIGHT_PAGE, RIGHT_POLICY, rightConfig, TODAY } from './right-site.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const BIN = join(ROOT, 'dist/cli/kelisim.js');
let folder: string;

function check(...args: string[]): { readonly out: string; readonly error: string; readonly code: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [BIN, 'check', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { out: stdout, error: stderr, code: status };
}

function write(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'kelisim-check-test-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('kelisim check', () => {
  test('ends with 0 for a right site with everything it can read', () => {
    write('site.json', rightConfig());
    write('apply.html', RIGHT_PAGE);
    write('site.css', RIGHT_CSS);
    write('kk.txt', RIGHT_POLICY.kk);
    write('ru.txt', RIGHT_POLICY.ru);
    const { out, error, code } = check(
      'site.json',
      '--strict',
      '--page',
      '/apply=apply.html',
      'apply.html',
      '--css',
      'site.css',
      '--policy',
      'kk=kk.txt',
      'ru=ru.txt',
    );
    expect({ error, code }).toEqual({ error: '', code: 0 });
    expect(out).toMatch(/\nsite\.json: 0 errors, 0 warnings, 1 note\n$/);
  });

  test('ends with 2 for warnings with --strict, with 0 without, with 1 for errors', () => {
    const { operators, ...rest } = rightConfig();
    write('warned.json', { ...rest, operators: operators.map(({ bin: _, ...operator }) => operator) });
    expect(check('warned.json').code).toBe(0);
    expect(check('warned.json', '--strict').code).toBe(2);
    write('wrong.json', { ...rest, operators: operators.map((operator) => ({ ...operator, bin: '001440000010' })) });
    expect(check('wrong.json', '--strict').code).toBe(1);
  });

  test('says worst first: severity, path, code, what is behind it, what is wrong, what to do', () => {
    write('wrong.json', {
      ...rightConfig(),
      term: 400,
      sync: undefined,
      operators: [{ ...rightConfig().operators[0], bin: '001440000010' }],
    });
    const { out } = check('wrong.json');
    expect(out.split('\n').slice(0, 3)).toEqual([
      'error   operators[0].bin  [bin-check-digit; R09]',
      '        001440000010 is no BIN: its check digit does not fit',
      '        → Copy the 12 digits anew from the registration certificate.',
    ]);
    expect(out.match(/^(?:error|warning|note)/gm)).toEqual(['error', 'warning', 'warning', 'note']);
  });

  test('says the same as JSON', () => {
    write('wrong.json', { ...rightConfig(), term: 400 });
    const { out, code } = check('wrong.json', '--json');
    expect(code).toBe(0);
    const parsed = JSON.parse(out) as { findings: object[] };
    expect(parsed).toMatchObject({ version: 1, config: 'wrong.json', counts: { error: 0, warning: 1, note: 1 } });
    expect(parsed.findings[0]).toEqual({
      path: 'term',
      code: 'term-long',
      severity: 'warning',
      refs: 'R13, W11',
      message: 'a choice is valid for 400 days',
      remedy: 'Write a term that the purposes need; 180 days is usual.',
    });
  });

  test('names what the schema refuses by path and remedy, and nothing that builds on it', () => {
    write('broken.json', { ...rightConfig(), operators: [{ ...rightConfig().operators[0], bin: '1' }], serivces: [] });
    const { out, code } = check('broken.json');
    expect(code).toBe(1);
    expect(out).toContain('operators[0].bin  [bad-value]');
    expect(out).toContain('did you mean "services"?');
    expect(out).not.toContain('subject-name');
  });

  test.each([
    [['missing.json'], /missing\.json: no such file/],
    [['no.json'], /no\.json: not JSON/],
    [['site.json', '--page', 'missing.html'], /missing\.html: cannot be read/],
    [['site.json', '--css', 'no.css'], /no\.css: not CSS/],
    [['site.json', '--policy', 'kz=kk.txt'], /write kk=FILE or ru=FILE/],
  ])('ends with 3 and one sentence when something cannot be read: %j', (args, sentence) => {
    write('site.json', rightConfig());
    write('no.json', '{');
    write('no.css', ':root { --kelisim-bg: "');
    write('kk.txt', '');
    const { out, error, code } = check(...args);
    expect(code).toBe(3);
    expect(error).toMatch(sentence);
    expect(out).toBe('');
  });

  test('is what kelisim build warns of, which makes the files all the same', () => {
    const { operators, ...rest } = rightConfig();
    write('warned.json', { ...rest, operators: operators.map(({ bin: _, ...operator }) => operator) });
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [BIN, 'build', '--config', 'warned.json', '--out', 'out'],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(status).toBe(0);
    expect(stdout).toContain('files in out');
    expect(stderr).toContain('bin-missing');
    expect(stderr).not.toContain('subject-name');
  });
});

describe('Whatever it is given, kelisim check', () => {
  test('finds something to say of any JSON, and does not throw', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => checkConfig(value, TODAY).length > 0));
  });

  test('reads any page and any policy text', () => {
    const site = resolveSite(rightConfig(), RULES);
    const markup = fc.array(
      fc.constantFrom(
        '<noscript>',
        '</noscript>',
        '<img src=',
        '//mc.yandex.ru/x',
        '"',
        '>',
        '<template>',
        '<input name=iin ',
        '<svg>',
        '<script>',
        '</script>',
        '<label>',
        '№ ',
        '«10» мая 2020',
        '+7 700 ',
        '9.9. ',
      ),
    );
    fc.assert(
      fc.property(markup, (parts) => {
        const text = parts.join('');
        expect(Array.isArray(checkPage({ file: 'x', html: page({ body: text }) }, site))).toBe(true);
        expect(Array.isArray(checkPolicyTexts([{ language: 'kk', file: 'x', text }], rightConfig()))).toBe(true);
      }),
    );
  });

  test('reads texts of 10 000 characters, in which a careless pattern would never come to an end', () => {
    const config = rightConfig();
    config.about!.cookies = { kk: 'Ә.'.repeat(5000), ru: '1-'.repeat(5000) };
    config.about!.group = { kk: 'ә@'.repeat(5000), ru: 'a.'.repeat(5000) };
    expect(checkConfig(config, TODAY).map(({ path }) => path)).toContain('about.cookies');
  });
});
