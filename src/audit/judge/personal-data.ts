/**
 * Owns the finding `personal-data` of one visit: a visitor's data in what a third party was sent, whatever was agreed to. Names kind, field and
 * host; the value itself is never kept.
 * Leaves to others: recognising values (personal-values.ts), taking requests apart (request-fields.ts).
 */
import type { ObservedRequest } from '../observation.ts';
import { type Draft, evidenceOf } from './draft.ts';
import { groupBy } from './group-by.ts';
import { locate } from './locate.ts';
import { hasApplicationPath, isApplication, type PersonalKind, personalKinds } from './personal-values.ts';
import { decoded, type Field, requestFields } from './request-fields.ts';
import type { Seen } from './sightings-of.ts';
import type { Visit } from './visit.ts';

interface Found {
  readonly one: Seen;
  readonly kind: PersonalKind;
  readonly field: string;
  readonly where: Field['where'] | 'title';
}

export type PersonalReader = (request: ObservedRequest) => readonly Omit<Found, 'one'>[];

/** Reads each distinct request once: a counter repeats itself in every visit. */
export function createPersonalReader(isOwnDomain: (host: string) => boolean): PersonalReader {
  const known = new Map<string, readonly Omit<Found, 'one'>[]>();
  return (request) => {
    const key = [request.url, request.referrer, request.body].join('\n');
    const found =
      known.get(key) ??
      requestFields(request).flatMap((field) =>
        kindsOf(field, isOwnDomain).map((kind) => ({ kind, field: field.key, where: field.where })),
      );
    known.set(key, found);
    return found;
  };
}

function kindsOf(field: Field, isOwnDomain: (host: string) => boolean): PersonalKind[] {
  const { key, text, inAddress } = field;
  const kinds = personalKinds(text, { key, isOwnDomain });
  if (!kinds.length && (isApplication(key, text, inAddress) || (inAddress && !key && hasApplicationPath(text))))
    kinds.push('application');
  return kinds;
}

/** By these keys analytics report the page's title. */
const TITLE_KEY = /^(?:dt|title|page_title|t|action_name|browser-info)$/;

export function personalDataOf(visit: Visit, read: PersonalReader): Draft[] {
  const { observation, seen } = visit;
  const found = seen.flatMap((one): Found[] => {
    const { request, what } = one;
    if (!request || what !== 'sent') return [];
    return read(request).map(({ kind, field, where }) => ({
      one,
      kind,
      field,
      where: isTitle(visit, kind, field) ? 'title' : where,
    }));
  });
  const groups = groupBy(found, ({ one, kind, field, where }) => [one.party, kind, field, where].join('\n'));
  return [...groups.values()].map((group): Draft => {
    const { one, kind, field, where } = group[0]!;
    const { place, tag } = locate(one.request!, visit);
    const names = { data: kind, field: field || where, where };
    return {
      verdict: 'personal-data',
      severity: 'error',
      cause: 'personal-data',
      vendor: one.vendor,
      host: one.host,
      category: one.expectation.category,
      page: one.page,
      place,
      // The tag may hold the value itself.
      element: personalKinds(decoded(tag), { key: '', isOwnDomain: () => false }).length ? '' : tag,
      of: [kind, field, where].join(' '),
      names,
      fixes: [{ code: 'without-value', place, names }],
      evidence: evidenceOf(
        observation,
        group.map((item) => item.one),
      ),
    };
  });
}

function isTitle({ observation }: Visit, kind: PersonalKind, field: string): boolean {
  if (!TITLE_KEY.test(field)) return false;
  const context = { key: '', isOwnDomain: () => false };
  return observation.titles.some((title) => personalKinds(title, context).includes(kind));
}
