/**
 * Owns finding the element of a page that a request comes from: by what the browser said of it, by the script that began it all, else by its
 * address in the HTML.
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

const NOWHERE: Located = { page: null, element: null, place: null, tag: '' };
const MOST_CHARACTERS = 500;

export function placeOf(page: Page, { line, column }: MarkupElement): Place {
  return { url: page.url, line, column, inFunction: '' };
}

export function isScriptAt(element: MarkupElement, line: number): boolean {
  return (
    element.name === 'script' && element.line <= line && line <= element.line + element.text.split('\n').length + 1
  );
}

export function located(page: Page, element: MarkupElement): Located {
  return { page, element, place: placeOf(page, element), tag: element.tag.slice(0, MOST_CHARACTERS) };
}

/** Elements that name an address, the most certain first: in an attribute, in a script's text, by its host alone. */
export function elementsNaming(page: Page, address: string): MarkupElement[] {
  const url = URL.parse(address);
  if (!url) return [];
  const whole = url.host + url.pathname.replace(/\/$/, '') + url.search;
  const path = url.host + url.pathname.replace(/\/$/, '');
  const isOwn = URL.parse(page.url)?.host === url.host;
  const values = (element: MarkupElement) =>
    [...element.attributes].filter(([name]) => name !== 'integrity').map(([, value]) => value);
  const ways: ((element: MarkupElement) => boolean)[] = [
    (element) => values(element).some((value) => value.includes(whole)),
    (element) => values(element).some((value) => value.includes(path)),
    (element) => isOwn && url.pathname.length > 1 && values(element).some((value) => value.includes(url.pathname)),
    (element) => element.text.includes(path),
    (element) => !isOwn && element.text.includes(url.host),
  ];
  for (const way of ways) {
    const found = page.elements.filter(way);
    if (found.length) return found;
  }
  return [];
}

export function locate(request: ObservedRequest, { pageAt, observation }: Visit): Located {
  const { initiator, from, redirectedFrom, url, stage } = request;
  const page = pageAt(from) ?? pageAt(observation.stages[stage]?.url ?? '');
  const told = initiator.element;
  if (page && told) {
    const { place, tag } = told;
    const element =
      page.elements.find((one) => place && one.line === place.line && one.column === place.column) ??
      page.elements.find((one) => one.tag === tag) ??
      elementsNaming(page, redirectedFrom[0] ?? url)[0];
    if (element) return located(page, element);
  }
  const root = initiator.chain.at(-1);
  if (root) {
    const ofRoot = pageAt(root.url);
    const script = ofRoot?.elements.find((element) => isScriptAt(element, root.line) && !element.attributes.has('src'));
    if (ofRoot && script) return located(ofRoot, script);
    // A file of the site's own: the line in it says more than the tag that brought it.
    const tag = page && elementsNaming(page, root.url).find(({ name }) => name === 'script');
    return { page, element: tag ?? null, place: root, tag: tag?.tag.slice(0, MOST_CHARACTERS) ?? '' };
  }
  if (told) return { page, element: null, place: told.place, tag: told.tag };
  const [named] = page ? elementsNaming(page, redirectedFrom[0] ?? url) : [];
  return page && named ? located(page, named) : { ...NOWHERE, page };
}
