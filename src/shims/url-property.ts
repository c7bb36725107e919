/** Owns the URL properties of elements (`script.src`, `img.src` and so `new Image()`, `iframe.src`, `link.href`, `a.ping` …). */
import { hook } from '../platform/patch.ts';
import { type Realm, type ShimPolicy, textOf } from './shim-policy.ts';

/** Those that have such a property; asking every interface costs a millisecond of each page. */
const TYPES = 'Script Image IFrame Frame Embed Object Source Media Video Track Input Anchor Area Body'
  .split(' ')
  .map((name) => `HTML${name}Element`)
  .join(' ');

export function shimUrlProperties(realm: Realm, policy: ShimPolicy): void {
  const shim = (type: string, name: string) => {
    hook(realm, type, name, (args, self) => {
      if (!args.length) return undefined;
      args[0] = textOf(args[0]);
      return policy.mayHave(self, name.toLowerCase(), args[0]) ? undefined : null;
    });
    // Loaders look for themselves by `src` (counter snippets scan document.scripts): they must find the held URL.
    hook(realm, type, name, (_, self) => policy.keptFor(self, name.toLowerCase()), undefined, 'get');
  };
  shim('HTMLLinkElement', 'href');
  shim('HTMLLinkElement', 'imageSrcset');
  for (const name of ['src', 'srcset', 'data', 'poster', 'ping', 'background']) shim(TYPES, name);
  // An SVG URL is a property of a property, which does not know its element: refused, not held.
  hook(realm, 'SVGAnimatedString', 'baseVal', ([url]) => (policy.mayCall('image', url) ? undefined : null));
}
