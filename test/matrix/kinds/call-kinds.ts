/**
 * Owns the dynamic kinds that are calls, and what calls in workers can do. Calls are dropped by design: made again after the visitor accepted,
 * they must arrive.
 */
import { dynamicKinds, type Kind } from './kind.ts';

const NETWORK = dynamicKinds('network', 'Network calls', { type: 'txt', release: 'again' }, [
  ['fetch', 'fetch(text)', 'fetch(url).catch(none)'],
  ['fetch-url', 'fetch(URL object)', 'fetch(new URL(url)).catch(none)'],
  ['fetch-request', 'fetch(Request)', 'fetch(new Request(url)).catch(none)'],
  [
    'fetch-keepalive',
    'fetch with keepalive, POST',
    'fetch(url,{method:"POST",keepalive:true,body:"x",mode:"no-cors"}).catch(none)',
  ],
  ['fetch-later', 'fetchLater', 'fetchLater(url,{activateAfter:0})', { silentIn: ['firefox', 'webkit'] }],
  ['xhr', 'XMLHttpRequest', 'var x=new XMLHttpRequest();x.open("GET",url);x.send()'],
  ['xhr-sync', 'XMLHttpRequest, synchronous', 'var x=new XMLHttpRequest();x.open("GET",url,false);x.send()'],
  ['send-beacon', 'sendBeacon', 'navigator.sendBeacon(url,"x")'],
  ['websocket', 'WebSocket', 'new WebSocket(url.replace("http","ws"))'],
  ['event-source', 'EventSource', 'new EventSource(url)'],
  [
    'audio-worklet',
    'audioWorklet.addModule',
    'new OfflineAudioContext(1,1,44100).audioWorklet.addModule(url).catch(none)',
    { type: 'js' },
  ],
]);

const FETCH = '"fetch("+JSON.stringify(url)+")"';
const IMPORT = '"importScripts("+JSON.stringify(url)+")"';
const blob = (code: string) => `URL.createObjectURL(new Blob([${code}],{type:"text/javascript"}))`;
const data = (code: string) => `"data:text/javascript,"+encodeURIComponent(${code})`;

const WORKERS = dynamicKinds('network', 'Workers', { type: 'txt', release: 'again' }, [
  ['worker-blob-fetch', 'blob worker: fetch', `new Worker(${blob(FETCH)})`],
  ['worker-blob-import', 'blob worker: importScripts', `new Worker(${blob(IMPORT)})`],
  [
    'worker-blob-xhr',
    'blob worker: XMLHttpRequest',
    `new Worker(${blob('"var x=new XMLHttpRequest();x.open(\'GET\',"+JSON.stringify(url)+");x.send()"')})`,
  ],
  [
    'worker-blob-websocket',
    'blob worker: WebSocket',
    `new Worker(${blob('"new WebSocket("+JSON.stringify(url.replace("http","ws"))+")"')})`,
  ],
  ['worker-data-fetch', 'data: worker: fetch', `new Worker(${data(FETCH)})`],
  ['worker-data-import', 'data: worker: importScripts', `new Worker(${data(IMPORT)})`],
  [
    'worker-module',
    'module worker: import',
    `new Worker(${blob('"import "+JSON.stringify(url)')},{type:"module"})`,
    { type: 'js' },
  ],
  ['worker-shared-blob', 'shared blob worker: fetch', `new SharedWorker(${blob(FETCH)})`],
  ['worker-shared-data', 'shared data: worker: fetch', `new SharedWorker(${data(FETCH)})`],
  [
    'worker-nested',
    'blob worker in a blob worker: fetch',
    `new Worker(${blob(`"new Worker(URL.createObjectURL(new Blob(["+JSON.stringify(${FETCH})+"])))"`)})`,
  ],
  [
    'worker-own-file',
    "worker from the site's own file: fetch",
    'new Worker("/own/worker.js?to="+encodeURIComponent(url))',
  ],
]);

/** Whole requests of fonts and images that style sheets ask for; a call of the CSSOM leaves nothing to give back. */
const STYLES = dynamicKinds('styles', 'Styles', { release: 'either' }, [
  ['style-csstext', 'style.cssText', 'box().style.cssText="background:url("+url+")"'],
  ['style-background', 'style.background', 'box().style.background="url("+url+")"'],
  ['style-background-image', 'style.backgroundImage', 'box().style.backgroundImage="url("+url+")"'],
  ['style-dashed', 'style["background-image"]', 'box().style["background-image"]="url("+url+")"'],
  ['style-assigned', 'element.style = text', 'box().style="background:url("+url+")"'],
  ['style-setproperty', 'style.setProperty', 'box().style.setProperty("background-image","url("+url+")")'],
  [
    'style-custom-property',
    'style.setProperty of a variable',
    'var b=box();b.style.background="var(--held)";b.style.setProperty("--held","url("+url+")")',
  ],
  [
    'style-list-image',
    'style.listStyleImage',
    'var l=add(el("ul")).appendChild(el("li"));l.textContent="x";l.style.listStyleImage="url("+url+")"',
  ],
  [
    'style-border-image',
    'style.borderImageSource',
    'var b=box();b.style.border="9px solid";b.style.borderImageSource="url("+url+")"',
  ],
  ['style-content', 'style.content', 'box().style.content="url("+url+")"'],
  [
    'style-image-set',
    'style.backgroundImage = image-set()',
    'box().style.backgroundImage="image-set(\\""+url+"\\" 1x)"',
  ],
  ['style-attribute', 'setAttribute("style")', 'box().setAttribute("style","background:url("+url+")")'],
  [
    'style-attribute-node',
    'Attr.value of style',
    'var b=box();b.setAttribute("style","");b.getAttributeNode("style").value="background:url("+url+")"',
  ],
  [
    'style-typed',
    'attributeStyleMap.set',
    'box().attributeStyleMap.set("background-image","url("+url+")")',
    { silentIn: ['firefox'] },
  ],
  [
    'style-animate',
    'element.animate',
    'box().animate([{backgroundImage:"url("+url+")"},{backgroundImage:"url("+url+")"}],9000)',
  ],
  ['style-tag-text', '<style> textContent', 'var s=el("style");s.textContent=ruled(url);add(s)'],
  ['style-tag-innerhtml', '<style> innerHTML', 'var s=el("style");s.innerHTML=ruled(url);add(s)'],
  [
    'style-tag-text-node',
    '<style> with a text node',
    'var s=el("style");s.appendChild(document.createTextNode(ruled(url)));add(s)',
  ],
  ['style-tag-late-text', 'text added to a <style> in place', 'var s=add(el("style"));s.append(ruled(url))'],
  [
    'style-tag-data',
    'data of a text node in a <style>',
    'var s=el("style"),t=s.appendChild(document.createTextNode(" "));add(s);t.data=ruled(url)',
  ],
  [
    'style-tag-import',
    '@import in a <style>',
    'var s=el("style");s.textContent="@import url("+url+");";add(s)',
    { type: 'css' },
  ],
  ['style-insertrule', 'sheet.insertRule', 'var s=add(el("style"));s.sheet.insertRule(ruled(url))'],
  [
    'style-insertrule-import',
    'sheet.insertRule of @import',
    'var s=add(el("style"));s.sheet.insertRule("@import url("+url+");")',
    { type: 'css' },
  ],
  [
    'style-rule-style',
    'style of a rule',
    'var s=add(el("style"));s.textContent=".c"+(++count)+"{color:red}";box().className="c"+count;s.sheet.cssRules[0].style.background="url("+url+")"',
  ],
  [
    'style-replacesync',
    'adopted sheet, replaceSync',
    'var s=new CSSStyleSheet();s.replaceSync(ruled(url));document.adoptedStyleSheets=[].concat(Array.from(document.adoptedStyleSheets),s)',
  ],
  [
    'style-replace',
    'adopted sheet, replace',
    'var s=new CSSStyleSheet();s.replace(ruled(url));document.adoptedStyleSheets=[].concat(Array.from(document.adoptedStyleSheets),s)',
  ],
  [
    'style-adopted-insertrule',
    'adopted sheet, insertRule',
    'var s=new CSSStyleSheet();document.adoptedStyleSheets=[].concat(Array.from(document.adoptedStyleSheets),s);s.insertRule(ruled(url))',
  ],
  [
    'style-shadow-adopted',
    'adopted sheet in a shadow root',
    'var r=add(el("div")).attachShadow({mode:"closed"}),s=new CSSStyleSheet();r.innerHTML="<p>x</p>";s.replaceSync("p{background:url("+url+")}");r.adoptedStyleSheets=[s]',
  ],
  [
    'style-link-data',
    'style sheet link to a data: address',
    'var l=el("link");l.rel="stylesheet";l.href="data:text/css,"+encodeURIComponent(ruled(url));add(l)',
  ],
  ['font-face', 'new FontFace().load()', 'new FontFace("held"+(++count),"url("+url+")").load().catch(none)'],
  [
    'font-face-rule',
    '@font-face in a <style>',
    'var s=el("style");s.textContent="@font-face{font-family:held"+(++count)+";src:url("+url+")}";add(s);box().style.fontFamily="held"+count',
  ],
]);

export const CALL_KINDS: readonly Kind[] = [...NETWORK, ...WORKERS, ...STYLES];
