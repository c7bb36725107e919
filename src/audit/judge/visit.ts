/**
 * Owns one visit with everything the judges of it share: its sightings, the HTML of its pages, where Kelisim's script stands in them.
 * Leaves to others: making sightings (sightings-of.ts), reading HTML (read-markup.ts).
 */
import type { Observation } from '../observation.ts';
import type { SiteFacts } from '../site-facts.ts';
import type { Attribution } from './attribute.ts';
import { type MarkupElement, readMarkup } from './read-markup.ts';
import { type Seen, withoutQuery } from './sightings-of.ts';

export interface Page {
  readonly url: string;
  readonly html: string;
  readonly elements: readonly MarkupElement[];
  /** Kelisim's own script, null when the page has none. */
  readonly gate: MarkupElement | null;
}

export interface Visit {
  readonly observation: Observation;
  readonly facts: SiteFacts;
  readonly attribution: Attribution;
  readonly seen: readonly Seen[];
  /** What was sent to this address, also as a hop of a redirect. */
  readonly sentTo: (address: string) => readonly Seen[];
  /** The page as the server sent it, null when it was not kept. */
  readonly pageAt: (url: string) => Page | null;
}

/** Text that stands in every head file, also an inline one. */
const HEAD_TEXT = 'kelisim.pending.';

/** Attributes of the printed tag (cli/paste-forms.ts), should an owner call the file otherwise. */
const PRINTED = ['data-skip-moving', 'data-cfasync', 'data-nowprocket'];

/** Reads each HTML once: thirty visits of a page mostly bring the same. */
export function createPageReader({ ofAddress }: Attribution): (url: string, html: string) => Page {
  const known = new Map<string, Page>();
  const isGate = (url: string) => (element: MarkupElement) => {
    if (element.name !== 'script') return false;
    const src = element.attributes.get('src');
    if (src === undefined) return element.text.includes(HEAD_TEXT);
    if (PRINTED.every((name) => element.attributes.has(name))) return true;
    const address = URL.parse(src, url)?.href ?? '';
    return ofAddress(address).is === 'ours' && /\/kelisim[^/]*$/.test(withoutQuery(address));
  };
  return (url, html) => {
    const key = `${url}\n${html}`;
    const elements = known.get(key)?.elements ?? readMarkup(html);
    const page = known.get(key) ?? { url, html, elements, gate: elements.find(isGate(url)) ?? null };
    known.set(key, page);
    return page;
  };
}

export function createVisit(
  observation: Observation,
  facts: SiteFacts,
  attribution: Attribution,
  seen: readonly Seen[],
  read: ReturnType<typeof createPageReader>,
): Visit {
  const documents = Object.entries(observation.documents);
  const byAddress = new Map<string, Seen[]>();
  for (const one of seen) {
    if (!one.request || one.what !== 'sent') continue;
    for (const address of [...one.request.redirectedFrom, one.request.url]) {
      const known = byAddress.get(address);
      if (known) known.push(one);
      else byAddress.set(address, [one]);
    }
  }
  return {
    observation,
    facts,
    attribution,
    seen,
    sentTo: (address) => byAddress.get(address) ?? [],
    pageAt(url) {
      const [wanted = ''] = url.split('#');
      const found =
        documents.find(([address]) => address === wanted) ??
        documents.find(([address]) => withoutQuery(address) === withoutQuery(wanted));
      return found ? read(...found) : null;
    },
  };
}
