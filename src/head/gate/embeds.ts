/**
 * Owns what would show something, once it was held: frames, players, and containers that the owner named for widgets drawn by a script
 * (`data-kelisim-placeholder="2gis"`). Asks the client for placeholders when one of them takes room in the page, however late: a pixel never does.
 * Leaves to others: holding and releasing (held-elements.ts), which of them still wait and what is drawn there (client/ui).
 */
import type { KelisimApi } from '../../core/api.ts';
import { HIDDEN } from '../../shims/url-attributes.ts';
import { client } from '../load-client.ts';
import { has } from '../state.ts';

const PLACE = `${HIDDEN}placeholder`;
/** Less has no room for two buttons; what is drawn where is decided there (client/ui/kelisim-placeholder/cover.ts). */
const MIN_AREA_PX = 60 * 40;

export const embeds: HTMLElement[] = [];
let sizes: ResizeObserver | undefined;

/** @param element what was held, or a container. */
export function watchEmbed(element: Element): void {
  const whole = element.closest<HTMLElement>(`iframe,embed,object,video,audio,[${PLACE}]`);
  if (!whole) return;
  embeds.push(whole);
  (sizes = sizes || new ResizeObserver(askForPlaceholders)).observe(whole);
}

function takesRoom(element: HTMLElement): boolean {
  const place = element.getAttribute(PLACE);
  return place ? !has(place) : element.offsetWidth * element.offsetHeight > MIN_AREA_PX;
}

/** After the page has loaded, and whenever a size changes. */
export function askForPlaceholders(): void {
  if (document.readyState === 'complete' && embeds.some(takesRoom))
    client((window as unknown as { kelisim: KelisimApi }).kelisim, 'showPlaceholders').catch(() =>
      // Not at every resize again; the next one that is held tries once more. The client tells, if it is there.
      sizes!.disconnect(),
    );
}
