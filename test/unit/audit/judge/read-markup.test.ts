import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markTrouble, writeMark } from '../../../../src/audit/judge/marks.ts';
import { readMarkup } from '../../../../src/audit/judge/read-markup.ts';
import { factsOf } from './visit-builder.ts';

const facts = factsOf(['meta-pixel', 'yandex-metrica']);
const one = (html: string) => readMarkup(html).at(-1)!;
const names = (html: string) => readMarkup(html).map(({ name }) => name);

describe('a page’s HTML', () => {
  it('gives every element with its line, column and attributes in any writing', () => {
    const found = one('<html>\n<body>\n  <IMG SRC=a.gif alt=\'x > y\' data-a="1&amp;2&#x2F;" hidden />');
    expect(found).toMatchObject({ name: 'img', line: 3, column: 3 });
    expect([...found.attributes]).toEqual([
      ['src', 'a.gif'],
      ['alt', 'x > y'],
      ['data-a', '1&2/'],
      ['hidden', ''],
    ]);
  });

  it('reads over comments, closing tags and what stands in scripts, styles and titles', () => {
    expect(names('<!-- <img src=a> --><title><b></title><script>"<img>"</script><style>a>b{}</style></p><p>')).toEqual([
      'title',
      'script',
      'style',
      'p',
    ]);
  });

  it('knows noscript, the head, a template’s content from a shadow root’s', () => {
    const [, , , img, , late] = readMarkup('<html><head><noscript><img></noscript></head><body><b>');
    expect([img!.inNoscript, img!.inHead]).toEqual([true, true]);
    expect([late!.inNoscript, late!.inHead]).toEqual([false, false]);
    expect(names('<template><img></template><p>')).toEqual(['p']);
    expect(names('<div><template shadowrootmode="open"><img></template></div><p>')).toEqual([
      'div',
      'template',
      'img',
      'p',
    ]);
  });

  it('never throws nor hangs, and every tag stands where it says', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      '!--',
      '-->',
      'script',
      'a',
      ' ',
      '\n',
      'noscript',
      'src',
      '&#',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const html = pieces.join('');
        const lines = html.split('\n');
        for (const { start, tag, line, column } of readMarkup(html)) {
          expect(html.startsWith(tag, start)).toBe(true);
          expect(lines[line - 1]!.slice(column - 1).startsWith(tag.split('\n')[0]!)).toBe(true);
        }
      }),
    );
  });
});

describe('a mark', () => {
  const trouble = (html: string) => markTrouble(one(html), facts, 'meta-pixel');

  it.each([
    '<script type="text/plain" data-kelisim="meta-pixel" src="x">',
    '<script type="text/plain" data-kelisim="analytics">',
    '<img data-kelisim="yandex-metrica" data-src="x">',
    '<link rel="stylesheet" data-kelisim="functional" data-href="x">',
    '<script src="x">',
    '<script type="application/ld+json">',
    '<script type="importmap">',
    '<img data-src="x" data-sitekey="meta-pixel">',
    '<div data-kelisim-placeholder="2gis">',
    '<button data-kelisim-open>',
  ])('is right, or there is none: %s', (html) => {
    expect(trouble(html)).toBeNull();
  });

  it.each([
    ['<script type="text/plain" data-kelisim="meta-pixle">', 'meta-pixle', 'meta-pixel'],
    ['<script type="text/plain" data-kelisim="analitics">', 'analitics', 'analytics'],
    ['<script type="text/plain" data-kelisim="nobody">', 'nobody', ''],
    ['<script type="text/plan" data-kelisim="meta-pixel">', 'type="text/plan"', 'type="text/plain"'],
    ['<script data-kelisim="meta-pixel" src="x">', 'type=""', 'type="text/plain"'],
    ['<img data-kelisum="meta-pixel" src="x">', 'data-kelisum', 'data-kelisim'],
    ['<img data-kelisim="meta-pixel" src="x">', 'src', 'data-src'],
    ['<source data-kelisim="meta-pixel" srcset="x 2x">', 'srcset', 'data-srcset'],
  ])('is wrong: %s', (html, wrong, meant) => {
    expect(trouble(html)).toMatchObject({ wrong, meant });
  });

  it('is written so that it is right', () => {
    const elements = [
      '<script async src="https://a.b/c.js?d=1&amp;e">',
      '<script type="module">',
      '<script type="text/javascript" src=x>',
      '<IMG src="a" srcset="b 2x">',
      "<iframe data-kelisum='meta-pixle' src='x'>",
      '<link rel=stylesheet href=x>',
      '<video poster="p" src="v">',
    ];
    for (const html of elements) {
      const element = one(html);
      const marked = one(markTrouble(element, facts, 'meta-pixel')?.after ?? writeMark(element, 'meta-pixel'));
      expect(markTrouble(marked, facts, ''), marked.tag).toBeNull();
      expect(marked.attributes.get('data-kelisim')).toBe('meta-pixel');
      for (const name of ['src', 'srcset', 'href', 'poster'])
        if (marked.name !== 'script') expect(marked.attributes.has(name), marked.tag).toBe(false);
    }
    expect(writeMark(one('<script type="module">'), 'x')).toContain('data-type="module"');
  });
});
