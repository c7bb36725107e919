/** Owns `Element.setAttribute` for attributes that make the browser fetch. Everything else passes after a look at the name. */
import { patch } from '../platform/patch.ts';
import type { Realm, ShimPolicy } from './shim-policy.ts';
import { URL_ATTRIBUTES, urlAttributes } from './url-attributes.ts';

const NAME = new RegExp(`^(?:${URL_ATTRIBUTES})$`, 'i');

export function shimSetAttribute(realm: Realm, policy: ShimPolicy): void {
  patch(
    realm.Element.prototype,
    'setAttribute',
    (native) =>
      function (name, value) {
        if (name === 'srcdoc') arguments[1] = policy.markup(`${value}`);
        if (NAME.test(name)) {
          const attribute = String(name).toLowerCase();
          const watched = urlAttributes(this.localName).indexOf(attribute) >= 0;
          if (watched && !policy.element(this, attribute, value, (kept) => native.call(this, attribute, kept))) return;
        }
        return native.apply(this, arguments as unknown as unknown[]);
      },
  );
}
