/**
 * Owns going through what the visits sent: each request with whose it is, who brought it, and in which phases. Requests inside somebody else's
 * frame are left out: the frame is what the page loads, the gate and a policy end at its border (CSP 3 §4.2: a frame has a policy of its own).
 * Pure. Leaves to others: vendors (seen-vendors.ts), hosts nobody knows (seen-hosts.ts), cookies (seen-cookies.ts).
 */
import { RULES } from '../../vendors/generated/rules.ts';
import type { Observation, ObservedRequest } from '../observation.ts';
import type { AddressSorter, Whose } from './address-sorter.ts';

export interface SeenRequest {
  readonly request: ObservedRequest;
  readonly whose: Whose;
  /** Phase id. */
  readonly phase: string;
  /** The nearest vendor, service or unlisted host that is another one; null when the site itself asked. */
  readonly bringer: Whose | null;
  /** Where in the site it was asked: `https://site.kz/:12`, '' when nothing says so. */
  readonly place: string;
}

export function seenRequests(observations: readonly Observation[], sort: AddressSorter): SeenRequest[] {
  return observations.flatMap(({ requests, phase }) =>
    requests.flatMap((request) => {
      const whose = sort(request.url);
      if (!whose || isInForeignFrame(request, sort)) return [];
      const [bringer = null] = bringersOf(request, sort).filter((other) => !isSame(other, whose));
      return [{ request, whose, phase: phase.id, bringer, place: placeOf(request, sort) }];
    }),
  );
}

export function isContainer({ vendor }: Whose): boolean {
  return RULES[vendor]?.t === 1;
}

/** Vendors are one and the same over all their hosts, hosts that nobody knows over their domain. */
export function isSame(a: Whose, b: Whose): boolean {
  return a.kind === b.kind && (a.kind === 'vendor' ? a.vendor === b.vendor : a.domain === b.domain);
}

function isInForeignFrame({ realm, from, kind }: ObservedRequest, sort: AddressSorter): boolean {
  const document = sort(from);
  return realm === 'frame' && kind !== 'document' && document !== null && document.kind !== 'own';
}

/** Those that led here and are not the site, the nearest first: places in code, then what brought that code, then a redirect. */
function bringersOf({ initiator, redirectedFrom }: ObservedRequest, sort: AddressSorter): Whose[] {
  return [...redirectedFrom.toReversed(), ...initiator.chain.map(({ url }) => url), ...initiator.through].flatMap(
    (address) => {
      const whose = sort(address);
      return whose && whose.kind !== 'own' ? [whose] : [];
    },
  );
}

function placeOf({ initiator: { chain, element } }: ObservedRequest, sort: AddressSorter): string {
  const place = element?.place ?? chain.find(({ url }) => sort(url)?.kind === 'own');
  return place ? `${place.url.replace(/[?#].*$/s, '')}:${place.line}` : '';
}
