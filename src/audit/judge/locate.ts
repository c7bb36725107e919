/**
 * Owns finding the element of a page that a request comes from: by what the browser said of it, by the script or style sheet that began it all,
 * else by its address in the HTML.
 * Leaves to others: what stands wrong there (causes).
 */
import type { ObservedRequest, Place } from '../observation.ts';
import type { MarkupElement } from './read-markup.ts';
import type { Page, Visit } from './visit.ts';

export interface Located {
  readonly page: Page | null;
  /** Null when nothing in the HTML is like it. */
  readonly element: MarkupElement | null;
  readonly place: Place | null;
  /** Opening tag, '' when unknown. */
  readonly tag: string;
}

const MOST_CHARACTERS = 500;

export function placeOf(page: Page, { line, column }: MarkupElement): Place {
  return { url: page.url, line, column, inFunction: '' };
}

/** Whether a line of the page lies in this inline script. */
export function isScriptAt({ name, line, text, attributes }: MarkupElement, at: number): boolean {
  return name === 'script' && !attributes.has('src') && line <= at && at <= line + text.split('\n').length;
}

export function located(page: Page, element: MarkupElement): Located {
  return { page, element, place: placeOf(page, element), tag: element.tag.slice(0, MOST_CHARACTERS) };
}

/** Elements that name an address, the most certain first: in an attribute, in a script's or style's text, by its host alone. */
export function elementsNaming(page: Page, address: string): MarkupElement[] {
  const known = named.get(page) ?? new Map<string, MarkupElement[]>();
  named.set(page, known);
  const found = known.get(address) ?? search(page, address);
  known.set(address, found);
  return found;
}

/** What was looked for in a page already. */
const named = new WeakMap<Page, Map<string, MarkupElement[]>>();

function search(page: Page, address: string): MarkupElement[] {
  const url = URL.parse(address);
  if (!url?.host) return [];
  const path = url.pathname.replace(/\/$/, '');
  const isOwn = URL.parse(page.url)?.host === url.host;
  const inAttributes = (text: string) => (element: MarkupElement) =>
    [...element.attributes].some(([name, value]) => name !== 'integrity' && value.includes(text));
  const inText = (text: string) => (element: MarkupElement) => element !== page.gate && element.text.includes(text);
  const ways = [
    inAttributes(url.host + path + url.search),
    inAttributes(url.host + path),
    ...(isOwn && path.length > 1 ? [inAttributes(path)] : []),
    inText(url.host + path),
    ...(isOwn ? (path.length > 1 ? [inText(path)] : []) : [inText(url.host)]),
  ];
  for (const way of ways) {
    const found = page.elements.filter(way);
    if (found.length) return found;
  }
  return [];
}

/** Without Kelisim's own places: what it let go comes from where it was held, not from the hand that let it go. */
function chainOfPage({ initiator }: ObservedRequest, { pageAt, attribution }: Visit): readonly Place[] {
  return initiator.chain.filter(({ url, line }) => {
    // What has no address of its own (about:srcdoc, blob:) is no place to go to.
    if (!/^https?:/.test(url) || attribution.ofAddress(url).is === 'ours') return false;
    const gate = pageAt(url)?.gate;
    return !gate || !isScriptAt(gate, line);
  });
}

export function locate(request: ObservedRequest, visit: Visit): Located {
  const { pageAt, observation } = visit;
  const { initiator, from, redirectedFrom, url, stage, realm } = request;
  const page = pageAt(from) ?? pageAt(observation.stages[stage]?.url ?? '');
  const first = redirectedFrom[0] ?? url;
  const told = initiator.element;
  if (page && told) {
    const { place, tag } = told;
    const ofTold = (place && pageAt(place.url)) ?? page;
    const element =
      ofTold.elements.find((one) => place && one.line === place.line && one.column === place.column) ??
      ofTold.elements.find((one) => one.tag.slice(0, MOST_CHARACTERS) === tag) ??
      elementsNaming(ofTold, first)[0];
    if (element) return located(ofTold, element);
  }
  const isWorker = realm === 'worker' || realm === 'service-worker';
  const root =
    chainOfPage(request, visit).at(-1) ?? (isWorker ? { url: from, line: 1, column: 1, inFunction: '' } : undefined);
  if (root) {
    const ofRoot = pageAt(root.url);
    const script = ofRoot?.elements.find((element) => isScriptAt(element, root.line));
    if (ofRoot && script) return located(ofRoot, script);
    const named = ofRoot && elementsNaming(ofRoot, first)[0];
    if (ofRoot && named) return located(ofRoot, named);
    // A frame written with srcdoc is an attribute of the page: its own lines are found nowhere.
    const [written] = page && root.url.startsWith('about:') ? elementsNaming(page, first) : [];
    if (page && written) return located(page, written);
    // A file of the site's own: the line in it says more than the tag that brought it, which is what can be marked.
    const element = (page && elementsNaming(page, root.url)[0]) ?? null;
    return { page, element, place: root, tag: element?.tag.slice(0, MOST_CHARACTERS) ?? '' };
  }
  if (told) return { page, element: null, place: told.place, tag: told.tag };
  const [named] = page ? elementsNaming(page, first) : [];
  return page && named ? located(page, named) : { page, element: null, place: null, tag: '' };
}
