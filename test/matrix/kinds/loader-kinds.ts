/** Owns the dynamic kinds by which snippets bring their scripts: loaders, modules; and what sends data by a click or a form, into a frame or by ping. */
import { dynamicKinds, type Kind } from './kind.ts';

const LOADERS = dynamicKinds('loaders', 'Loader snippets', { type: 'js' }, [
  [
    'loader-tag-manager',
    'tag manager: queue and insertBefore',
    'window.queueA=window.queueA||[];queueA.push({start:Date.now()});var f=document.getElementsByTagName("script")[0],j=el("script");j.async=true;j.src=url;f.parentNode.insertBefore(j,f)',
  ],
  [
    'loader-pixel-stub',
    'pixel: function stub with its own queue',
    'var n=window.stubB=function(){n.callMethod?n.callMethod.apply(n,arguments):n.queue.push(arguments)};n.push=n;n.loaded=true;n.queue=[];var t=el("script");t.async=true;t.src=url;var s=document.getElementsByTagName("script")[0];s.parentNode.insertBefore(t,s);stubB("init","1")',
  ],
  [
    'loader-counter',
    'counter: looks through document.scripts first',
    'for(var j=0;j<document.scripts.length;j++)if(document.scripts[j].src===url)return;var k=el("script"),a=document.getElementsByTagName("script")[0];k.async=1;k.src=url;a.parentNode.insertBefore(k,a)',
  ],
  [
    'loader-ordered-trio',
    'three scripts with async=false',
    '[1,2,3].forEach(function(n){var s=el("script");s.async=false;s.src=url+"&part="+n;document.head.appendChild(s)})',
    { parts: 3 },
  ],
  [
    'loader-onload-chain',
    'script that is added when another one of the site has loaded',
    'var s=el("script");s.src="/own/nothing.js";s.onload=function(){var t=el("script");t.src=url;add(t)};add(s)',
  ],
  [
    'loader-timer-text',
    'setTimeout with text',
    'setTimeout("new Image().src="+JSON.stringify(url),1)',
    { type: 'gif' },
  ],
  [
    'loader-eval',
    'eval',
    '(0,eval)("var s=document.createElement(\'script\');s.src="+JSON.stringify(url)+";document.body.appendChild(s)")',
  ],
]);

const MODULES = dynamicKinds('loaders', 'Modules', { type: 'js' }, [
  ['module-script', 'script[type=module].src', 'var s=el("script");s.type="module";s.src=url;add(s)'],
  [
    'module-inline-import',
    'inline module: import',
    'var s=el("script");s.type="module";s.textContent="import "+JSON.stringify(url);add(s)',
    { release: 'again' },
  ],
  ['module-import-call', 'import()', 'import(url).catch(none)', { release: 'again' }],
  [
    'module-blob-import',
    'module from a blob: import',
    'var s=el("script");s.type="module";s.src=URL.createObjectURL(new Blob(["import "+JSON.stringify(url)],{type:"text/javascript"}));add(s)',
    { release: 'again' },
  ],
]);

const LINKS = dynamicKinds('loaders', 'Links and forms', { type: 'txt', release: 'again' }, [
  ['a-ping', '<a ping> clicked', 'var a=add(el("a"));a.href="#ping";a.ping=url;a.click()', { silentIn: ['firefox'] }],
  [
    'a-ping-attribute',
    '<a ping> by setAttribute',
    'var a=add(el("a"));a.href="#ping";a.setAttribute("ping",url);a.click()',
    { silentIn: ['firefox'] },
  ],
  [
    'area-ping',
    '<area ping> clicked',
    'var m=add(el("map")),a=m.appendChild(el("area"));a.href="#ping";a.ping=url;a.click()',
    { silentIn: ['firefox'] },
  ],
  [
    'form-submit',
    'form.submit() into a frame',
    'var f=add(el("form"));f.target=frame().name;f.action=url;f.method="post";f.submit()',
    { type: 'html' },
  ],
  [
    'form-requestsubmit',
    'form.requestSubmit() into a frame',
    'var f=add(el("form"));f.target=frame().name;f.action=url;f.method="post";f.requestSubmit()',
    { type: 'html' },
  ],
  [
    'form-button',
    'submit button clicked',
    'var f=add(el("form"));f.target=frame().name;f.action=url;f.method="post";f.appendChild(el("button")).click()',
    { type: 'html' },
  ],
  [
    'form-formaction',
    'button with formaction clicked',
    'var f=add(el("form")),b=f.appendChild(el("button"));f.target=frame().name;f.method="post";b.formAction=url;b.click()',
    { type: 'html' },
  ],
  [
    'form-input-image',
    'image button submits',
    'var f=add(el("form")),b=f.appendChild(el("input"));b.type="image";f.target=frame().name;f.method="post";f.setAttribute("action",url);b.click()',
    { type: 'html' },
  ],
  [
    'a-click-frame',
    'link clicked into a frame',
    'var a=add(el("a"));a.target=frame().name;a.href=url;a.click()',
    { type: 'html' },
  ],
]);

export const LOADER_KINDS: readonly Kind[] = [...LOADERS, ...MODULES, ...LINKS];
