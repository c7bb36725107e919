/** Owns the gate's answers to the shims: hold an element, drop a call, rename URLs in markup. Whatever throws in here answers "closed". */
import type { ShimPolicy } from '../../shims/shim-policy.ts';
import { HIDDEN, isUrlAttribute, URL_ATTRIBUTES } from '../../shims/url-attributes.ts';
import { guarded } from '../report.ts';
import { attributeOf, mayGo, ownNonce, putAttribute, writeLate } from './held-elements.ts';
import { type Judgement, judgeCookie, judgeElement, judgeUrl, resolve } from './judge.ts';
import { note } from './ledger.ts';
import { lookBelow, markSeen } from './observe.ts';
import { closeStyles } from './styles.ts';
import { blobUrl, workerFor } from './worker-source.ts';

const TAG = /<([a-z]+)\b(?:=\s*"[^"]*"|=\s*'[^']*'|[^>])*/gi;
const ATTRIBUTE = new RegExp(
  `([\\s"'/])((?:xlink:)?href|${URL_ATTRIBUTES}|srcdoc)(\\s*=\\s*)("[^"]*"|'[^']*'|[^\\s>"']+)`,
  'gi',
);
const STYLES = /<style[^>]*>[^]*?<\/style|\sstyle\s*=\s*(?:"[^"]*"|'[^']*')/gi;

/** Character references that could hide a host. */
function decode(text: string): string {
  return text
    .replace(/^["']|["']$/g, '')
    .replace(/&#(x?)([\da-f]+);?/gi, (_, hex: string, code: string) =>
      String.fromCharCode(parseInt(code, hex ? 16 : 10)),
    )
    .replace(/&(amp|colon|sol);/g, (_, name: string) => (name === 'sol' ? '/' : name === 'amp' ? '&' : ':'));
}

/** A page's own opinion of its address does not matter to a call that was refused. */
function passes(kind: Parameters<typeof note>[0], text: unknown, found: Judgement | null): boolean {
  if (found && (kind !== 'cookie' || !found.isOpen)) note(kind, text, found, 'dropped');
  return !found || found.isOpen;
}

function inMarkup(html: string): string {
  return (
    guarded(() =>
      html.replace(STYLES, closeStyles).replace(TAG, (all, tag: string) =>
        all.replace(ATTRIBUTE, (whole, before: string, name: string, equals: string, value: string) => {
          // A frame's whole document goes through its property later.
          const isFrame = /^srcdoc/i.test(name) && /^iframe/i.test(tag);
          const found =
            isFrame || !isUrlAttribute(tag, name.toLowerCase().replace(/.*:/, ''))
              ? null
              : judgeElement('', decode(value));
          return isFrame || (found && !found.isOpen)
            ? before + HIDDEN + name.replace(/.*:/, '') + equals + value
            : whole;
        }),
      ),
    ) || ''
  );
}

export const policy: Omit<ShimPolicy, 'newFrames' | 'newFrame' | 'newRoot'> = {
  mayHave(element, attribute, value) {
    // Outside the guard: what is no element gets the browser's own TypeError.
    const type = attributeOf(element, 'type');
    return !!guarded(() => {
      // An inert script has its own way out: through its mark, or as one that was held.
      const isInert = element.localName === 'script' && type === 'text/plain';
      if (isInert && (attributeOf(element, 'data-kelisim') || attributeOf(element, `${HIDDEN}type`) !== null))
        return true;
      markSeen(element);
      return mayGo(element, attribute, value);
    });
  },
  mayForget: (element, attribute) => putAttribute(element, HIDDEN + attribute, null),
  keptFor(element, attribute) {
    const value = attributeOf(element, HIDDEN + attribute);
    if (!value) return undefined;
    const url = attribute === 'srcset' ? null : resolve(value);
    return url ? url.href : value;
  },
  inMarkup,
  inStyles: closeStyles,
  // A frame of a frame finds us further up; one without scripts, or without an origin, does not look. The line leaves nothing of itself behind.
  inFrame: (html, frame) =>
    (/<script|\son/i.test(html) && attributeOf(frame, 'sandbox') === null
      ? `<script ${ownNonce && `nonce="${ownNonce}"`}>try{for(let w=self;w!=w.parent;)(w=w.parent).kelisim&&w.kelisim.inner.enter(self)}catch(e){}document.currentScript.remove()</script>`
      : '') + inMarkup(html),
  lookBelow,
  writeLate,
  mayCall: (kind, url) => !!guarded(() => passes(kind, url, judgeUrl(url))),
  mayWrite: (name) => !!guarded(() => passes('cookie', name, judgeCookie(name))),
  blobUrl,
  workerFor: (url, options) => guarded(() => workerFor(url, options)) || 'data:,',
};
