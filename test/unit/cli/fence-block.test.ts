/** The block an owner pastes, at each level: the order in which it stands is what makes it work. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LEVELS, pasteBlock, type PasteOptions } from '../../../src/cli/fence-block.ts';
import { headHtml, tagHtml } from '../../../src/cli/paste-forms.ts';
import { preloadHint } from '../../../src/cli/preload-hints.ts';
import { strictestPolicy } from '../../../src/core/fence-policy.ts';
import { fenceOf } from './fence-site.ts';

const NONCE = '{{ csp_nonce }}';
const KEEP_IN_PLACE = [
  'data-skip-moving="true"',
  'data-cfasync="false"',
  'data-no-optimize="1"',
  'data-no-defer="1"',
  'data-noptimize="1"',
  'data-nowprocket="1"',
  'data-no-minify="1"',
];
let distDir: string;

beforeAll(() => {
  distDir = mkdtempSync(join(tmpdir(), 'kelisim-block-'));
  mkdirSync(join(distDir, 'head'));
  for (const line of ['fence', 'header'])
    writeFileSync(join(distDir, 'head', `${line}-line.js`), `/*${line}*/run(KELISIM_DATA)`);
  writeFileSync(join(distDir, 'head/quiet-line.js'), '/*quiet*/');
});

afterAll(() => rmSync(distDir, { recursive: true, force: true }));

function block(options: Partial<PasteOptions>): string {
  const { nonce } = options;
  const built = { tagHtml: tagHtml('/kelisim/k.js', 'sha384-x', nonce), headHtml: headHtml('/*head*/', nonce) };
  return pasteBlock({ level: 'fence', built, distDir, fence: fenceOf(), ...options });
}

/** What stands in it, in order, each as one word. */
function parts(html: string): string[] {
  const pieces = html.matchAll(/<link[^>]*>|<script[^>]*>(.*?)<\/script>|<meta[^>]*>|<noscript><\/noscript>/gs);
  return [...pieces].map(([text, script]) => {
    if (text.startsWith('<script')) return /src=/.test(text) ? 'tag' : (/\/\*(\w+)\*\//.exec(script ?? '')?.[1] ?? '?');
    return /<(\w+)/.exec(text)![1]!;
  });
}

const hints = ['a.js', 'b.css'].map((file) => (preloadHint(file) as { html: string }).html);

describe('the block', () => {
  test.each<[string, Partial<PasteOptions>, string[]]>([
    ['tag', { level: 'tag' }, ['tag']],
    ['inline', { level: 'inline' }, ['head']],
    [
      'inline with quiet look-ahead',
      { level: 'inline', quietLookahead: true, hints },
      ['link', 'link', 'quiet', 'meta', 'noscript', 'head'],
    ],
    ['fence', {}, ['fence', 'meta', 'noscript', 'tag']],
    ['fence with hints', { hints }, ['link', 'link', 'fence', 'meta', 'noscript', 'tag']],
    ['fence with the script inline', { form: 'inline' }, ['fence', 'meta', 'noscript', 'head']],
    ['header', { level: 'header' }, ['header', 'tag']],
    ['header with the script inline', { level: 'header', form: 'inline' }, ['header', 'head']],
    ['tag, whatever form is asked for', { level: 'tag', form: 'inline' }, ['tag']],
  ])('of level %s stands in its order', (_, options, expected) => {
    expect(parts(block(options))).toEqual(expected);
  });

  test.each(LEVELS)(
    'of level %s carries on every script what keeps optimisers away, and the nonce when there is one',
    (level) => {
      for (const nonce of [undefined, NONCE]) {
        const scripts = block({ level, quietLookahead: level === 'inline', ...(nonce && { nonce }) }).match(
          /<script[^>]*>/g,
        )!;
        for (const script of scripts) {
          for (const attribute of KEEP_IN_PLACE) expect(script).toContain(attribute);
          expect(script.includes(`nonce="${NONCE}"`)).toBe(nonce !== undefined);
        }
      }
    },
  );

  test('has the strictest policy as its static one', () => {
    expect(block({})).toContain(`<meta http-equiv="Content-Security-Policy" content="${strictestPolicy(fenceOf())}">`);
    const forms = fenceOf({}, { forms: true });
    expect(block({ fence: forms })).toContain(`content="${strictestPolicy(forms)}"`);
  });

  test('of level header names no host: the server does', () => {
    expect(block({ level: 'header' })).not.toContain('example');
    expect(block({ level: 'fence' })).toContain('counter.example');
  });

  test('gives the line the data of the site, in a form that can stand in a script', () => {
    const odd = fenceOf({
      services: [{ id: 'own', hosts: ['a.example/</script><!--'], category: 'analytics', onlyOn: ['/</script>'] }],
    });
    const html = block({ fence: odd });
    const [, script = ''] = /<script[^>]*>(.*?)<\/script>/s.exec(html)!;
    expect(script).not.toMatch(/<|-->/);
    expect(Function('run', script.replace('/*fence*/run(', 'return ('))()).toEqual(odd);
  });
});

describe('a preload hint', () => {
  test.each([
    ['/a.js', '<link rel="preload" href="/a.js" as="script">'],
    ['a.css?v=3', '<link rel="preload" href="a.css?v=3" as="style">'],
    ['/f.woff2', '<link rel="preload" href="/f.woff2" as="font" type="font/woff2" crossorigin>'],
    ['/m.mjs', '<link rel="modulepreload" href="/m.mjs">'],
    ['/A.JPG', '<link rel="preload" href="/A.JPG" as="image">'],
  ])('for %s is %s', (file, html) => {
    expect(preloadHint(file)).toEqual({ html });
  });

  test.each([
    ['https://cdn.example/a.js', /site itself/],
    ['//cdn.example/a.js', /site itself/],
    ['\\\\cdn.example/a.js', /site itself/],
    ['data:text/javascript,1.js', /site itself/],
    ['/a', /ending/],
    ['/a.php', /ending/],
    ['/"><script>.js', /percent-encoded/],
    ['/ж.js', /percent-encoded/],
  ])('for %s is refused', (file, why) => {
    expect(preloadHint(file)).toEqual({ refusal: expect.stringMatching(why) });
  });
});
