/**
 * Owns the calls to Google's Consent Mode as they should stand in the page: the default before everything, the update by what the visitor chose.
 * Where the page's own call is found, it is what is replaced.
 */
import { type GoogleConsent, googleConsentOf } from '../../core/google-consent.ts';
import type { Finding, Fix } from '../verdict.ts';
import { located, placeOf } from './locate.ts';
import type { MarkupElement } from './read-markup.ts';
import type { Seen } from './sightings-of.ts';
import type { Page, Visit } from './visit.ts';
import { MOST_PASTED_CHARACTERS } from './whole-element.ts';

type Mended = Pick<Finding, 'place' | 'element' | 'fixes'>;

const CALL = (command: string) =>
  new RegExp(`gtag\\(\\s*['"]consent['"]\\s*,\\s*['"]${command}['"]\\s*,\\s*\\{[^}]*\\}\\s*\\)\\s*;?`);
const OTHER_CALL = /gtag\(\s*['"](?:js|config|event|set)['"]/;

/** Consent types with what stands for each, in the site's own categories. */
function pairsOf({ facts }: Visit): [type: string, category: string][] {
  const { types } = googleConsentOf({}, facts.site.categories) as GoogleConsent;
  return Object.entries(types).flatMap(([category, names]) =>
    names.split(' ').map((type): [string, string] => [type, category]),
  );
}

function updateCall(visit: Visit): string {
  const pairs = pairsOf(visit).map(([type, category]) => `${type}: kelisim.has('${category}') ? 'granted' : 'denied'`);
  return `gtag('consent', 'update', { ${pairs.join(', ')} });`;
}

function defaultCall(visit: Visit): string {
  return `gtag('consent', 'default', { ${pairsOf(visit)
    .map(([type]) => `${type}: 'denied'`)
    .join(', ')} });`;
}

function scriptWith(page: Page | null, pattern: RegExp): MarkupElement | undefined {
  return page?.elements.find(
    (element) => element.name === 'script' && element !== page.gate && pattern.test(element.text),
  );
}

function mended(page: Page | null, element: MarkupElement | undefined, fix: Fix): Mended {
  if (!page || !element) return { place: null, element: '', fixes: [fix] };
  return {
    place: placeOf(page, element),
    element: located(page, element).tag,
    fixes: [{ ...fix, place: placeOf(page, element) }],
  };
}

export function fixSignal(visit: Visit, { page: url }: Seen): Mended {
  const page = visit.pageAt(url);
  const call = updateCall(visit);
  const updating = scriptWith(page, CALL('update'));
  const before = updating && CALL('update').exec(updating.text)?.[0];
  if (before) return mended(page, updating, { code: 'signal-update', before, after: call, place: null });
  // Nobody ever updates: the choice is to be passed on when it is made, and on every later page.
  const told = `document.addEventListener('kelisim:choice', function () { ${call} });`;
  const starting = scriptWith(page, CALL('default'));
  const first = starting && CALL('default').exec(starting.text)?.[0];
  if (first)
    return mended(page, starting, { code: 'signal-update', before: first, after: `${first}\n${told}`, place: null });
  return mended(page, undefined, { code: 'signal-update', after: told, place: null });
}

export function fixDefault(visit: Visit, { page: url }: Seen): Mended {
  const page = visit.pageAt(url);
  const speaking = scriptWith(page, OTHER_CALL);
  const text = speaking?.text ?? '';
  const first = OTHER_CALL.exec(text);
  const late = CALL('default').exec(text);
  if (!first || text.length > MOST_PASTED_CHARACTERS)
    return mended(page, speaking, { code: 'default-first', after: defaultCall(visit), place: null });
  const call = late?.[0] ?? defaultCall(visit);
  const from = first.index;
  const before = text.slice(from, late && late.index > from ? late.index + late[0].length : from + first[0].length);
  const rest = late ? before.replace(late[0], '').trimEnd() : before;
  const indent = /[ \t]*$/.exec(text.slice(0, from))?.[0] ?? '';
  return mended(page, speaking, { code: 'default-first', before, after: `${call}\n${indent}${rest}`, place: null });
}
