/** Which element of a page asked for an address, and which script a place lies in. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PageElements } from '../../../../src/audit/driver/find-element.ts';

const URL = 'https://site.kz/a/page?x=1';
const HTML = `<!doctype html>
<html><head>
<base href="https://site.kz/b/">
<script async src="//t.kz/tag.js?id=1&amp;v=2"></script>
<style>p{background:url(https://t.kz/bg.gif)}</style>
<script type="text/plain" data-kelisim="ads">
  let a = 1;
  send();
</script>
</head><body>
<a href="https://t.kz/pixel.gif">link</a>
<img src="https://t.kz/pixel.gif#top"
     alt="">
<img alt="" src="https://t.kz/pixel.gif">
<picture><source srcset="one.gif 1x, https://t.kz/a,b.gif 2x"></picture>
<noscript><img src="https://t.kz/no.gif"></noscript>
<iframe data-src="https://t.kz/held"></iframe>
<p style="background:url('https://t.kz/inline.gif?a=1&amp;b=2')" onclick="new Image().src='https://t.kz/click.gif'">x</p>
<script>new Image().src = 'https://t.kz/late.gif'</script>
</body></html>`;

const page = new PageElements(HTML, URL);

describe('The element that asked', () => {
  it('is found by the address in its attributes, with references resolved, and by base and protocol', () => {
    expect(page.find('https://t.kz/tag.js?id=1&v=2')).toEqual({
      tag: '<script async src="//t.kz/tag.js?id=1&amp;v=2">',
      place: { url: URL, line: 4, column: 1, inFunction: '' },
    });
    expect(page.find('https://site.kz/b/one.gif')?.place.line).toBe(15);
    expect(page.find('https://t.kz/a,b.gif')?.place.line).toBe(15);
    expect(page.find('https://t.kz/no.gif')?.tag).toBe('<img src="https://t.kz/no.gif">');
    expect(page.find('https://t.kz/held')?.tag).toBe('<iframe data-src="https://t.kz/held">');
  });

  it('is the one where the parser was when several ask for the same, and never a link that nobody clicked', () => {
    expect(page.find('https://t.kz/pixel.gif')?.place.line).toBe(12);
    expect(page.find('https://t.kz/pixel.gif', 13)?.place.line).toBe(12);
    expect(page.find('https://t.kz/pixel.gif', 14)?.place.line).toBe(14);
    expect(page.find('https://t.kz/pixel.gif', 99)?.place.line).toBe(14);
  });

  it('is found by a style, a handler or a script that has the address in it, and is none when nothing has', () => {
    expect(page.find('https://t.kz/bg.gif')?.tag).toBe('<style>');
    expect(page.find('https://t.kz/inline.gif?a=1&b=2')?.place.line).toBe(18);
    expect(page.find('https://t.kz/late.gif')).toMatchObject({ tag: '<script>', place: { line: 19 } });
    expect(page.find('https://t.kz/other.gif')).toBeUndefined();
  });
});

describe('A place in a script', () => {
  it('lies in the inline script around it, not in one with an address, and in an element with a handler', () => {
    expect(page.scriptAt(8, 3)?.place.line).toBe(6);
    expect(page.scriptAt(19, 10)?.place).toMatchObject({ line: 19, column: 1 });
    expect(page.scriptAt(18, 90)?.tag).toMatch(/^<p style/);
    expect(page.scriptAt(4, 20)).toBeUndefined();
    expect(page.hasAt(7, 3, 'let a = 1')).toBe(true);
    expect(page.hasAt(19, 10, 'let a = 1')).toBe(false);
  });

  it('is put back to where its text stands in the page when the script was inserted', () => {
    const hash = createHash('sha256').update('\n  let a = 1;\n  send();\n').digest('hex');
    expect(page.placeInScript(hash, 3, 3)).toEqual({ url: URL, line: 8, column: 3 });
    const short = createHash('sha256').update("new Image().src = 'https://t.kz/late.gif'").digest('hex');
    expect(page.placeInScript(short, 1, 5)).toEqual({ url: URL, line: 19, column: 13 });
    expect(page.placeInScript('00', 1, 1)).toBeUndefined();
  });
});
