/** Owns the gate's answers to the shims: hold an element, drop a call, rename URLs in markup. Whatever throws in here answers "closed". */
import type { ShimPolicy } from '../../shims/shim-policy.ts';
import { HIDDEN, isUrlAttribute, URL_ATTRIBUTES } from '../../shims/url-attributes.ts';
import { guarded } from '../report.ts';
import { attributeOf, mayGo, ownNonce, putAttribute, writeLate } from './held-elements.ts';
import { type Judgement, judgeCookie, judgeElement, judgeUrl, resolve } from './judge.ts';
import { note } from './ledger.ts';
import { lookBelow, markSeen } from './observe.ts';
import { closeStyles } from './styles.ts';
import { workerFor } from './worker-source.ts';

const TAG = /<([a-z]+)\b(?:=\s*"[^"]*"|=\s*'[^']*'|[^>])*/gi;
const ATTRIBUTE = new RegExp(`([\\s"'/])(${URL_ATTRIBUTES}|srcdoc)(\\s*=\\s*)("[^"]*"|'[^']*'|[^\\s>"']+)`, 'gi');
const STYLES = /<style[^>]*>[^]*?<\/style|\sstyle\s*=\s*(?:"[^"]*"|'[^']*')/gi;

/** Character references that could hide a host; of the named ones only `&amp;` stands in URLs. */
function decode(text: string): string {
  return text
    .replace(/^["']|["']$/g, '')
    .replace(/&#(x?)([\da-f]+);?/gi, (_, hex: string, code: string) =>
      String.fromCharCode(parseInt(code, hex ? 16 : 10)),
    )
    .replace(/&amp;/g, '&');
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
          const isFrame = /^srcdoc/i.test(name);
          const found = isFrame || !isUrlAttribute(tag, name.toLowerCase()) ? null : judgeElement('', decode(value));
          return isFrame || (found && !found.isOpen) ? before + HIDDEN + name + equals + value : whole;
        }),
      ),
    ) || ''
  );
}

export const policy: Omit<ShimPolicy, 'newFrames'> = {
  mayHave: (element, attribute, value) =>
    !!guarded(() => {
      // An inert script has its own way out, through its mark. What is no element gets the browser's own answer.
      if (!element.localName || (element.localName === 'script' && attributeOf(element, 'type') === 'text/plain'))
        return true;
      markSeen(element);
      return mayGo(element, attribute, value);
    }),
  mayForget: (element, attribute) => putAttribute(element, HIDDEN + attribute, null),
  keptFor(element, attribute) {
    const value = element.localName && attributeOf(element, HIDDEN + attribute);
    if (!value) return undefined;
    const url = attribute === 'srcset' ? null : resolve(value);
    return url ? url.href : value;
  },
  inMarkup,
  inStyles: closeStyles,
  inFrame: (html) =>
    `<script ${ownNonce && `nonce="${ownNonce}"`}>parent.kelisim.inner.enter(self)</script>${inMarkup(html)}`,
  lookBelow,
  writeLate,
  mayCall: (kind, url) => !!guarded(() => passes(kind, url, judgeUrl(url))),
  mayWrite: (name) => !!guarded(() => passes('cookie', name, judgeCookie(name))),
  workerFor: (url, options) => guarded(() => workerFor(url, options)) || 'data:,',
};
