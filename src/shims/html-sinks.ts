/**
 * Owns the places where a string becomes elements or styles: innerHTML and its kin, srcdoc, document.write, style texts, CSSOM.
 * TrustedHTML objects pass: changing them would need a Trusted Types policy of ours; what they insert the observer sees.
 */
import { hook } from '../platform/patch.ts';
import type { Realm, ShimPolicy } from './shim-policy.ts';

export function shimHtmlSinks(realm: Realm, policy: ShimPolicy): void {
  const { inMarkup, inStyles, lookBelow, newFrames } = policy;
  /** Filters every text among the arguments; a position is none that could be changed. */
  const change = (args: unknown[], filter: (text: string) => string): undefined => {
    args.forEach((text, at) => {
      if (typeof text === 'string') args[at] = filter(text);
    });
    return undefined;
  };
  const isStyle = (element: Element) => element.localName === 'style';
  hook(
    realm,
    'Element ShadowRoot Range Document',
    'innerHTML outerHTML insertAdjacentHTML setHTML setHTMLUnsafe createContextualFragment execCommand',
    (args, self) => change(args, isStyle(self) ? inStyles : inMarkup),
    (made, self) => {
      // What was renamed in a tree that is not in the document (a shadow root, a detached element) nobody else would find.
      lookBelow(made || self.parentNode || self);
      newFrames(realm);
    },
  );
  hook(realm, 'HTMLIFrameElement', 'srcdoc', (args) => change(args, policy.inFrame));
  hook(
    realm,
    'Document',
    'write writeln',
    (args) => {
      if (args.some((part) => typeof part !== 'string')) return undefined;
      // One piece: a tag may be split over the arguments, not over calls.
      const html = inMarkup(args.join(''));
      args.splice(0, args.length, html);
      return policy.writeLate(html) ? null : undefined;
    },
    () => newFrames(realm),
  );
  hook(realm, 'Node HTMLElement', 'textContent innerText', (args, self) =>
    isStyle(self) ? change(args, inStyles) : undefined,
  );
  hook(realm, 'CSSStyleSheet CSSStyleDeclaration', 'insertRule replace replaceSync setProperty cssText', (args) =>
    change(args, inStyles),
  );
}
