/**
 * Owns what happens when nodes are inserted, and ways into frames. Elements made in the page got their URL through a patched setter, so only
 * nodes of another document (DOMParser, template, importNode) need a look before (gate-facts §3), and scripts, whose type may have changed.
 */
import { hook } from '../platform/patch.ts';
import type { Realm, ShimPolicy } from './shim-policy.ts';

export function shimInsertions(realm: Realm, policy: ShimPolicy): void {
  hook(
    realm,
    'Node Element Document DocumentFragment CharacterData Range',
    'appendChild insertBefore replaceChild append prepend replaceChildren before after replaceWith insertAdjacentElement insertNode moveBefore',
    (args, self) => {
      args.forEach((node, at) => {
        if (self.localName === 'style') {
          if (node && node.nodeType) node.textContent = policy.inStyles(node.textContent);
          else if (typeof node === 'string') args[at] = policy.inStyles(node);
        } else if (node && node.ownerDocument && (node.ownerDocument !== realm.document || node.localName === 'script'))
          policy.lookBelow(node);
      });
    },
    () => policy.newFrames(realm),
  );
  // Before, where the node may come from: WebKit loads at once. After: the copy is another element.
  hook(realm, 'Document', 'importNode adoptNode', ([node]) => policy.lookBelow(node), policy.lookBelow);
  hook(realm, 'Element', 'attachShadow', () => undefined, policy.newRoot);
  // Frames in shadow roots, frames of markup, frames that the parser brought: whoever wants in comes through here.
  for (const slot of ['contentWindow', 'contentDocument'])
    hook(
      realm,
      'HTMLIFrameElement HTMLFrameElement HTMLObjectElement HTMLEmbedElement',
      slot,
      () => undefined,
      policy.newFrame,
      'get',
    );
}
