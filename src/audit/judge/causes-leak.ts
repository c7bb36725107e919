/**
 * Owns why something left without a grant: from who asked, through which scripts and hops, and where that stands in the page beside Kelisim's
 * own script. What was brought by something that leaked itself has that one's cause: one mended place ends both.
 * Leaves to others: that it was a leak (judge-vendor.ts), the change that mends it (fixes-leak.ts).
 */
import { isGranted } from '../../core/choice.ts';
import { CHOICE_COOKIE_NAME } from '../../core/storage-keys.ts';
import type { StorageChange } from '../observation.ts';
import type { AuditCause } from '../verdict.ts';
import { isLeak } from './judge-vendor.ts';
import { isScriptAt, type Located, locate, located } from './locate.ts';
import { markTrouble } from './marks.ts';
import type { MarkupElement } from './read-markup.ts';
import { partyOf, type Seen, withoutQuery } from './sightings-of.ts';
import type { Page, Visit } from './visit.ts';

export interface Because extends Located {
  readonly cause: AuditCause;
  /** The sighting that stands at the beginning of it. */
  readonly root: Seen;
  readonly names: Readonly<Record<string, string>>;
}

/** How many steps back are taken: chains of redirects and loaders end. */
const DEPTH = 8;

export function causeOfLeak(seen: Seen, visit: Visit, depth = DEPTH): Because {
  const brought = depth > 0 ? broughtBy(seen, visit) : undefined;
  if (brought && isLeak(brought)) return causeOfLeak(brought, visit, depth - 1);
  const { request, change } = seen;
  const at = request ? locate(request, visit) : locateWriter(seen, visit);
  const because = (cause: AuditCause, names: Because['names'] = {}): Because => ({ ...at, cause, root: seen, names });
  if (visit.observation.phase.kind === 'head-missing') return because('head-missing');
  const forged = forgedBy(seen, visit);
  if (forged) {
    const { writer } = forged;
    const header = writer && 'header' in writer ? withoutQuery(writer.header) : '';
    const place = writer && 'chain' in writer ? (writer.chain.at(-1) ?? null) : null;
    return { ...because('forged-choice', header ? { header } : {}), place, element: null, tag: '' };
  }
  if (change?.writer && 'header' in change.writer)
    return because('server-cookie', { cookies: change.name, header: withoutQuery(change.writer.header) });
  const passed = request && passedOn(seen, visit);
  if (passed) return because(...passed);
  if (brought) return because('container-tag', { container: brought.vendor || brought.host });
  return because(causeInPage(seen, at, visit));
}

/** The request of another script, nearest first, that brought this one. */
function broughtBy({ request, change, party }: Seen, { sentTo }: Visit): Seen | undefined {
  for (const address of request ? askersOf(request) : writersOf(change)) {
    const loaders = sentTo(address).filter((other) => other.request !== request);
    const found = loaders.find(isLeak) ?? loaders.find((other) => other.party !== party);
    if (found) return found;
  }
  return undefined;
}

function askersOf({ initiator }: NonNullable<Seen['request']>): string[] {
  return [...initiator.chain.map(({ url }) => url), ...initiator.through];
}

function writersOf(change: StorageChange | undefined): string[] {
  if (!change?.writer) return [];
  return 'header' in change.writer ? [change.writer.header] : change.writer.chain.map(({ url }) => url);
}

function locateWriter({ change, stage }: Seen, visit: Visit): Located {
  const root = change?.writer && 'chain' in change.writer ? (change.writer.chain.at(-1) ?? null) : null;
  const page = visit.pageAt(root?.url ?? '') ?? visit.pageAt(visit.observation.stages[stage]?.url ?? '');
  const element =
    root && page && withoutQuery(root.url) === withoutQuery(page.url)
      ? page.elements.find((one) => isScriptAt(one, root.line))
      : undefined;
  return page && element ? located(page, element) : { page, element: null, place: root, tag: '' };
}

/** A choice that the audit did not make and that opens this vendor: how its cookie came to be, when somebody saw it. */
function forgedBy({ expectation, vendor, stage, page }: Seen, { observation, facts }: Visit): StorageChange | null {
  const { choice = null, said } = observation.stages[stage] ?? {};
  if (!choice || expectation.granted || said === 'accepted' || said === 'only') return null;
  const path = URL.parse(page)?.pathname ?? '/';
  const { services } = facts.site;
  const find = (id: string) => services.find((service) => service.id === id);
  if (!services.some((service) => service.vendor === vendor && isGranted(service, choice, path, find))) return null;
  const written = observation.storage.find(
    ({ area, name, change }) => area === 'cookie' && name === CHOICE_COOKIE_NAME && change !== 'gone',
  );
  return written ?? UNSEEN;
}

const UNSEEN: StorageChange = {
  stage: 0,
  atMs: 0,
  area: 'cookie',
  change: 'new',
  name: CHOICE_COOKIE_NAME,
  where: '',
  path: '/',
  lifetimeSeconds: null,
  valueHash: '',
  writer: null,
};

/** It came from where no mark of the page reaches: a worker, a hop, a name or path of the site's own. */
function passedOn(
  { request, owner, party, host }: Seen,
  { attribution }: Visit,
): [AuditCause, Because['names']] | null {
  const { realm, from, redirectedFrom, url } = request!;
  if (realm === 'service-worker') return ['service-worker', { script: withoutQuery(from) }];
  if (realm === 'worker') return ['worker', { script: withoutQuery(from) }];
  const first = attribution.ofAddress(redirectedFrom[0] ?? url);
  if (redirectedFrom.length && partyOf(first) !== party) return ['redirect', { from: first.host }];
  if (owner.by === 'cname') return ['cname', { host }];
  if (owner.by === 'own-path') return ['first-party-proxy', { path: URL.parse(url)?.pathname ?? '' }];
  return null;
}

function causeInPage({ request, expectation, stage }: Seen, { page, element }: Located, visit: Visit): AuditCause {
  const { observation, facts } = visit;
  if (element?.inNoscript) return 'noscript';
  if (observation.stages[stage]?.kind === 'route') return 'route';
  if (isNoGate(visit)) return 'no-gate';
  const isScripted = observation.phase.kind !== 'no-script';
  if (isScripted && isGateMissing(visit, page, stage)) return 'head-missing';
  if (page?.gate && isLate(page, page.gate)) return 'head-late';
  // A frame that is sent somewhere is an element like others; what asks from within one is out of the page's reach.
  if (element?.attributes.has('srcdoc') || (request?.realm === 'frame' && request.kind !== 'document')) return 'frame';
  if (element && markTrouble(element, facts, expectation.category)) return 'mark-typo';
  return element && page?.gate && element.start < page.gate.start ? 'above-gate' : 'unmarked';
}

/**
 * No Kelisim at all; or none in this page's HTML, and none that kept a ledger there (it may be called otherwise). Where the HTML names it and the
 * visit was cut short, it may only not have come yet.
 */
function isGateMissing({ observation }: Visit, page: Page | null, stage: number): boolean {
  const { kelisim, troubles } = observation;
  if (!kelisim) return !(page?.gate && troubles.some(({ isFatal }) => isFatal));
  return !!page && !page.gate && !kelisim.ledger.some((entry) => entry.stage === stage);
}

/** A site with another banner, or with none. */
function isNoGate({ facts, observation }: Visit): boolean {
  return facts.source === 'none' && !observation.kelisim;
}

/** Kelisim's script is not where and how it was pasted: it runs after what it is to hold. */
function isLate({ elements }: Page, { attributes, inHead, start }: MarkupElement): boolean {
  const type = attributes.get('type') ?? '';
  if (attributes.has('async') || attributes.has('defer') || !/^$|^text\/javascript$/i.test(type)) return true;
  const before = elements.filter(
    (element) => element.name === 'script' && !element.inNoscript && element.start < start,
  );
  // In the body, behind the site's own files: an optimiser collects scripts there, nobody pastes it there.
  return !inHead && before.length > 0;
}
