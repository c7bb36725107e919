/** What `kelisim check` says of the three demonstration sites: exactly what their policies do not give. Nothing was invented to silence it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkColours } from '../../../../src/cli/check/check-colours.ts';
import { checkConfig } from '../../../../src/cli/check/check-config.ts';
import { checkPage } from '../../../../src/cli/check/check-page.ts';
import type { SiteConfig } from '../../../../src/core/config.ts';
import { resolveSite } from '../../../../src/core/resolve-site.ts';
import { RULES } from '../../../../src/vendors/generated/rules.ts';
import { sitePage } from '../../../../demo/site-pages.ts';
import { TAG, TODAY } from './right-site.ts';

const DEMO = join(import.meta.dirname, '../../../../demo');

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  jetfin: [
    // S3 gives neither BIN, address, date, withdrawal clause nor a Kazakh text (W10); S0 and S1 differ in date and number (W01).
    'operators[1] bin-missing',
    'operators[1] address-missing',
    'operators[1] withdrawal-missing',
    'policy.date policy-date-differs',
    'policy.number policy-number-differs',
    'operators[1].policy policy-date-missing',
    'operators[1].policy.url policy-one-language',
  ],
  // S2 gives contacts for advertising messages only, and no address (W19).
  kengo: ['operators[0] address-missing', 'operators[0] contact-missing'],
  // S4 gives no BIN, address or date (W23).
  kreditomat: ['operators[0] bin-missing', 'operators[0] address-missing', 'policy policy-date-missing'],
};

describe.each(Object.keys(EXPECTED))('The demonstration site %s', (site) => {
  const folder = join(DEMO, site);
  const config = JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8')) as SiteConfig;

  test('warns of what its policy leaves open, and of nothing else', () => {
    const found = checkConfig(config, TODAY).filter(({ severity }) => severity !== 'note');
    expect(found.map(({ path, code }) => `${path} ${code}`)).toEqual(EXPECTED[site]);
  });

  test('has pages on which every tag is marked and every personal field masked, wherever they stand', () => {
    for (const path of ['/', '/apply/', '/kk/', '/kk/apply/', '/policy/']) {
      const { status, body } = sitePage({ folder, tag: TAG }, path);
      expect(status, path).toBe(200);
      const html = String(body);
      const resolved = resolveSite(config, RULES);
      expect(checkPage({ file: path, html, path }, resolved), path).toEqual([]);
      // Said to stand anywhere, the recorders may run there, and the captcha may not.
      const anywhere = checkPage({ file: path, html }, resolved).filter(({ code }) => code.startsWith('field'));
      expect(anywhere, path).toEqual([]);
    }
  });

  test('has colours with enough contrast', () => {
    expect(checkColours('site.css', readFileSync(join(folder, 'site.css'), 'utf8'))).toEqual([]);
  });

  test('shows a tag that lost its mark, so that silence means something', () => {
    const html = String(sitePage({ folder, tag: TAG }, '/').body);
    const broken = html.replace(/<(img|iframe)([^>]*?) data-src=/, '<$1$2 src=').replace(/type="text\/plain"/, '');
    const found = checkPage({ file: '/', html: broken, path: '/' }, resolveSite(config, RULES));
    expect(broken).not.toBe(html);
    expect(found.map(({ code }) => code)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:tag|element)-unmarked$/)]),
    );
  });
});
