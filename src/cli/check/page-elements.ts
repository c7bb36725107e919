/** Owns reading a page as a list of elements with what the checks ask of each: parse5 as a browser with scripting would read it. */
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

export interface PageElement {
  readonly tag: string;
  readonly line: number;
  readonly inHead: boolean;
  /** Inside <noscript>: only without JavaScript. */
  readonly inNoscript: boolean;
  /** Text inside, of labels and inline scripts. */
  readonly text: string;
  readonly parents: readonly PageElement[];
  attribute(name: string): string | undefined;
}

/** In document order. */
export function pageElements(html: string): PageElement[] {
  const all: PageElement[] = [];
  const walk = (node: Node, parents: readonly PageElement[], noscriptLine: number | null): void => {
    const element = 'tagName' in node ? take(node, parents, noscriptLine) : null;
    if (element) all.push(element);
    const inside = element ? [...parents, element] : parents;
    if (element?.tag === 'noscript' && noscriptLine === null)
      // With scripting a browser takes it for text (HTML §13.2.6.4.4); without, for elements.
      for (const child of parseFragment(textOf(node)).childNodes) walk(child, inside, element.line);
    // Only HTML's own template has contents; one inside <svg> is an element like others.
    else if ('content' in node) for (const child of node.content.childNodes) walk(child, inside, noscriptLine);
    else if ('childNodes' in node) for (const child of node.childNodes) walk(child, inside, noscriptLine);
  };
  walk(parse(html, { sourceCodeLocationInfo: true }), [], null);
  return all;
}

function take(node: Element, parents: readonly PageElement[], noscriptLine: number | null): PageElement {
  return {
    tag: node.tagName,
    line: noscriptLine ?? node.sourceCodeLocation?.startLine ?? parents.at(-1)?.line ?? 1,
    inHead: parents.some(({ tag }) => tag === 'head'),
    inNoscript: noscriptLine !== null,
    text: textOf(node),
    parents,
    attribute: (name) => node.attrs.find((attr) => attr.name === name)?.value,
  };
}

function textOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
