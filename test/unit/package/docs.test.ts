/** What docs/own-ui.md shows of the examples stands in them so. Its links and commands are tried in guides.test.ts. */
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Film } from '../../../examples/react/film.tsx';
import { Notice } from '../../../examples/react/notice.tsx';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('the pages for developers', () => {
  it('show excerpts of the examples as they are', () => {
    const excerpts = [...read('docs/own-ui.md').matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)];
    expect(excerpts.length).toBeGreaterThanOrEqual(5);
    for (const [, file, text] of excerpts) expect(read(file!), file).toContain(text);
  });

  it('keep the examples short enough to be read: at most 150 lines a file', () => {
    const files = ['plain/index.html', 'plain/own-notice.js', 'own-words.js', 'notice.css'];
    const react = ['film.tsx', 'index.html', 'main.tsx', 'notice.tsx', 'settings.tsx', 'use-kelisim.ts'];
    for (const file of [...files, ...react.map((name) => `react/${name}`)])
      expect(read(`examples/${file}`).split('\n').length, file).toBeLessThanOrEqual(150);
  });

  it('are right that on a server the React example grants nothing and asks nothing', () => {
    const html = renderToString(createElement(Film)) + renderToString(createElement(Notice));
    expect(html).toContain('YouTube');
    expect(html).not.toMatch(/<iframe|<section/);
  });
});
