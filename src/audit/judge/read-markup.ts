/**
 * Owns reading a page's HTML far enough to say where an element stands: opening tags with attributes, line and column, whether they lie in
 * `<noscript>`, `<template>` or the head, and the text of scripts. No parser of the standard: nothing is nested here, and the judge carries no
 * package; what a real parser would move is found by its place in the text all the same.
 */

export interface MarkupElement {
  /** Local name in lower case. */
  readonly name: string;
  /** Names in lower case; values with their character references resolved as far as addresses need it. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Opening tag as written. */
  readonly tag: string;
  /** Content of a script or style, '' of everything else. */
  readonly text: string;
  readonly start: number;
  /** After the closing tag of raw text, after the opening tag otherwise. */
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly inNoscript: boolean;
  readonly inHead: boolean;
}

const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes']);
const NEXT = /<!--|<(\/?)([a-z][^\s/>]*)/gi;
/** HTML standard §13.2.5.32 on: a name up to `=`, `/`, `>` or white space, then an optional value in one of three writings. */
const ATTRIBUTE = /[\s/]*([^\s=>/][^\s=>/]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y;
const REFERENCES: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', apos: "'" };

function resolved(text: string): string {
  return text.replace(/&(?:(amp|quot|lt|gt|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));?/gi, (all, name, decimal, hex) => {
    if (name) return REFERENCES[String(name).toLowerCase()] ?? all;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

export function readMarkup(html: string): MarkupElement[] {
  const found: MarkupElement[] = [];
  const lower = html.toLowerCase();
  const next = new RegExp(NEXT);
  const inside = { noscript: 0, template: 0 };
  let inHead = true;
  let line = 1;
  let lineStart = 0;
  let counted = 0;
  const place = (offset: number) => {
    for (let at = html.indexOf('\n', counted); at >= 0 && at < offset; at = html.indexOf('\n', at + 1)) {
      line++;
      lineStart = at + 1;
      counted = lineStart;
    }
    return { line, column: offset - lineStart + 1 };
  };
  for (let match = next.exec(html); match; match = next.exec(html)) {
    const name = match[2]?.toLowerCase();
    if (!name) {
      const end = html.indexOf('-->', match.index);
      if (end < 0) break;
      next.lastIndex = end + 3;
      continue;
    }
    const isClosing = match[1] === '/';
    if ((name === 'head' && isClosing) || name === 'body') inHead = false;
    const { attributes, end } = readAttributes(html, next.lastIndex);
    next.lastIndex = end;
    // A declarative shadow root is no template: its content is in the page.
    const isRoot = name === 'template' && attributes.has('shadowrootmode');
    if ((name === 'noscript' || name === 'template') && !isRoot) inside[name] = isClosing ? 0 : 1;
    if (isClosing || inside.template) continue;
    const close = RAW_TEXT.has(name) ? lower.indexOf(`</${name}`, end) : -1;
    const textEnd = close < 0 ? (RAW_TEXT.has(name) ? html.length : end) : close;
    found.push({
      name,
      attributes,
      tag: html.slice(match.index, end),
      text: name === 'script' || name === 'style' ? html.slice(end, textEnd) : '',
      start: match.index,
      end: textEnd,
      ...place(match.index),
      inNoscript: inside.noscript > 0,
      inHead,
    });
    next.lastIndex = textEnd;
  }
  return found;
}

function readAttributes(html: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  const one = new RegExp(ATTRIBUTE);
  let at = from;
  for (;;) {
    one.lastIndex = at;
    const match = one.exec(html);
    if (!match) break;
    const name = match[1]!.toLowerCase();
    if (!attributes.has(name)) attributes.set(name, resolved(match[2] ?? match[3] ?? match[4] ?? ''));
    at = one.lastIndex;
  }
  const end = html.indexOf('>', at);
  return { attributes, end: end < 0 ? html.length : end + 1 };
}
