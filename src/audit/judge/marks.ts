/**
 * Owns Kelisim's marks as they stand in a page's HTML: whether one says what it should, what it was probably meant to say, and how an element is
 * written with the right one.
 * Leaves to others: which elements need one (causes), what the gate does with them (head/gate/observe.ts).
 */
import type { SiteFacts } from '../site-facts.ts';
import { distance } from '../../core/distance.ts';
import type { MarkupElement } from './read-markup.ts';

const MARK = 'data-kelisim';
const INERT = 'text/plain';
/** Names that `data-` in front of hides from the browser (shims/url-attributes.ts); `href` on links alone. */
const FETCHED = ['src', 'srcset', 'data', 'poster', 'background', 'imagesrcset', 'ping'];
/** What a hand may have meant: two letters wrong, added, left out or swapped. */
const MOST_SLIPS = 2;
/** Attributes of Kelisim that are no mark. */
const OTHER = /^data-kelisim-(?:placeholder|open|action|policy|src|srcset|srcdoc|href|type|data|poster|background)$/;

/** Ids that a mark may say. */
export function markable({ site }: SiteFacts): string[] {
  return [...site.services.map(({ id }) => id), ...site.categories.map(({ id }) => id)];
}

function nearest(text: string, words: readonly string[]): string {
  const near = words
    .map((word) => ({ word, slips: distance(text.toLowerCase(), word) }))
    .filter(({ word, slips }) => slips <= Math.min(MOST_SLIPS + (word.length > 8 ? 1 : 0), word.length - 2));
  return near.toSorted((a, b) => a.slips - b.slips)[0]?.word ?? '';
}

function meantForMark(name: string): boolean {
  return name !== MARK && !OTHER.test(name) && /^data[-_]?\w/.test(name) && distance(name, MARK) <= MOST_SLIPS;
}

export interface MarkTrouble {
  /** What is wrong, as written: an attribute's name, or its value. */
  readonly wrong: string;
  /** What it was probably meant to be; '' when nobody can say. */
  readonly meant: string;
  /** The opening tag put right. */
  readonly after: string;
}

/** Null: no mark, or one that holds. @param fallback id to write where nobody can say what was meant. */
export function markTrouble(element: MarkupElement, facts: SiteFacts, fallback: string): MarkTrouble | null {
  const { attributes } = element;
  const misnamed = [...attributes.keys()].find(meantForMark);
  const name = attributes.has(MARK) ? MARK : misnamed;
  const type = attributes.get('type') ?? '';
  // A type that was to be the inert one, or a script's, and is neither: nothing ever runs it.
  if (element.name === 'script' && isMistyped(type)) {
    const after = writeMark(element, (name && nearest(attributes.get(name) ?? '', markable(facts))) || fallback, name);
    return { wrong: `type="${type}"`, meant: `type="${INERT}"`, after };
  }
  if (!name) return null;
  const value = attributes.get(name) ?? '';
  const ids = markable(facts);
  const id = ids.includes(value) ? value : nearest(value, ids);
  const after = writeMark(element, id || fallback, name);
  if (name !== MARK) return { wrong: name, meant: MARK, after };
  if (id !== value) return { wrong: value, meant: id, after };
  if (element.name === 'script') {
    if (type !== INERT) return { wrong: `type="${type}"`, meant: `type="${INERT}"`, after };
    return null;
  }
  const open = fetchedOf(element).find((key) => attributes.has(key));
  return open ? { wrong: open, meant: `data-${open}`, after } : null;
}

function isMistyped(type: string): boolean {
  const types = [INERT, 'text/javascript', 'application/javascript', 'module'];
  return type !== '' && !types.includes(type) && types.slice(0, 3).some((known) => distance(type, known) <= MOST_SLIPS);
}

function fetchedOf({ name }: MarkupElement): readonly string[] {
  return name === 'link' || name === 'image' ? [...FETCHED, 'href'] : FETCHED;
}

/**
 * The opening tag with a mark that holds: a script inert by its type, anything else with its address out of the browser's sight.
 *
 * @param replace attribute that is to become the mark, when one stands there wrongly.
 */
export function writeMark(element: MarkupElement, id: string, replace = MARK): string {
  let { tag } = element;
  const put = (name: string, text: string) => {
    tag = tag.replace(
      new RegExp(`(\\s)${escaped(name)}(?:\\s*=\\s*(?:"[^"]*"|'[^']*'|[^\\s>]*))?(?=[\\s/>])`, 'i'),
      `$1${text}`,
    );
  };
  const add = (text: string) => {
    tag = tag.replace(/^<[^\s/>]+/, `$& ${text}`);
  };
  if (element.attributes.has(replace)) put(replace, `${MARK}="${id}"`);
  else add(`${MARK}="${id}"`);
  if (element.name === 'script') {
    const type = element.attributes.get('type');
    if (type === undefined) add(`type="${INERT}"`);
    else if (type !== INERT)
      put('type', /module/.test(type) ? `type="${INERT}" data-type="module"` : `type="${INERT}"`);
    return tag;
  }
  for (const name of fetchedOf(element)) {
    if (element.attributes.has(name) && !element.attributes.has(`data-${name}`))
      tag = tag.replace(new RegExp(`(\\s)${escaped(name)}(?=\\s*=)`, 'i'), `$1data-${name}`);
  }
  if (element.attributes.has('srcdoc')) tag = tag.replace(/(\s)srcdoc(?=\s*=)/i, '$1data-kelisim-srcdoc');
  return tag;
}

function escaped(text: string): string {
  return text.replace(/[^\w-]/g, '\\$&');
}
