/** The parts of the first layer, as the site's own style sheet takes hold of them. The head's build shortens names of its own: these may not be. */
import { assert } from '@esm-bundle/chai';
import { GatePage } from './gate-page.ts';

const STYLE = `<style>kelisim-banner::part(banner) { outline: 3px solid red } kelisim-banner::part(accept-all) { letter-spacing: 5px }</style>`;

describe('a style sheet of the site', () => {
  it('reaches banner and buttons by their parts', async () => {
    const page = await GatePage.open({ head: STYLE });
    const root = page.document.querySelector('kelisim-banner')!.shadowRoot!;
    const styleOf = (selector: string) => page.window.getComputedStyle(root.querySelector(selector)!);
    assert.equal(styleOf('[part=banner]').outlineWidth, '3px');
    assert.equal(styleOf('[data-kelisim-action=accept-all]').letterSpacing, '5px');
    assert.equal(styleOf('[data-kelisim-action=reject-all]').letterSpacing, 'normal');
  });
});
