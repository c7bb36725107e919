/**
 * Owns the places where a string becomes elements or styles: innerHTML and its kin, srcdoc, document.write, style texts, CSSOM.
 * TrustedHTML objects pass: changing them would need a Trusted Types policy of ours; what they insert the observer sees.
 */
import { hook } from '../platform/patch.ts';
import { type Realm, type ShimPolicy, textOf } from './shim-policy.ts';

export function shimHtmlSinks(realm: Realm, policy: ShimPolicy): void {
  const { inMarkup, inStyles, lookBelow, newFrames } = policy;
  /** Filters one argument. */
  const change = (args: unknown[], filter: (text: string) => string, at = 0): undefined => {
    if (at < args.length) {
      const text = textOf(args[at]);
      args[at] = typeof text === 'string' ? filter(text) : text;
    }
  };
  /** Of a style element, or of the text in one. */
  const isStyle = (node: Node): boolean =>
    (node as Element).localName === 'style' || (node.nodeType === 3 && !!node.parentNode && isStyle(node.parentNode));
  const markup = (types: string, names: string, at: number, where: (self: Node, made: unknown) => unknown) =>
    hook(
      realm,
      types,
      names,
      (args, self) => change(args, isStyle(self) ? inStyles : inMarkup, at),
      (made, self) => {
        // What was renamed in a tree that is not in the document (a shadow root, a detached element) nobody else would find.
        const root = where(self, made) as Node;
        if (!root.isConnected || root.getRootNode() !== realm.document) lookBelow(root);
        newFrames(realm);
      },
    );
  markup(
    'Element ShadowRoot Range',
    'innerHTML setHTML setHTMLUnsafe createContextualFragment',
    0,
    (self, made) => made || self,
  );
  markup('Element', 'outerHTML', 0, (self) => self.parentNode || self);
  markup('Element', 'insertAdjacentHTML', 1, (self) => self.parentNode || self);
  markup('Document', 'execCommand', 2, (self) => self);
  hook(realm, 'HTMLIFrameElement', 'srcdoc', (args, self) => change(args, (html) => policy.inFrame(html, self)));
  /** A tag that a call left open: the next one brings the rest. */
  let rest = '';
  const write = (name: string, end: string) =>
    hook(
      realm,
      'Document',
      name,
      (args, self) => {
        const texts = args.map(textOf);
        if (texts.some((text) => text && typeof text === 'object')) return undefined;
        const all = rest + texts.map(String).join('');
        rest = (/<[a-z][^>]*$/i.exec(all) || [''])[0];
        const html = inMarkup(all.slice(0, all.length - rest.length));
        if (rest) rest += end;
        args.splice(0, args.length, html);
        return policy.writeLate(self, html) ? null : undefined;
      },
      () => newFrames(realm),
    );
  write('write', '');
  // The browser adds the line end, unless the line has to wait.
  write('writeln', '\n');
  hook(realm, 'Node HTMLElement CharacterData', 'textContent innerText nodeValue data appendData', (args, self) =>
    isStyle(self) ? change(args, inStyles) : undefined,
  );
  hook(realm, 'Element', 'insertAdjacentText', (args, self) => (isStyle(self) ? change(args, inStyles, 1) : undefined));
  const rules = (names: string, at: number) =>
    hook(realm, 'CSSStyleSheet CSSGroupingRule CSSStyleRule CSSStyleDeclaration', names, (args) =>
      change(args, inStyles, at),
    );
  rules('insertRule replace replaceSync cssText', 0);
  rules('addRule setProperty', 1);
}
