import { assert } from '@esm-bundle/chai';
import { GatePage, firstVisit } from './gate-page.ts';
describe('scratch', () => {
  it('cookies', async () => {
    const out: string[] = [];
    for (const line of ['_t_id=1',' _t_id = 1','_t_id=1; path=/; max-age=100','\t_t_id=1','_t_ses_9=1','_t_id','_t_id=','_t_id;x=1']) {
      const page = await GatePage.open({});
      page.run(`document.cookie = ${JSON.stringify(line)}`);
      out.push(JSON.stringify(line) + ' -> ' + page.ask(`window.told = document.cookie`) + ' ' + JSON.stringify(page.kelisim.ledger().filter((e)=>e.kind==='cookie').map((e)=>e.verdict)));
      firstVisit();
    }
    const page = await GatePage.open({});
    page.run(`{ const f = document.createElement('iframe'); document.body.append(f); f.contentDocument.cookie = '_t_id=2';}`);
    out.push('frame ' + page.ask(`window.told = document.cookie`)); firstVisit();
    const p2 = await GatePage.open({});
    p2.run(`{ const f = document.createElement('iframe'); document.body.append(f); Object.getOwnPropertyDescriptor(f.contentWindow.Document.prototype, 'cookie').set.call(document, '_t_id=3') }`);
    out.push('borrowed ' + p2.ask(`window.told = document.cookie`)); firstVisit();
    const p3 = await GatePage.open({});
    p3.run(`let n = 0; document.cookie = { toString: () => (n++ ? '_t_id=1' : 'site=1') };`);
    out.push('two ' + p3.ask(`window.told = document.cookie`));
    const p4 = await GatePage.open({before:'<script>window.er=[]; const nn=console.error; console.error=(...a)=>{er.push(a.map((x)=>x&&x.stack||String(x)).join(" "))};onerror=(m)=>er.push(m)</script>'});
    p4.run(`const fields = 'localName nodeType getAttribute setAttribute querySelectorAll firstElementChild parentNode style attributes children shadowRoot contentWindow ownerDocument src type'.split(' ').map((name) => '<input name="'+name+'">').join(''); const g = document.createElement('form'); g.innerHTML = fields; document.body.append(g);`);
    await new Promise((r)=>setTimeout(r,300));
    out.push(p4.ask(`window.told = er.join('|')`));
    assert.fail(out.join('\n'));
  });
});
