/**
 * Owns attributes that make the browser fetch, in every way they are set or taken away: `setAttribute`, `setAttributeNS`, `setAttributeNode`,
 * `attr.value`. Everything else passes after a look at the name.
 */
import { hook } from '../platform/patch.ts';
import { type Realm, type ShimPolicy, textOf } from './shim-policy.ts';
import { isUrlAttribute, URL_ATTRIBUTES } from './url-attributes.ts';

const NAME = new RegExp(`^(?:${URL_ATTRIBUTES}|srcdoc)$`, 'i');

export function shimAttributes(realm: Realm, policy: ShimPolicy): void {
  /** @param at where in `args` the value stands. @returns null when the element may not have it. */
  function check(element: Element | null, name: unknown, args: unknown[], at: number): null | undefined {
    if (!element || at >= args.length || !NAME.test(name as string)) return undefined;
    const attribute = (name as string).toLowerCase();
    const value = (args[at] = textOf(args[at]));
    if (attribute === 'srcdoc') args[at] = policy.inFrame(value as string);
    return !isUrlAttribute(element.localName, attribute) || policy.mayHave(element, attribute, value)
      ? undefined
      : null;
  }
  // Name and value come last in both.
  hook(realm, 'Element', 'setAttribute setAttributeNS', (args, self) => {
    const at = args.length - 1;
    return check(self, args[at - 1], args, at);
  });
  hook(
    realm,
    'Element',
    'setAttributeNode setAttributeNodeNS',
    ([attr], self) => attr && check(self, attr.name, [attr.value], 0),
  );
  hook(realm, 'Attr Node', 'value nodeValue textContent', (args, self) => check(self.ownerElement, self.name, args, 0));
  hook(realm, 'Element', 'removeAttribute', ([name], self) =>
    NAME.test(name) ? policy.mayForget(self, name.toLowerCase()) : undefined,
  );
}
