/** axe finds nothing: every layout, theme, language and state of the first layer. */
import { assert } from '@esm-bundle/chai';
import { LAYOUTS } from '../../../src/core/config.ts';
import { LANGUAGES } from '../../../src/core/language.ts';
import type { AxeResults } from 'axe-core';
import { GatePage, until } from '../gate/gate-page.ts';
import { sectionOf } from './banner-shapes.ts';

const axe = fetch('/node_modules/axe-core/axe.min.js').then((answer) => answer.text());
/** A dozen pages, each looked at four times. */
const TIMEOUT_MS = 50_000;

interface AxeWindow {
  readonly axe: { run(root: Document): Promise<AxeResults> };
}

async function findings(page: GatePage, what: string): Promise<string[]> {
  // axe measures contrast below the body only (createGrid); the look does not depend on the place.
  page.document.body.append(page.document.querySelector('kelisim-banner')!);
  const { violations, passes } = await (page.window as unknown as AxeWindow).axe.run(page.document);
  assert.include(
    passes.map(({ id }) => id),
    'color-contrast',
    what,
  );
  return violations.map(({ id, nodes }) => `${what}: ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

for (const layout of LAYOUTS) {
  for (const theme of ['light', 'dark'] as const) {
    it(`axe finds nothing wrong with the banner (${layout}, ${theme}): first, asked again, settings that did not load, launcher; in each language`, async function () {
      (this as unknown as { timeout(ms: number): void }).timeout(TIMEOUT_MS);
      for (const lang of LANGUAGES) {
        document.cookie = 'kelisim=1.ffffff.20000.fad;path=/';
        const page = await GatePage.open({
          lang,
          client: 'missing',
          site: { ui: { layout, theme } },
          body: '<main><h1>Page</h1></main>',
        });
        page.run(await axe);
        assert.isNotNull(page.banner!.querySelector('[part="again"]'));
        const found = await findings(page, `${lang}, asked again`);
        page.button('settings').click();
        await until(() => page.banner!.querySelector('[role="alert"]') !== null, 'the alert');
        found.push(...(await findings(page, `${lang}, failed`)));
        page.button('reject-all').click();
        found.push(...(await findings(page, `${lang}, launcher`)));
        page.kelisim.open('banner');
        found.push(...(await findings(page, `${lang}, first`)));
        assert.deepEqual(found, []);
        // Every word has its language: the parts in another one say which.
        assert.equal(sectionOf(page).lang, lang);
        const languages = [...page.banner!.querySelectorAll<HTMLElement>('[data-kelisim-action="language"]')];
        assert.deepEqual(
          languages.map((item) => item.lang),
          [...LANGUAGES],
        );
        assert.deepEqual(
          languages.map((item) => item.getAttribute('aria-pressed')),
          LANGUAGES.map((code) => `${code === lang}`),
        );
        page.frame.remove();
        document.cookie = 'kelisim=;path=/;max-age=0';
      }
    });
  }
}
