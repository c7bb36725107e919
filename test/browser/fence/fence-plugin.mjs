/**
 * Owns the server side of the fence's browser tests: any address with `?fence=` is a page with the line as the build makes it, filled with the
 * site of test/unit/cli/fence-site.ts; `html` is its body, `csp` and `report` are its headers.
 * Leaves to others: what is asked of the page (the tests).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pasteBlock } from '../../../src/cli/fence-block.ts';
import { buildHead } from '../../../tools/build.ts';
import { fenceOf } from '../../unit/cli/fence-site.ts';

const CACHE = join(import.meta.dirname, '../../../.cache/fence-test');
const LINES = ['fence', 'header', 'quiet'];
/** Sites by the name that a page asks for. */
const SITES = {
  full: fenceOf(),
  // Everything can be granted everywhere.
  small: fenceOf({ services: [{ vendor: 'counter' }, { vendor: 'pixel' }] }),
};

/** Stands where Kelisim's script would; says that the page went on. */
const SCRIPT = '<script>self.wentOn = true</script>';

function block({ fence, site = 'full', broken }) {
  const level = fence === 'quiet' ? 'inline' : fence;
  const html = pasteBlock({
    level,
    quietLookahead: fence === 'quiet',
    built: { tagHtml: SCRIPT, headHtml: SCRIPT },
    distDir: CACHE,
    fence: SITES[site],
  });
  return broken ? html.replace('<script ', '<script type="text/plain" ') : html;
}

export const fencePlugin = {
  name: 'fence-pages',
  async serverStart() {
    for (const line of LINES) await buildHead(`fence/${line}-entry.ts`, `${line}-line.js`, join(CACHE, 'head'));
  },
  serve({ query, path }) {
    if (path === '/fence-line.js') return { body: readFileSync(join(CACHE, 'head/fence-line.js'), 'utf8'), type: 'js' };
    if (query.fence === undefined) return undefined;
    const headers = {
      ...(query.csp && { 'content-security-policy': query.csp }),
      ...(query.report && { 'content-security-policy-report-only': query.report }),
    };
    const head = query.fence === 'none' ? '' : block(query);
    const body = `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${query.html ?? ''}</body></html>`;
    return { body, type: 'html', headers };
  },
};
