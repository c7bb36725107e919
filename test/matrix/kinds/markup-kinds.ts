/** Owns the dynamic kinds that hand HTML to the browser, or move nodes that were made outside of the page's document. */
import { dynamicKinds, type Kind } from './kind.ts';

const IMG = `'<img src="'+url+'">'`;
const PARSED = `new DOMParser().parseFromString(${IMG},"text/html")`;

const HTML = dynamicKinds('html', 'HTML given to the browser', {}, [
  ['innerhtml-img', 'innerHTML with an image', `add(el("div")).innerHTML=${IMG}`],
  ['innerhtml-srcset', 'innerHTML with srcset', `add(el("div")).innerHTML='<img srcset="'+url+' 1x">'`],
  [
    'innerhtml-iframe',
    'innerHTML with a frame',
    `add(el("div")).innerHTML='<iframe src="'+url+'"></iframe>'`,
    { type: 'html' },
  ],
  [
    'innerhtml-link',
    'innerHTML with a style sheet',
    `add(el("div")).innerHTML='<link rel="stylesheet" href="'+url+'">'`,
    { type: 'css' },
  ],
  [
    'innerhtml-video',
    'innerHTML with a video',
    `add(el("div")).innerHTML='<video preload="auto" src="'+url+'"></video>'`,
  ],
  [
    'innerhtml-object',
    'innerHTML with an object',
    `add(el("div")).innerHTML='<object type="text/html" data="'+url+'"></object>'`,
    { type: 'html' },
  ],
  [
    'innerhtml-svg-image',
    'innerHTML with an SVG image',
    `add(el("div")).innerHTML='<svg><image width="9" height="9" href="'+url+'"/></svg>'`,
  ],
  [
    'innerhtml-style',
    'innerHTML with style=""',
    `add(el("div")).innerHTML='<p style="background:url('+url+')">x</p>'`,
    { release: 'again' },
  ],
  [
    'innerhtml-style-tag',
    'innerHTML with <style>',
    `add(el("div")).innerHTML='<p class="by-markup">x</p><style>.by-markup{background:url('+url+')}</style>'`,
    { release: 'again' },
  ],
  [
    'innerhtml-handler',
    'innerHTML with a handler that loads a pixel',
    `add(el("div")).innerHTML='<img src="data:," onerror="new Image().src=\\''+url+'\\'">'`,
  ],
  ['outerhtml', 'outerHTML', `add(el("div")).outerHTML=${IMG}`],
  ['insertadjacenthtml', 'insertAdjacentHTML', `document.body.insertAdjacentHTML("beforeend",${IMG})`],
  [
    'document-write-script',
    'document.write of a script',
    `document.write('<script src="'+url+'"></script>')`,
    { type: 'js' },
  ],
  ['document-write-img', 'document.write of an image', `document.write(${IMG})`],
  ['document-writeln', 'document.writeln', `document.writeln(${IMG})`],
  [
    'document-write-pieces',
    'document.write in pieces',
    `document.write('<img s');document.write('rc="'+url);document.write('">')`,
  ],
  [
    'contextual-fragment-script',
    'createContextualFragment with a script',
    `add(document.createRange().createContextualFragment('<script src="'+url+'"></script>'))`,
    { type: 'js' },
  ],
  [
    'contextual-fragment-img',
    'createContextualFragment with an image',
    `add(document.createRange().createContextualFragment(${IMG}))`,
  ],
  ['srcdoc-property', 'iframe.srcdoc', `var f=el("iframe");f.srcdoc=${IMG};add(f)`, { release: 'again' }],
  [
    'srcdoc-attribute',
    'setAttribute("srcdoc")',
    `var f=el("iframe");f.setAttribute("srcdoc",${IMG});add(f)`,
    { release: 'again' },
  ],
  [
    'srcdoc-innerhtml',
    'innerHTML with srcdoc',
    `add(el("div")).innerHTML='<iframe srcdoc="<img src=&quot;'+url+'&quot;>"></iframe>'`,
    { release: 'again' },
  ],
  ['sethtml', 'setHTML', `add(el("div")).setHTML(${IMG})`, { silentIn: ['chromium', 'firefox', 'webkit'] }],
  ['sethtmlunsafe', 'setHTMLUnsafe', `add(el("div")).setHTMLUnsafe(${IMG})`],
  [
    'parsehtmlunsafe',
    'Document.parseHTMLUnsafe, adopted',
    `add(document.adoptNode(Document.parseHTMLUnsafe(${IMG}).body.firstChild))`,
  ],
  [
    'execcommand',
    'execCommand("insertHTML")',
    `var d=add(el("div"));d.contentEditable="true";d.focus();getSelection().selectAllChildren(d);document.execCommand("insertHTML",false,${IMG})`,
  ],
]);

const MOVED = dynamicKinds('html', 'Nodes made elsewhere and moved', {}, [
  ['domparser-import', 'DOMParser, then importNode', `add(document.importNode(${PARSED}.body.firstChild,true))`],
  ['domparser-adopt', 'DOMParser, then adoptNode', `add(document.adoptNode(${PARSED}.body.firstChild))`],
  ['domparser-append', 'DOMParser, then append', `add(${PARSED}.body.firstChild)`],
  ['domparser-replacewith', 'DOMParser, then replaceWith', `add(el("i")).replaceWith(${PARSED}.body.firstChild)`],
  [
    'domparser-xml-script',
    'script of an XML document, adopted',
    `var d=new DOMParser().parseFromString('<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',"application/xhtml+xml"),s=d.createElementNS("http://www.w3.org/1999/xhtml","script");s.setAttribute("src",url);add(s)`,
    { type: 'js' },
  ],
  [
    'template-clone',
    'template.content.cloneNode',
    `var t=el("template");t.innerHTML=${IMG};add(t.content.cloneNode(true))`,
  ],
  ['template-content', 'template.content itself', `var t=el("template");t.innerHTML=${IMG};add(t.content)`],
  [
    'template-import',
    'importNode of template.content',
    `var t=el("template");t.innerHTML=${IMG};add(document.importNode(t.content,true))`,
  ],
  [
    'created-document',
    'createHTMLDocument, then append',
    `var d=document.implementation.createHTMLDocument(""),i=d.createElement("img");i.setAttribute("src",url);add(i)`,
  ],
  [
    'created-document-script',
    'script of another document',
    `var d=document.implementation.createHTMLDocument(""),s=d.createElement("script");s.src=url;add(s)`,
    { type: 'js' },
  ],
  ['clone-img', 'cloneNode of an image', `var i=el("img");i.setAttribute("src",url);add(i.cloneNode())`],
  ['clone-script', 'cloneNode of a script', `var s=el("script");s.src=url;add(s.cloneNode())`, { type: 'js' }],
  [
    'clone-deep',
    'cloneNode(true) of a tree',
    `var d=el("div"),f=el("iframe");f.src=url;d.append(f);add(d.cloneNode(true))`,
    { type: 'html' },
  ],
  [
    'moved-held',
    'script removed and put somewhere else',
    `var s=el("script");s.src=url;var d=add(el("div"));d.append(s);add(s)`,
    { type: 'js' },
  ],
]);

/** One per insertion method: the address comes by innerHTML of a template, whose document is another one. */
const INSERTED = dynamicKinds(
  'html',
  'Insertion methods',
  {},
  (
    [
      ['insert-append', 'append', 'document.body.append(n)'],
      ['insert-prepend', 'prepend', 'document.body.prepend(n)'],
      ['insert-before', 'before', 'add(el("i")).before(n)'],
      ['insert-after', 'after', 'add(el("i")).after(n)'],
      ['insert-replacewith', 'replaceWith', 'add(el("i")).replaceWith(n)'],
      ['insert-replacechildren', 'replaceChildren', 'add(el("div")).replaceChildren(n)'],
      ['insert-insertbefore', 'insertBefore', 'document.body.insertBefore(n,document.body.firstChild)'],
      ['insert-replacechild', 'replaceChild', 'document.body.replaceChild(n,add(el("i")))'],
      ['insert-adjacent', 'insertAdjacentElement', 'document.body.insertAdjacentElement("beforeend",n)'],
      [
        'insert-range',
        'Range.insertNode',
        'var r=document.createRange();r.selectNodeContents(add(el("div")));r.insertNode(n)',
      ],
      [
        'insert-surround',
        'Range.surroundContents',
        'var r=document.createRange();r.selectNodeContents(add(el("div")));r.surroundContents(n)',
      ],
      [
        'insert-fragment',
        'a fragment appended',
        'var f=document.createDocumentFragment();f.append(n);document.body.appendChild(f)',
      ],
    ] as const
  ).map(([id, title, code]) => [
    id,
    title,
    `var t=el("template");t.innerHTML=${IMG};var n=t.content.firstChild;${code}`,
  ]),
);

export const MARKUP_KINDS: readonly Kind[] = [...HTML, ...MOVED, ...INSERTED];
