/**
 * Owns saying what came back after it was erased: one console line for the owner, `inner.returners` and an event for the panel (core/returner.ts).
 */
import type { KelisimApi } from '../../core/api.ts';
import { RETURNED_EVENT, type Returner } from '../../core/returner.ts';

const WHEN: Readonly<Record<Returner['when'], string>> = {
  'same-page': 'something on this page still writes or holds them',
  'later-page': 'they lay there when this page began: an earlier page, this one or its server wrote them',
};

/** The line without the word `kelisim:`; also used by tests. */
export function returnerLine(found: readonly Returner[]): string {
  const names = found.map(({ area, name, services }) => `"${name}" (${area}; ${services.join(', ')})`);
  return `erased after the refusal and there again: ${names.join(', ')}; ${WHEN[found[0]!.when]}. Erased once more; hold what writes them by a mark, or list them under cookies.keep if they are the site's own`;
}

/** @param found not empty. */
export function tellReturners({ inner }: KelisimApi, found: readonly Returner[]): void {
  console.warn(`kelisim: ${returnerLine(found)}`);
  inner.returners = [...(inner.returners ?? []), ...found];
  document.dispatchEvent(new CustomEvent<readonly Returner[]>(RETURNED_EVENT, { detail: found }));
}
