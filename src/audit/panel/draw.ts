/**
 * Owns drawing: a tree of plain objects is put into the page, changing only what differs, so that focus and scrolling stay where they are.
 * In place of lit, which alone would be a quarter of the panel's bytes and needs a Trusted Types policy of its own; here text is only ever text.
 * Leaves to others: what is drawn (render-*.ts), events (the element listens for all of them).
 */

/** False and undefined: the attribute is not there; true: it is there, empty. `key` is no attribute: the same key keeps its element. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Drawn {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}

export type Child = Drawn | string | number | false | undefined | readonly Child[];

const SVG = /^(?:svg|path|circle)$/;
const keys = new WeakMap<Node, unknown>();

/** An element, as it is to be. */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Drawn {
  return { tag, attributes, children };
}

/** Makes the content of `parent` be `children`. */
export function draw(parent: Element | ShadowRoot, children: readonly Child[]): void {
  const unused = [...parent.childNodes];
  const nodes = flat(children).map((child) => {
    const at = unused.findIndex((node) => isSame(node, child));
    const node = at < 0 ? make(child) : unused.splice(at, 1)[0]!;
    if (typeof child === 'string') {
      if (node.nodeValue !== child) node.nodeValue = child;
    } else {
      setAttributes(node as Element, child.attributes);
      draw(node as Element, child.children);
    }
    return node;
  });
  // First what goes: what stays in order is then not moved, and an element that is moved loses the focus.
  for (const node of unused) node.remove();
  let next = parent.firstChild;
  for (const node of nodes) {
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
  }
}

function flat(children: readonly Child[]): (Drawn | string)[] {
  return children.flatMap((child) => {
    if (child === false || child === undefined || child === '') return [];
    if (Array.isArray(child)) return flat(child as readonly Child[]);
    return typeof child === 'object' ? [child as Drawn] : [String(child)];
  });
}

function isSame(node: Node, child: Drawn | string): boolean {
  if (typeof child === 'string') return node.nodeType === 3;
  return (node as Element).localName === child.tag && keys.get(node) === child.attributes['key'];
}

function make(child: Drawn | string): ChildNode {
  if (typeof child === 'string') return document.createTextNode(child);
  const { tag, attributes } = child;
  const element = SVG.test(tag)
    ? document.createElementNS('http://www.w3.org/2000/svg', tag)
    : document.createElement(tag);
  keys.set(element, attributes['key']);
  return element;
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const name of element.getAttributeNames())
    if (attributes[name] === undefined || attributes[name] === false) element.removeAttribute(name);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'key' || value === undefined || value === false) continue;
    const text = value === true ? '' : `${value}`;
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}
