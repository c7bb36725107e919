import { assert } from '@esm-bundle/chai';
import { GatePage, firstVisit, pause } from './gate-page.ts';
describe('scratch', () => {
  it('x', async function () {
    this.timeout(30000);
    const out: string[] = [];
    const T: Record<string, [string, string]> = {
      template: ['<template id="t"><script src="U"></script></template>', ''],
      detached: ['<div id="d"><script type="text/plain" data-kelisim="stat" src="U"></script></div>', 'd.remove(); window.kept=d'],
      odd: ['<script type="text/plain" data-type="text/x-handlebars" data-kelisim="stat" src="U"></script>', ''],
      nomodule: ['<script nomodule src="U"></script>', ''],
      marknomodule: ['<script type="text/plain" data-kelisim="stat" nomodule src="U"></script>', ''],
      parsed: ['', `window.kept = new DOMParser().parseFromString('<script src="U"></scr' + 'ipt>', 'text/html')`],
      imported: ['<template id="t"><script src="U"></script></template>', 'window.kept = document.importNode(t.content, true)'],
      adopted: ['<template id="t"><script src="U"></script></template>', 'document.adoptNode(document.importNode(t.content, true))'],
    };
    for (const [n, [html, code]] of Object.entries(T)) {
      const page = await GatePage.make();
      await page.open({ body: html.replaceAll('U', page.t('stat/x.js')) });
      page.run('{' + code.replaceAll('U', page.t('stat/x.js')) + '}');
      page.run(`{ const s = document.createElement('script'); s.type = 'text/plain'; s.dataset.kelisim = 'stat'; s.src = ${JSON.stringify(page.t('stat/last.js'))}; document.body.append(s) }`);
      await pause(50); page.acceptAll(); await pause(800);
      out.push(n + ' ' + page.ran.join() + ' ' + page.ledger('.js').map((e) => e.url.slice(-8) + e.verdict).join());
      firstVisit();
    }
    assert.fail(out.join('\n'));
  });
});
