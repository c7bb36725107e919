/** The schema of a catalogue file: what it refuses, and that the message names the path. */
import { describe, expect, test } from 'vitest';
import { parseVendorFile } from '../../../src/vendors/vendor-file.ts';
import { sampleVendor } from './sample-vendor.ts';

const KEY = {
  area: 'localStorage',
  key: 'sample',
  match: 'exact',
  suffix: '_end',
  party: 'first',
  confidence: 'high',
} as const;

/** The problems of the sample with the value at `path` replaced (undefined removes it). */
function problemsWith(path: string, value: unknown): readonly string[] {
  const content: unknown = structuredClone(sampleVendor());
  const keys = path.split('.');
  const last = keys.pop()!;
  const holder = keys.reduce((part, key) => part[key] as Record<string, unknown>, content as Record<string, unknown>);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  const parsed = parseVendorFile(content);
  return 'problems' in parsed ? parsed.problems : [];
}

describe('parseVendorFile', () => {
  test('accepts a whole file and gives it back unchanged', () => {
    expect(parseVendorFile(sampleVendor())).toEqual({ file: sampleVendor() });
  });

  test.each([
    ['an unknown key', 'colour', 'red', /^colour: /],
    ['an unknown key deep inside', 'cookies.0.domain', 'example.kz', /^cookies\.0\.domain: /],
    ['another version', 'version', 2, /^version: /],
    ['no Kazakh sentence', 'text.purpose.kk', undefined, /^text\.purpose\.kk: /],
    ['an empty Kazakh sentence', 'text.refused.kk', '', /^text\.refused\.kk: /],
    [
      'the Russian sentence as the Kazakh one',
      'text.purpose.kk',
      'Считает посещения.',
      /^text\.purpose\.kk: is not Kazakh/,
    ],
    [
      'the Kazakh sentence as the Russian one',
      'text.purpose.ru',
      'Сайтқа кірулерді санайды.',
      /^text\.purpose\.ru: is not Russian/,
    ],
    [
      'an English sentence as the Russian one',
      'text.purpose.ru',
      'Counts visits.',
      /^text\.purpose\.ru: is not Russian/,
    ],
    [
      'a Russian sentence as the English one',
      'text.refused.en',
      'Сайт работает.',
      /^text\.refused\.en: is not English/,
    ],
    ['no English sentence', 'text.refused.en', undefined, /^text\.refused\.en: /],
    ['a cookie prefix of three characters', 'cookies.0.name', 'jv_', /^cookies\.0\.name: .*4 characters/],
    ['a cookie name with an asterisk', 'cookies.0.name', 'sample_*', /^cookies\.0\.name: /],
    ['a suffix of an exact name', 'storage', [KEY], /^storage\.0\.suffix: belongs to a prefix only/],
    ['a lifetime in words', 'cookies.0.lifetime', '1 year', /^cookies\.0\.lifetime: /],
    ['an empty duration', 'cookies.0.lifetime', 'PT', /^cookies\.0\.lifetime: /],
    ['a lifetime of low confidence', 'cookies.0.confidence', 'low', /^cookies\.0\.lifetime: /],
    ['a legal name of low confidence', 'provider.confidence', 'low', /^provider\.name: /],
    [
      'the Russian legal form in the Kazakh name',
      'provider.nameCyrillic',
      { kk: 'ООО «Сампл»', ru: 'ООО «Сампл»' },
      /^provider\.nameCyrillic\.kk: /,
    ],
    [
      'another name in Kazakh than in Russian',
      'provider.nameCyrillic',
      { kk: '«Семпл» ЖШҚ', ru: 'ООО «Сампл»' },
      /^provider\.nameCyrillic\.kk: /,
    ],
    ['a country in words', 'provider.country', 'Kazakhstan', /^provider\.country: /],
    ['an unknown data code', 'data', ['ip', 'shoe-size'], /^data\.1: /],
    ['a data code twice', 'data', ['ip', 'ip'], /^data: a code stands twice/],
    ['a whole top-level domain', 'match', ['*.com'], /^match\.0: names a whole registry/],
    ['a whole second-level registry', 'match', ['*.com.kz'], /^match\.0: names a whole registry/],
    ['a wildcard in place of a top-level domain', 'match', ['mc.yandex.*'], /^match\.0: /],
    ['a rule with a scheme', 'match', ['https://sample.example.kz'], /^match\.0: /],
    ['a rule with two spaces in it', 'match', ['a.example.kz b.example.kz'], /^match\.0: /],
    ['a path with a trailing slash', 'match', ['sample.example.kz/tr/'], /^match\.0: /],
    ['a rule twice', 'match', ['sample.example.kz', 'sample.example.kz'], /^match: a rule stands twice/],
    ['test addresses without a rule', 'match', [], /^test\.match: /],
    ['a policy that is not https', 'policyUrl', 'http://example.kz/', /^policyUrl: /],
    ['no test URL', 'test.match', [], /^test\.match: /],
    ['a container that does not say so', 'category', 'container', /^container: /],
  ])('refuses %s and names the path', (_what, path, value, message) => {
    const problems = problemsWith(path, value);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });

  test('accepts a short cookie prefix when the name has a fixed end: together they are no name of the site', () => {
    const [cookie] = sampleVendor().cookies;
    const file = sampleVendor({ cookies: [{ ...cookie!, name: 'mp_', suffix: '_mixpanel' }] });
    expect(parseVendorFile(file)).toEqual({ file });
  });

  test('accepts a file without rules: cookies of the site itself come from no address', () => {
    const file = sampleVendor({ match: [], test: { match: [], miss: ['https://example.kz/'] } });
    expect(parseVendorFile(file)).toEqual({ file });
  });

  test('refuses a file with neither rules nor cookies nor storage', () => {
    const parsed = parseVendorFile(
      sampleVendor({ match: [], cookies: [], test: { match: [], miss: ['https://example.kz/'] } }),
    );
    expect(parsed).toEqual({ problems: [expect.stringMatching(/^match: no address, cookie or key/)] });
  });

  test('reports every problem of a file at once', () => {
    const { id: _id, ...rest } = sampleVendor({ dataGoesTo: [] });
    const parsed = parseVendorFile(rest);
    expect('problems' in parsed && parsed.problems.map((problem) => problem.split(':')[0])).toEqual([
      'id',
      'dataGoesTo',
    ]);
  });

  test('says so when the content is no object', () => {
    expect(parseVendorFile('text')).toEqual({ problems: [expect.stringMatching(/^\(file\): /)] });
  });
});
