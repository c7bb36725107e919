/**
 * Owns the dynamic kinds that give an address to an element: properties, attributes, constructors, elements that are never inserted.
 * `el` makes an element, `svg` one of SVG, `add` puts it into the body (../matrix-page.ts).
 */
import { dynamicKinds, type Kind } from './kind.ts';

const PROPERTIES = dynamicKinds('elements', 'Element properties', {}, [
  ['script-src', 'script.src', 'var s=el("script");s.src=url;add(s)', { type: 'js' }],
  ['script-src-after-insert', 'script.src after insertion', 'var s=add(el("script"));s.src=url', { type: 'js' }],
  [
    'script-type-changed',
    'script with a foreign type, changed and inserted again',
    'var s=el("script");s.type="text/x";s.src=url;add(s);s.remove();s.type="text/javascript";add(s)',
    { type: 'js' },
  ],
  ['img-src', 'img.src', 'var i=el("img");i.src=url;add(i)'],
  ['img-srcset', 'img.srcset', 'var i=el("img");i.srcset=url+" 1x";add(i)'],
  [
    'picture-source-srcset',
    'source.srcset in <picture>',
    'var p=el("picture"),s=el("source");s.srcset=url;p.append(s,el("img"));add(p)',
  ],
  ['iframe-src', 'iframe.src', 'var f=el("iframe");f.src=url;add(f)', { type: 'html' }],
  ['iframe-src-after-insert', 'iframe.src after insertion', 'var f=add(el("iframe"));f.src=url', { type: 'html' }],
  ['embed-src', 'embed.src', 'var e=el("embed");e.type="text/html";e.src=url;add(e)', { type: 'html' }],
  ['object-data', 'object.data', 'var o=el("object");o.type="text/html";o.data=url;add(o)', { type: 'html' }],
  ['video-src', 'video.src', 'var v=el("video");v.preload="auto";v.src=url;add(v)'],
  ['audio-src', 'audio.src', 'var a=el("audio");a.preload="auto";a.src=url;add(a)'],
  [
    'source-src',
    'source.src in <video>',
    'var v=el("video"),s=el("source");v.preload="auto";s.src=url;v.append(s);add(v)',
  ],
  ['video-poster', 'video.poster', 'var v=el("video");v.poster=url;add(v)'],
  [
    'track-src',
    'track.src in <video>',
    'var v=el("video"),t=el("track");v.crossOrigin="anonymous";t.default=true;t.kind="captions";t.src=url;v.append(t);add(v);t.track.mode="showing"',
    { type: 'vtt' },
  ],
  ['input-image-src', 'input[type=image].src', 'var i=el("input");i.type="image";i.src=url;add(i)'],
  [
    'link-stylesheet',
    'link[rel=stylesheet].href',
    'var l=el("link");l.rel="stylesheet";l.href=url;add(l)',
    { type: 'css' },
  ],
  [
    'link-preload',
    'link[rel=preload].href',
    'var l=el("link");l.rel="preload";l.as="script";l.href=url;add(l)',
    { type: 'js' },
  ],
  [
    'link-modulepreload',
    'link[rel=modulepreload].href',
    'var l=el("link");l.rel="modulepreload";l.href=url;add(l)',
    { type: 'js' },
  ],
  [
    'link-prefetch',
    'link[rel=prefetch].href',
    'var l=el("link");l.rel="prefetch";l.href=url;add(l)',
    { type: 'js', silentIn: ['webkit'] },
  ],
  [
    'link-preconnect',
    'link[rel=preconnect].href',
    'var l=el("link");l.rel="preconnect";l.href=url;add(l)',
    { type: 'txt', isConnection: true },
  ],
  [
    'body-background',
    'body background attribute (in a frame)',
    'var f=add(el("iframe"));f.contentDocument.body.setAttribute("background",url)',
  ],
  [
    'td-background',
    'td background attribute',
    'var t=el("table");t.insertRow().insertCell().setAttribute("background",url);add(t)',
  ],
]);

const ATTRIBUTES = dynamicKinds('elements', 'Attributes', {}, [
  [
    'setattribute-script',
    'setAttribute("src") on a script',
    'var s=el("script");s.setAttribute("src",url);add(s)',
    { type: 'js' },
  ],
  ['setattribute-img', 'setAttribute("src") on an image', 'var i=el("img");i.setAttribute("src",url);add(i)'],
  ['setattribute-upper-case', 'setAttribute("SRC")', 'var i=el("img");i.setAttribute("SRC",url);add(i)'],
  ['setattribute-srcset', 'setAttribute("srcset")', 'var i=el("img");i.setAttribute("srcset",url+" 2x");add(i)'],
  [
    'setattribute-iframe',
    'setAttribute("src") on a frame',
    'var f=el("iframe");f.setAttribute("src",url);add(f)',
    { type: 'html' },
  ],
  [
    'setattribute-link',
    'setAttribute("href") on a style sheet link',
    'var l=el("link");l.setAttribute("rel","stylesheet");l.setAttribute("href",url);add(l)',
    { type: 'css' },
  ],
  ['setattribute-ns', 'setAttributeNS(null, "src")', 'var i=el("img");i.setAttributeNS(null,"src",url);add(i)'],
  [
    'attr-node',
    'setAttributeNode',
    'var i=el("img"),a=document.createAttribute("src");a.value=url;i.setAttributeNode(a);add(i)',
  ],
  [
    'attr-node-ns',
    'setAttributeNodeNS',
    'var i=el("img"),a=document.createAttributeNS(null,"src");a.value=url;i.setAttributeNodeNS(a);add(i)',
  ],
  [
    'attr-value',
    'Attr.value of an attribute in place',
    'var i=el("img");i.setAttribute("src","");add(i);i.getAttributeNode("src").value=url',
  ],
  [
    'attr-nodevalue',
    'Attr.nodeValue',
    'var i=el("img");i.setAttribute("src","");add(i);i.getAttributeNode("src").nodeValue=url',
  ],
  [
    'attr-textcontent',
    'Attr.textContent',
    'var i=el("img");i.setAttribute("src","");add(i);i.getAttributeNode("src").textContent=url',
  ],
  [
    'named-node-map',
    'attributes.setNamedItem',
    'var i=el("img"),a=document.createAttribute("src");a.value=url;i.attributes.setNamedItem(a);add(i)',
  ],
  [
    'toggle-disabled',
    'toggleAttribute("disabled") on a style sheet link',
    'var l=el("link");l.rel="stylesheet";l.toggleAttribute("disabled");l.href=url;add(l);l.toggleAttribute("disabled")',
    { type: 'css' },
  ],
  [
    'rel-late',
    'link whose rel is set after its href',
    'var l=el("link");l.href=url;add(l);l.rel="stylesheet"',
    { type: 'css' },
  ],
  [
    'base-relative',
    'address relative to a <base> of the tracker',
    'var b=el("base"),s=el("script"),at=url.lastIndexOf("/")+1;b.href=url.slice(0,at);document.head.prepend(b);s.src=url.slice(at);add(s);b.remove()',
    { type: 'js' },
  ],
]);

const DETACHED = dynamicKinds('elements', 'Constructors and elements never inserted', {}, [
  ['new-image', 'new Image().src', 'new Image().src=url'],
  ['new-image-srcset', 'new Image().srcset', 'new Image(1,1).srcset=url+" 1x"'],
  ['new-audio', 'new Audio(url)', 'window.heldAudio=new Audio(url);window.heldAudio.load()'],
  ['new-audio-src', 'new Audio().src', 'var a=new Audio();a.preload="auto";a.src=url;window.keptAudio=a'],
  ['detached-setattribute', 'setAttribute on an image never inserted', 'el("img").setAttribute("src",url)'],
  ['detached-innerhtml', 'innerHTML of an element never inserted', `el("div").innerHTML='<img src="'+url+'">'`],
  ['detached-video', 'video.src, never inserted', 'var v=el("video");v.preload="auto";v.src=url;window.keptVideo=v'],
  [
    'detached-input',
    'input[type=image].src, never inserted',
    'var i=el("input");i.type="image";i.src=url;window.keptInput=i',
    { silentIn: ['webkit'] },
  ],
]);

const SVG = dynamicKinds('elements', 'SVG', {}, [
  [
    'svg-image-href',
    '<image href> by setAttribute',
    'var s=svg("svg"),i=svg("image");i.setAttribute("width",9);i.setAttribute("height",9);i.setAttribute("href",url);s.append(i);add(s)',
  ],
  [
    'svg-image-xlink',
    '<image xlink:href> by setAttributeNS',
    'var s=svg("svg"),i=svg("image");i.setAttribute("width",9);i.setAttribute("height",9);i.setAttributeNS("http://www.w3.org/1999/xlink","xlink:href",url);s.append(i);add(s)',
  ],
  [
    'svg-image-baseval',
    'image.href.baseVal',
    'var s=svg("svg"),i=svg("image");i.setAttribute("width",9);i.setAttribute("height",9);s.append(i);add(s);i.href.baseVal=url',
  ],
  [
    'svg-use',
    '<use href>',
    'var s=svg("svg"),u=svg("use");u.setAttribute("href",url+"#a");s.append(u);add(s)',
    { type: 'svg', silentIn: ['chromium', 'firefox', 'webkit'] },
  ],
  [
    'svg-feimage',
    '<feImage href> in a filter',
    'var s=add(svg("svg"));s.innerHTML=\'<filter id="fe-filter"><feImage/></filter><rect width="9" height="9" filter="url(#fe-filter)"/>\';s.querySelector("feImage").setAttribute("href",url)',
  ],
  [
    'svg-script',
    '<script href> of SVG',
    'var s=svg("svg"),c=svg("script");c.setAttribute("href",url);s.append(c);add(s)',
    { type: 'js' },
  ],
]);

const SHADOW = dynamicKinds('elements', 'Shadow trees', {}, [
  [
    'shadow-open-img',
    'image in an open shadow root',
    'var r=add(el("div")).attachShadow({mode:"open"}),i=el("img");i.src=url;r.append(i)',
  ],
  [
    'shadow-closed-script',
    'script in a closed shadow root',
    'var r=add(el("div")).attachShadow({mode:"closed"}),s=el("script");s.src=url;r.append(s)',
    { type: 'js' },
  ],
  [
    'shadow-innerhtml',
    'innerHTML of an open shadow root',
    `add(el("div")).attachShadow({mode:"open"}).innerHTML='<img src="'+url+'">'`,
  ],
  [
    'shadow-closed-innerhtml',
    'innerHTML of a closed shadow root',
    `add(el("div")).attachShadow({mode:"closed"}).innerHTML='<img src="'+url+'">'`,
  ],
  [
    'shadow-declarative',
    'declarative shadow root by setHTMLUnsafe',
    `add(el("div")).setHTMLUnsafe('<div><template shadowrootmode="closed"><img src="'+url+'"></template></div>')`,
  ],
]);

export const ELEMENT_KINDS: readonly Kind[] = [...PROPERTIES, ...ATTRIBUTES, ...DETACHED, ...SVG, ...SHADOW];
