/**
 * Owns attributes that make the browser fetch, in every way they are set or taken away: `setAttribute`, `setAttributeNS`, `setAttributeNode`,
 * `attr.value`. Everything else passes after a look at the name.
 */
import { hook } from '../platform/patch.ts';
import { type Realm, type ShimPolicy, textOf } from './shim-policy.ts';
import { isUrlAttribute, URL_ATTRIBUTES } from './url-attributes.ts';

/** Of a qualified name the prefix does not matter. */
const NAME = new RegExp(`^(?:.*:)?(${URL_ATTRIBUTES}|srcdoc)$`, 'i');

export function shimAttributes(realm: Realm, policy: ShimPolicy): void {
  /** @param at where in `args` the value stands. @returns null when the element may not have it. */
  function check(element: Element | null, name: unknown, args: unknown[], at: number): null | undefined {
    const found = element && at < args.length && NAME.exec(name as string);
    if (!found) return undefined;
    const attribute = found[1]!.toLowerCase();
    const value = (args[at] = textOf(args[at]));
    if (attribute === 'srcdoc') args[at] = policy.inFrame(value as string, element);
    return !isUrlAttribute(element.localName, attribute) || policy.mayHave(element, attribute, value)
      ? undefined
      : null;
  }
  // Name and value come last in both.
  hook(realm, 'Element', 'setAttribute setAttributeNS', (args, self) => {
    const at = args.length - 1;
    // Once: what was judged is what is set.
    if (at > 0) args[at - 1] = textOf(args[at - 1]);
    return check(self, args[at - 1], args, at);
  });
  hook(realm, 'Element', 'setAttributeNode setAttributeNodeNS', ([attr], self) =>
    attr ? check(self, attr.name, [attr.value], 0) : undefined,
  );
  hook(realm, 'Attr Node', 'value nodeValue textContent', (args, self) => check(self.ownerElement, self.name, args, 0));
  hook(realm, 'Element', 'removeAttribute removeAttributeNS toggleAttribute', (args, self) => {
    for (const name of args) {
      const found = NAME.exec(name);
      if (found) policy.mayForget(self, found[1]!.toLowerCase());
    }
  });
}
