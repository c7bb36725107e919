/**
 * Owns why something left without a grant: from who asked, through which scripts and hops, and where that stands in the page beside Kelisim's
 * own script. What was brought by something that leaked itself has that one's cause: one mended place ends both.
 * Leaves to others: that it was a leak (judge-vendor.ts), the change that mends it (fixes-leak.ts).
 */
import { isGranted } from '../../core/choice.ts';
import type { Place } from '../observation.ts';
import type { AuditCause } from '../verdict.ts';
import { type Located, locate } from './locate.ts';
import { markTrouble } from './marks.ts';
import { partyOf, type Seen, withoutQuery } from './sightings-of.ts';
import type { Page, Visit } from './visit.ts';
import { isLeak } from './judge-vendor.ts';
import type { MarkupElement } from './read-markup.ts';

export interface Because extends Located {
  readonly cause: AuditCause;
  /** The sighting that stands at the beginning of it. */
  readonly root: Seen;
  readonly names: Readonly<Record<string, string>>;
}

const DEPTH = 8;

/** @param depth how many further steps back may be taken: chains of redirects and loaders end. */
export function causeOfLeak(seen: Seen, visit: Visit, depth = DEPTH): Because {
  const { request, change } = seen;
  const brought = depth > 0 ? broughtBy(seen, visit) : undefined;
  if (brought && isLeak(brought)) return causeOfLeak(brought, visit, depth - 1);
  const at: Located = request ? locate(request, visit) : locateWriter(seen, visit);
  const because = (cause: AuditCause, names: Because['names'] = {}): Because => ({ ...at, cause, root: seen, names });
  if (visit.observation.phase.kind === 'head-missing') return because('head-missing');
  const forged = forgedBy(seen, visit);
  if (forged !== undefined) return { ...because('forged-choice'), place: forged, element: null, tag: '' };
  if (change?.writer && 'header' in change.writer)
    return because('server-cookie', { header: withoutQuery(change.writer.header) });
  if (request) {
    if (request.realm === 'service-worker') return because('service-worker', { script: withoutQuery(request.from) });
    if (request.realm === 'worker') return because('worker', { script: withoutQuery(request.from) });
    const first = visit.attribution.ofAddress(request.redirectedFrom[0] ?? request.url);
    if (request.redirectedFrom.length && partyOf(first) !== seen.party)
      return because('redirect', { from: first.host });
    if (seen.owner.by === 'cname') return because('cname', { host: seen.host });
    if (seen.owner.by === 'own-path')
      return because('first-party-proxy', { path: URL.parse(request.url)?.pathname ?? '' });
  }
  if (brought) return because('container-tag', { container: brought.vendor || brought.host });
  return because(causeInPage(seen, at, visit));
}

/** The request of another script, nearest first, that brought this one. */
function broughtBy({ request, change, party }: Seen, { seen }: Visit): Seen | undefined {
  const addresses = request
    ? [...request.initiator.chain.map(({ url }) => url), ...request.initiator.through]
    : change?.writer
      ? 'header' in change.writer
        ? [change.writer.header]
        : change.writer.chain.map(({ url }) => url)
      : [];
  for (const address of addresses) {
    const loaders = seen.filter(
      (other) =>
        other.request &&
        other.request !== request &&
        other.what === 'sent' &&
        (other.request.url === address || other.request.redirectedFrom.includes(address)),
    );
    const found = loaders.find(isLeak) ?? loaders.find((other) => other.party !== party);
    if (found) return found;
  }
  return undefined;
}

function locateWriter({ change, stage }: Seen, visit: Visit): Located {
  const writer = change?.writer;
  const chain = writer && 'chain' in writer ? writer.chain : [];
  const url = visit.observation.stages[stage]?.url ?? '';
  const page = visit.pageAt(url);
  const root = chain.at(-1) ?? null;
  const element =
    root && page && withoutQuery(root.url) === withoutQuery(page.url)
      ? page.elements.find(
          (one) =>
            one.name === 'script' && one.line <= root.line && root.line <= one.line + one.text.split('\n').length,
        )
      : undefined;
  return { page, element: element ?? null, place: root, tag: element?.tag ?? '' };
}

/** A choice that the audit did not make, and that opens this vendor. Undefined: there is none; null: nobody saw who wrote it. */
function forgedBy({ expectation, vendor, stage, page }: Seen, { observation, facts }: Visit): Place | null | undefined {
  const { choice = null, said } = observation.stages[stage] ?? {};
  if (!choice || expectation.granted || said === 'accepted' || said === 'only') return undefined;
  const path = URL.parse(page)?.pathname ?? '/';
  const { services } = facts.site;
  const find = (id: string) => services.find((service) => service.id === id);
  const opens = services.some((service) => service.vendor === vendor && isGranted(service, choice, path, find));
  if (!opens) return undefined;
  const written = observation.storage.find(({ area, name }) => area === 'cookie' && name === 'kelisim');
  return written?.writer && 'chain' in written.writer ? (written.writer.chain.at(-1) ?? null) : null;
}

function causeInPage({ request, expectation, stage }: Seen, { page, element }: Located, visit: Visit): AuditCause {
  const { observation, facts } = visit;
  if (element?.inNoscript) return 'noscript';
  if (request?.realm === 'frame' || element?.attributes.has('srcdoc')) return isNoGate(visit) ? 'no-gate' : 'frame';
  if (isNoGate(visit)) return 'no-gate';
  if (page && !page.gate && facts.source !== 'none' && observation.phase.kind !== 'no-script') return 'head-missing';
  if (page?.gate && isLate(page, page.gate)) return 'head-late';
  if (element && markTrouble(element, facts, expectation.category)) return 'mark-typo';
  if (element && page?.gate && element.start < page.gate.start) return 'above-gate';
  return observation.stages[stage]?.kind === 'route' ? 'route' : 'unmarked';
}

/** A site with another banner, or with none. */
export function isNoGate({ facts, observation }: Visit): boolean {
  return facts.source === 'none' && !observation.kelisim;
}

/** Kelisim's script is not where and how it was pasted: it runs after what it is to hold. */
export function isLate({ elements }: Page, { attributes, inHead, start }: MarkupElement): boolean {
  const type = attributes.get('type') ?? '';
  if (attributes.has('async') || attributes.has('defer') || !/^$|^text\/javascript$/i.test(type)) return true;
  const scripts = elements.filter(
    (element) => element.name === 'script' && !element.inNoscript && element.start < start,
  );
  // In the body, behind the site's own files: an optimiser collects scripts there, nobody pastes it there.
  return !inHead && scripts.length > 0;
}
