/**
 * Owns the dynamic kinds around frames: what sends a frame elsewhere, what is done inside of one, and how code gets at a fresh set of browser functions
 * through one ("escapes"). `frame` adds an empty frame (../matrix-page.ts).
 */
import { dynamicKinds, type Kind } from './kind.ts';

const NAVIGATION = dynamicKinds('frames', 'Frames sent elsewhere', { type: 'html', release: 'again' }, [
  ['frame-location', 'frame.contentWindow.location = url', 'frame().contentWindow.location=url'],
  ['frame-location-href', 'location.href of a frame', 'frame().contentWindow.location.href=url'],
  ['frame-location-assign', 'location.assign of a frame', 'frame().contentWindow.location.assign(url)'],
  ['frame-location-replace', 'location.replace of a frame', 'frame().contentWindow.location.replace(url)'],
  ['frame-named-location', 'window[name].location = url', 'window[frame().name].location=url'],
  ['frame-open', 'window.open into a frame', 'window.open(url,frame().name)'],
  [
    'frame-javascript-url',
    'frame with a javascript: address',
    'var f=el("iframe");f.src="javascript:void(new Image().src="+JSON.stringify(url)+")";add(f)',
    { type: 'gif' },
  ],
  [
    'frame-meta-refresh',
    '<meta http-equiv=refresh> in a frame',
    `var d=frame().contentDocument;d.open();d.write('<meta http-equiv="refresh" content="0;url='+url+'">');d.close()`,
  ],
]);

const INSIDE = dynamicKinds('frames', 'Elements inside frames of the same site', {}, [
  [
    'inside-write-script',
    'contentDocument.write of a script',
    `var d=frame().contentDocument;d.open();d.write('<script src="'+url+'"></script>');d.close()`,
    { type: 'js', release: 'again' },
  ],
  [
    'inside-create-script',
    'script made in the frame',
    'var d=frame().contentDocument,s=d.createElement("script");s.src=url;d.body.appendChild(s)',
    { type: 'js', release: 'again' },
  ],
  [
    'inside-create-img',
    'image made in the frame',
    'var d=frame().contentDocument,i=d.createElement("img");i.setAttribute("src",url);d.body.appendChild(i)',
    { release: 'again' },
  ],
  [
    'inside-innerhtml',
    'innerHTML in the frame',
    `frame().contentDocument.body.innerHTML='<img src="'+url+'">'`,
    { release: 'again' },
  ],
  [
    'inside-style',
    'style in the frame',
    'var b=frame().contentDocument.body;b.textContent="x";b.style.background="url("+url+")"',
    { release: 'again' },
  ],
  [
    'inside-inline-script',
    'inline script in the frame',
    'var d=frame().contentDocument,s=d.createElement("script");s.textContent="fetch("+JSON.stringify(url)+")";d.body.appendChild(s)',
    { type: 'txt', release: 'again' },
  ],
  [
    'inside-nested',
    'frame in a frame: fetch',
    'var d=frame().contentDocument,f=d.createElement("iframe");d.body.appendChild(f);f.contentWindow.fetch(url).catch(none)',
    { type: 'txt', release: 'again' },
  ],
  [
    'inside-srcdoc-script',
    'srcdoc with a script of the tracker',
    `var f=el("iframe");f.srcdoc='<script src="'+url+'"></script>';add(f)`,
    { type: 'js', release: 'again' },
  ],
  [
    'inside-srcdoc-inline',
    'srcdoc with inline code: fetch',
    `var f=el("iframe");f.srcdoc='<script>fetch('+JSON.stringify(url).replace(/"/g,"'")+')</script>';add(f)`,
    { type: 'txt', release: 'again' },
  ],
  [
    'inside-srcdoc-pixel',
    'srcdoc with inline code: new Image',
    `var f=el("iframe");f.srcdoc='<script>new Image().src='+JSON.stringify(url)+'</script>';add(f)`,
    { release: 'again' },
  ],
  [
    'inside-blob-frame',
    'blob: frame',
    `var f=el("iframe");f.src=URL.createObjectURL(new Blob(['<script>new Image().src='+JSON.stringify(url)+'</script>'],{type:"text/html"}));add(f)`,
    { release: 'again' },
  ],
  [
    'inside-data-frame',
    'data: frame',
    `var f=el("iframe");f.src="data:text/html,"+encodeURIComponent('<script>new Image().src='+JSON.stringify(url)+'</script>');add(f)`,
    { release: 'again' },
  ],
  [
    'inside-own-page',
    'frame with a page of the site that has no Kelisim',
    'var f=el("iframe");f.src="/own/frame.html?to="+encodeURIComponent(url);add(f)',
    { release: 'again' },
  ],
]);

const ESCAPES = dynamicKinds('escapes', 'Functions taken from a fresh frame', { type: 'txt', release: 'again' }, [
  ['escape-fetch', 'frame.contentWindow.fetch', 'frame().contentWindow.fetch(url).catch(none)'],
  ['escape-index-fetch', 'window[n].fetch', 'frame();window[window.length-1].fetch(url).catch(none)'],
  ['escape-frames-fetch', 'frames[name].fetch', 'var n=frame().name;frames[n].fetch(url).catch(none)'],
  [
    'escape-image',
    'frame.contentWindow.Image',
    'var f=frame();f.keep=new f.contentWindow.Image();f.keep.src=url',
    { type: 'gif', release: 'again' },
  ],
  [
    'escape-xhr',
    'frame.contentWindow.XMLHttpRequest',
    'var x=new (frame().contentWindow.XMLHttpRequest)();x.open("GET",url);x.send()',
  ],
  ['escape-beacon', 'frame.contentWindow.navigator.sendBeacon', 'frame().contentWindow.navigator.sendBeacon(url,"x")'],
  [
    'escape-websocket',
    'frame.contentWindow.WebSocket',
    'new (frame().contentWindow.WebSocket)(url.replace("http","ws"))',
  ],
  ['escape-event-source', 'frame.contentWindow.EventSource', 'new (frame().contentWindow.EventSource)(url)'],
  [
    'escape-worker',
    'frame.contentWindow.Worker',
    'var w=frame().contentWindow;new w.Worker(w.URL.createObjectURL(new w.Blob(["fetch("+JSON.stringify(url)+")"])))',
  ],
  ['escape-eval', 'frame.contentWindow.eval', 'frame().contentWindow.eval("fetch("+JSON.stringify(url)+")")'],
  ['escape-function', 'frame.contentWindow.Function', 'frame().contentWindow.Function("u","fetch(u)")(url)'],
  [
    'escape-setter',
    "the frame's setter called on an element of the page",
    'var g=frame().contentWindow,i=el("img");Object.getOwnPropertyDescriptor(g.HTMLImageElement.prototype,"src").set.call(i,url);add(i)',
    { type: 'gif' },
  ],
  [
    'escape-setattribute',
    "the frame's setAttribute called on an element of the page",
    'var g=frame().contentWindow,s=el("script");g.Element.prototype.setAttribute.call(s,"src",url);add(s)',
    { type: 'js' },
  ],
  [
    'escape-adopted-img',
    'an image of the frame put into the page',
    'var i=frame().contentDocument.createElement("img");i.setAttribute("src",url);add(i)',
    { type: 'gif' },
  ],
  [
    'escape-innerhtml-frame',
    'frame by innerHTML, then its fetch',
    'add(el("div")).innerHTML="<iframe></iframe>";window[window.length-1].fetch(url).catch(none)',
  ],
  [
    'escape-write-frame',
    'frame by document.write, then its fetch',
    'if(document.readyState!="loading")return void frame().contentWindow.fetch(url);document.write("<iframe></iframe>");window[window.length-1].fetch(url).catch(none)',
  ],
  [
    'escape-fragment-frame',
    'frame in a fragment, then its fetch',
    'var d=el("div"),f=el("iframe");d.append(f);document.body.append(d);f.contentWindow.fetch(url).catch(none)',
  ],
  [
    'escape-template-frame',
    'frame cloned from a template, then its fetch',
    'var t=el("template");t.innerHTML="<iframe></iframe>";add(t.content.cloneNode(true));window[window.length-1].fetch(url).catch(none)',
  ],
  [
    'escape-object-frame',
    '<object> as a frame, then its fetch',
    'var o=el("object");o.data="about:blank";o.type="text/html";add(o);o.onload=function(){o.contentWindow.fetch(url).catch(none)}',
    { silentIn: ['chromium', 'webkit'] },
  ],
  [
    'escape-shadow-frame',
    'frame in a closed shadow root, then its fetch',
    'var f=el("iframe");add(el("div")).attachShadow({mode:"closed"}).append(f);f.contentWindow.fetch(url).catch(none)',
  ],
  [
    'escape-own-page-fetch',
    'fetch of a frame with another page of the site',
    'var f=el("iframe");f.src="/own/empty.html"+new URL(url).search;f.onload=function(){f.contentWindow.fetch(url).catch(none)};add(f)',
  ],
  [
    'escape-after-load',
    "fetch of a frame's window after its srcdoc loaded",
    'var f=el("iframe");f.srcdoc="<p>x";f.onload=function(){f.contentWindow.fetch(url).catch(none)};add(f)',
  ],
]);

export const FRAME_KINDS: readonly Kind[] = [...NAVIGATION, ...INSIDE, ...ESCAPES];
