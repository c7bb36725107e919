/** Putting a site's data into the head script: the result may stand inside an HTML script element, and means what went in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillHead } from '../../../src/cli/fill-head.ts';
import type { HeadData } from '../../../src/core/head-data.ts';

const TEMPLATE = 'var found=KELISIM_DATA;globalThis.found=found;';
const data = (text: string): HeadData => ({ dir: text }) as HeadData;
const run = (script: string): HeadData => Function(`${script};return found`)() as HeadData;

const TRICKY = [
  '</script>',
  '</SCRIPT ',
  '<script>',
  '<!--',
  '<!-- <script>',
  '-->',
  ']]>',
  '\u2028',
  '\u2029',
  '$&',
  "$'",
  'KELISIM_DATA',
  '\\u003c',
  '"',
  '\\',
  '\n',
  '\0',
  '\ud800',
];

describe('data in the head script', () => {
  test.each(TRICKY)('%j comes back as it was', (text) => {
    const filled = fillHead(TEMPLATE, data(`a${text}b`));
    expect(run(filled)).toEqual({ dir: `a${text}b` });
    expect(filled).not.toMatch(/<|\u2028|\u2029/);
  });

  test('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...TRICKY), fc.string())), (parts) => {
        const text = parts.join('');
        expect(run(fillHead(TEMPLATE, data(text)))).toEqual({ dir: text });
      }),
    );
  });

  test('is safe in names too: one that could end the script is escaped or refused', () => {
    for (const name of ['</script>', '<!--', '<script']) {
      let filled = '';
      try {
        filled = fillHead(TEMPLATE, { rules: { [name]: { m: 'x' } } });
      } catch {
        continue;
      }
      expect(filled).not.toContain('<');
    }
  });

  test('keeps names that are no identifiers, and numbers, booleans and lists', () => {
    const site = { rules: { '2gis': 'a.b', 'meta-pixel': 'c', '?': '', if: 'x' }, list: [1, true, null, 'x', ['y']] };
    expect(run(fillHead(TEMPLATE, { site } as unknown as HeadData))).toEqual({ site });
  });
});

describe('a template', () => {
  test('without the placeholder, or with two, is refused', () => {
    expect(() => fillHead('nothing here', {})).toThrow(/expected the placeholder once, found 0/);
    expect(() => fillHead('KELISIM_DATA KELISIM_DATA', {})).toThrow(/found 2/);
  });

  test.each(['</script', '</SCRIPT>', '<script src=x>', '<!-- x'])(
    'that holds %j is refused: it could not stand inline',
    (text) => {
      expect(() => fillHead(`${TEMPLATE}/*${text}*/`, {})).toThrow(/inline script/);
    },
  );

  test('ends with one line end', () => {
    expect(fillHead(`\n${TEMPLATE}\n\n`, {})).toMatch(/[^\n]\n$/);
  });
});
