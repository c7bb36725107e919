/** Owns the gate's answers to the shims: hold an element, drop a call, rename URLs in markup. Whatever throws in here answers "closed". */
import type { ShimPolicy } from '../../shims/shim-policy.ts';
import { URL_ATTRIBUTES, URL_TAGS } from '../../shims/url-attributes.ts';
import { guarded } from '../report.ts';
import { attributeOf, HIDDEN, keptUrl, mayGo } from './held-elements.ts';
import { type Judgement, judgeCookie, judgeElement, judgeUrl, resolve } from './judge.ts';
import { note } from './ledger.ts';
import { markSeen } from './observe.ts';

const TAG = new RegExp(`<(?:${URL_TAGS})\\b(?:=\\s*"[^"]*"|=\\s*'[^']*'|[^>])*`, 'gi');
const ATTRIBUTE = new RegExp(`([\\s"'/])(${URL_ATTRIBUTES})(\\s*=\\s*)("[^"]*"|'[^']*'|[^\\s>"']+)`, 'gi');

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
  if (found && (kind !== 'cookie' || !found.open)) note(kind, text, found, 'dropped');
  return !found || found.open;
}

export const policy: ShimPolicy = {
  element: (element, attribute, value, put) =>
    !!guarded(() => {
      // An inert script has its own way out, through its mark.
      if (element.localName === 'script' && attributeOf(element, 'type') === 'text/plain') return true;
      markSeen(element);
      return mayGo(element, attribute, value, put);
    }),
  kept(element, attribute) {
    const value = keptUrl(element, attribute);
    const url = value === undefined || attribute === 'srcset' ? null : resolve(value);
    return url ? url.href : (value as string | undefined);
  },
  markup: (html) =>
    guarded(() =>
      html.replace(TAG, (tag) =>
        tag.replace(ATTRIBUTE, (all, before: string, name: string, equals: string, value: string) => {
          const found = judgeElement('', decode(value));
          return found && !found.open ? before + HIDDEN + name + equals + value : all;
        }),
      ),
    ) || '',
  call: (kind, url) => !!guarded(() => passes(kind, url, judgeUrl(url))),
  cookie: (name) => !!guarded(() => passes('cookie', name, judgeCookie(name))),
};
