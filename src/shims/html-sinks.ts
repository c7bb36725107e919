/**
 * Owns the places where a string becomes elements: innerHTML, outerHTML, insertAdjacentHTML, srcdoc, createContextualFragment, document.write.
 * TrustedHTML objects pass: changing them would need a Trusted Types policy of ours; what they insert the observer sees.
 */
import { patch } from '../platform/patch.ts';
import type { Realm, ShimPolicy } from './shim-policy.ts';

/** @param late takes what a released script writes; returns false when the page may write natively. */
export function shimHtmlSinks(realm: Realm, policy: ShimPolicy, late: (html: string) => boolean): void {
  /** Filters the last argument, the markup. */
  const filter = (target: object | undefined, name: string, slot?: 'set') =>
    patch(
      target,
      name,
      (native) =>
        function (...args) {
          const last = args.length - 1;
          if (typeof args[last] === 'string') args[last] = policy.markup(args[last]);
          return native.apply(this, args);
        },
      slot,
    );
  const { Element, ShadowRoot, HTMLIFrameElement, Range, Document } = realm;
  filter(Element.prototype, 'innerHTML', 'set');
  filter(Element.prototype, 'outerHTML', 'set');
  filter(ShadowRoot && ShadowRoot.prototype, 'innerHTML', 'set');
  filter(HTMLIFrameElement.prototype, 'srcdoc', 'set');
  filter(Element.prototype, 'insertAdjacentHTML');
  filter(Range.prototype, 'createContextualFragment');
  for (const name of ['write', 'writeln']) {
    patch(
      Document.prototype,
      name,
      (native) =>
        function (...args) {
          // One piece: a tag may be split over the arguments, not over calls.
          const html = args.every((part) => typeof part === 'string') ? policy.markup(args.join('')) : null;
          if (html !== null && late(html)) return;
          return native.apply(this, html === null ? args : [html]);
        },
    );
  }
}
