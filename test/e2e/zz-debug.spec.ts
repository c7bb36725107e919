import { test } from './story.ts';
for (const how of ['plain', 'nojivo', 'no2gis', 'inline','onlyfilm']) test('debug '+how, async ({ serve, visitor, proof }) => {
  const empty: Record<string,string> = {};
  if (how==='no2gis') empty['map']='';
  if (how==='nojivo') empty['trackers-body']='';
  if (how==='onlyfilm') Object.assign(empty, {'map':'','trackers-body':'','trackers-head':''});
  serve('jetfin', {parts: empty, level: how==='inline'?'inline':'tag'});
  await visitor.open('https://jetfin.kz/policy/');
  await visitor.acceptAll();
  await proof.quiet();
  proof.clear();
  visitor.page.on('requestfailed', r => console.log('failed', r.url(), r.failure()));
  visitor.page.on('request', r => /youtube/.test(r.url()) && console.log('req', r.url()));
  await visitor.open('https://jetfin.kz/');
  await proof.quiet();
  console.log(how, proof.arrivals().filter(a=>/you|ytimg/.test(a.host)).map(a=>a.host+a.path+' '+a.kind));
});
