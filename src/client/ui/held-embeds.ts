/**
 * Owns which elements of the page wait for a consent that could be given here, and what each of them stands for.
 * Leaves to others: holding them (the head), covering them (show-placeholders.ts).
 */
import type { KelisimApi, ResolvedService } from '../../core/api.ts';
import { createPackedMatcher } from '../../vendors/matcher.ts';

/** A container of a widget that a script draws; the value is the id of its service. */
export const PLACE = 'data-kelisim-placeholder';
export const MARK = 'data-kelisim';
/** Attributes whose address the head keeps back under `data-kelisim-<name>` (shims/url-attributes.ts, HIDDEN). */
const KEPT = ['src', 'data'];

export interface HeldPart {
  readonly holder: Element;
  readonly name: string;
  readonly address: string;
}

export interface Embed {
  readonly element: HTMLElement;
  /** Undefined for a frame of a host that nobody knows. */
  readonly service: ResolvedService | undefined;
  /** The category it is marked with, when it is: both have to be granted. */
  readonly category: string | undefined;
  /** What is kept back, of a player its sources; nothing of a container. */
  readonly parts: readonly HeldPart[];
}

function partsOf(element: HTMLElement): HeldPart[] {
  return [element, ...element.querySelectorAll(':scope > source')].flatMap((holder) =>
    KEPT.flatMap((name) => {
      const address = holder.getAttribute(`${MARK}-${name}`);
      return address === null ? [] : [{ holder, name, address }];
    }),
  );
}

/** In document order of their coming; each once. */
export function heldEmbeds(api: KelisimApi): Embed[] {
  const { inner } = api;
  const vendorOf = createPackedMatcher(inner.rules);
  const serviceOf = (address: string): ResolvedService | string | undefined => {
    const { hostname, pathname, search } = new URL(address, document.baseURI);
    const vendor = vendorOf(hostname, pathname, search);
    return vendor && (inner.services.find((service) => service.vendor === vendor) ?? vendor);
  };

  function embedOf(element: HTMLElement): Embed | null {
    // What stands in a frame, or in a container, is that one's matter.
    if (!element.isConnected || element.ownerDocument !== document) return null;
    if (element.parentElement?.closest(`[${PLACE}]`) || element.closest('[aria-hidden=true]')) return null;
    const place = element.getAttribute(PLACE);
    const parts = place === null ? partsOf(element) : [];
    const [first] = parts;
    if (place === null && !(first && URL.canParse(first.address, document.baseURI))) return null;
    const mark = place ?? element.getAttribute(MARK);
    const marked = inner.services.find(({ id }) => id === mark);
    const known = first && serviceOf(first.address);
    // Of a vendor that the config does not name nothing is ever let go.
    if (typeof known === 'string') return null;
    const category = first && inner.categories.find(({ id, letter }) => id === mark && letter)?.id;
    const service = known ?? marked;
    if (!service && (!category || inner.config.unlisted === 'block')) return null;
    if (mark !== null && !marked && !category) return null;
    return { element, service, category, parts };
  }

  const found = [...new Set(inner.embeds as readonly HTMLElement[])].map(embedOf);
  return found.filter((embed) => embed !== null && isAsked(api, embed)) as Embed[];
}

/** Not open, and a choice could open it on this page. */
function isAsked(api: KelisimApi, { service, category }: Embed): boolean {
  const choice = api.inner.choice();
  const letterOf = (id: string) => api.inner.categories.find((item) => item.id === id)?.letter ?? '?';
  const agreed =
    choice &&
    (!service || (choice.services[service.id] ?? (!service.replay && choice.letters.includes(service.letter)))) &&
    (!category || choice.letters.includes(letterOf(category)));
  // Agreed to and still held: it waits for the next page (levels fence and header), and there is nothing left to ask.
  if (agreed || ((!service || api.has(service.id)) && (!category || api.has(category)))) return false;
  return !service || mayOpen(api, service.id);
}

/** Whether it would be open on this page if it were granted: asked of the head itself, which judges (`onlyOn`, `notOn`, containers). */
function mayOpen({ has, inner: { once } }: KelisimApi, id: string): boolean {
  const before = once[id];
  once[id] = true;
  const may = has(id);
  if (before === undefined) delete once[id];
  else once[id] = before;
  return may;
}
