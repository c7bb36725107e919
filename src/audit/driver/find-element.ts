/**
 * Owns finding the element that asked for an address in a page's HTML as the server sent it: by the address in its attributes, by the line
 * when several have it; and the inline script that a place lies in. Pure.
 * Leaves to others: who asked at all (initiators.ts).
 */
import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { Place } from '../observation.ts';

export interface FoundElement {
  /** Opening tag as written. */
  readonly tag: string;
  readonly place: Place;
}

const TAG_MAX_CHARS = 500;
/** `data-…`: of what Kelisim held and let go. */
const ADDRESS_ATTRIBUTES = new Set(['src', 'href', 'data', 'poster', 'ping', 'background', 'data-src', 'data-href']);
/** A link that nobody clicked asks for nothing. */
const ONLY_ON: Readonly<Record<string, readonly string[]>> = { href: ['link', 'image', 'use'] };
const LIST_ATTRIBUTES = new Set(['srcset', 'imagesrcset']);

type Element = DefaultTreeAdapterTypes.Element;

interface Written {
  readonly element: Element;
  readonly tag: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

/** The elements of one page, in the order of the page; parsed once. */
export class PageElements {
  readonly #url: string;
  #scripts: ReadonlyMap<string, Written> | undefined;
  readonly #base: string;
  readonly #written: readonly Written[];

  constructor(html: string, url: string) {
    this.#url = url;
    // Without scripting: what stands in <noscript> are elements too.
    const tree = parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false });
    const written: Written[] = [];
    collect(tree, html, written);
    this.#written = written;
    const base = written.find(
      ({ element }) => element.tagName === 'base' && attributeOf(element, 'href') !== undefined,
    );
    this.#base = (base && URL.parse(attributeOf(base.element, 'href')!, url)?.href) ?? url;
  }

  /** @param line where the parser was, from 1; the nearest element at or before it is taken when several ask for the address. */
  find(address: string, line?: number): FoundElement | undefined {
    const wanted = withoutHash(address);
    const asking = this.#written.filter(({ element }) => this.#asks(element, wanted));
    const loose = asking.length > 0 ? asking : this.#mentioning(wanted);
    const before = line === undefined ? [] : loose.filter((item) => item.line <= line);
    return this.#found(before.findLast((item) => item.endLine >= line!) ?? before.at(-1) ?? loose[0]);
  }

  /** The inline script (or element with a handler) that a place of this page lies in. */
  scriptAt(line: number, column: number): FoundElement | undefined {
    return this.#found(
      this.#written.findLast((item) => isInline(item) && holds(item, line, column)) ??
        this.#written.findLast((item) => isHandlerAt(item, line)),
    );
  }

  /**
   * A place in a script that the page inserted: it has no address and counts its lines from its own start. Held scripts that were let go are
   * such. Known by its content.
   *
   * @param hash SHA-256 of its text, hexadecimal.
   */
  placeInScript(hash: string, line: number, column: number): Omit<Place, 'inFunction'> | undefined {
    this.#scripts ??= new Map(
      this.#written
        .filter(isInline)
        .map((item) => [createHash('sha256').update(textOf(item.element)).digest('hex'), item]),
    );
    const start = this.#scripts.get(hash)?.element.sourceCodeLocation?.startTag;
    if (!start) return undefined;
    const isFirst = line === 1;
    return { url: this.#url, line: start.endLine + line - 1, column: isFirst ? start.endCol + column - 1 : column };
  }

  /** Whether the inline script at a place has a text in it. */
  hasAt(line: number, column: number, text: string): boolean {
    const script = this.#written.findLast((item) => isInline(item) && holds(item, line, column));
    return script !== undefined && textOf(script.element).includes(text);
  }

  #asks(element: Element, wanted: string): boolean {
    return element.attrs.some(({ name, value }) => {
      const tags = ONLY_ON[name];
      if (tags && !tags.includes(element.tagName)) return false;
      if (ADDRESS_ATTRIBUTES.has(name)) return this.#resolves(value, wanted);
      return LIST_ATTRIBUTES.has(name) && candidates(value).some((item) => this.#resolves(item, wanted));
    });
  }

  /** In an inline style, a style sheet's text, `srcdoc`, a handler; else in a script, which asks when nobody is on the stack any more. */
  #mentioning(wanted: string): readonly Written[] {
    const found = this.#written.filter((item) => mentions(item, wanted));
    return found.length > 0
      ? found
      : this.#written.filter((item) => isInline(item) && textOf(item.element).includes(wanted));
  }

  #resolves(value: string, wanted: string): boolean {
    const url = URL.parse(value.trim(), this.#base);
    return url !== null && withoutHash(url.href) === wanted;
  }

  #found(written: Written | undefined): FoundElement | undefined {
    if (!written) return undefined;
    const { tag, line, column } = written;
    return { tag, place: { url: this.#url, line, column, inFunction: '' } };
  }
}

function collect(node: DefaultTreeAdapterTypes.Node, html: string, into: Written[]): void {
  if ('tagName' in node) {
    const start = node.sourceCodeLocation?.startTag ?? node.sourceCodeLocation;
    if (start) {
      const tag = html.slice(start.startOffset, start.endOffset).slice(0, TAG_MAX_CHARS);
      into.push({ element: node, tag, line: start.startLine, column: start.startCol, endLine: start.endLine });
    }
    if ('content' in node) collect(node.content, html, into);
  }
  if ('childNodes' in node) for (const child of node.childNodes) collect(child, html, into);
}

function mentions({ element }: Written, wanted: string): boolean {
  const short = wanted.replace(/^https?:/, '');
  const escaped = short.replaceAll('&', '&amp;');
  const texts = [...element.attrs.map(({ value }) => value), ...(element.tagName === 'style' ? [textOf(element)] : [])];
  return texts.some((text) => text.includes(short) || text.includes(escaped));
}

function isHandlerAt({ element, line, endLine }: Written, at: number): boolean {
  return line <= at && at <= endLine && element.attrs.some(({ name }) => name.startsWith('on'));
}

function isInline({ element }: Written): boolean {
  return element.tagName === 'script' && attributeOf(element, 'src') === undefined;
}

function holds({ element }: Written, line: number, column: number): boolean {
  const start = element.sourceCodeLocation?.startTag;
  const end = element.sourceCodeLocation?.endTag;
  if (!start) return false;
  const isAfter = line > start.endLine || (line === start.endLine && column >= start.endCol);
  return isAfter && (!end || line < end.startLine || (line === end.startLine && column <= end.startCol));
}

function textOf(element: Element): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}

function attributeOf(element: Element, wanted: string): string | undefined {
  return element.attrs.find(({ name }) => name === wanted)?.value;
}

/** Addresses of a srcset (HTML §4.8.4.2.1), without the descriptors; a comma may stand inside an address. */
function candidates(text: string): string[] {
  return text
    .split(/,\s+|\s+/)
    .filter((item) => item !== '' && !/^[\d.]+[wxh]$/.test(item))
    .map((item) => item.replace(/,$/, ''));
}

function withoutHash(address: string): string {
  return address.replace(/#.*$/s, '');
}
