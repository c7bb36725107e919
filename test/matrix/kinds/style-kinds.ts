/** Owns the dynamic kinds by which a style makes the browser fetch. `box` adds a paragraph, `ruled` one with a class and gives its rule (../matrix-page.ts). */
import { dynamicKinds, type Kind } from './kind.ts';

/** Some are elements, some calls of the CSSOM that leave nothing to give back. */
export const STYLE_KINDS: readonly Kind[] = dynamicKinds('styles', 'Styles', { release: 'again' }, [
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
