/**
 * Owns the finding `residual` of one visit: after a withdrawal a name in storage that stays or comes back, and code that goes on sending from the
 * page it was loaded into.
 * Leaves to others: what a page that is loaded anew sends or stores again without a grant (leaks.ts, which has it in the other phases too).
 */
import { RULES } from '../../vendors/generated/rules.ts';
import type { StorageArea, StorageChange } from '../observation.ts';
import type { Fix } from '../verdict.ts';
import type { Attribution } from './attribute.ts';
import type { StoredAttribution } from './attribute-stored.ts';
import { type Draft, evidenceOf } from './draft.ts';
import { expectationOf } from './expectation.ts';
import { insertInHead } from './fixes-page.ts';
import { groupBy } from './group-by.ts';
import { isLeak } from './judge-vendor.ts';
import { IN_FLIGHT_MS, partyOf, type Seen, withoutQuery } from './sightings-of.ts';
import { storageChanges } from './storage-changes.ts';
import type { Visit } from './visit.ts';

/** By these names vendors remember the refusal itself; erasing them would take it back. */
const REFUSAL_ITSELF = /opt_?(?:in_)?out/i;
/** A page cannot reach what lies on a vendor's own domain, nor the service worker's and caches' that it did not make. */
const ERASABLE: readonly StorageArea[] = ['cookie', 'localStorage', 'sessionStorage', 'indexedDB'];

/** What of a visit is a residue and not a leak: sent or written after the withdrawal by what was loaded before it. */
export function isResidue({ observation }: Visit, seen: Seen): boolean {
  const { stages, requests } = observation;
  if (stages[seen.stage]?.said !== 'withdrawn' || !isLeak(seen)) return false;
  if (seen.change) return true;
  const from = stages.find(({ kind }) => kind === 'withdrawal')?.startedAtMs ?? Number.POSITIVE_INFINITY;
  // Not by stages: Kelisim may load the page anew in that of the click, and the page still runs when the next one begins. What a new page asks for
  // by itself is a leak; a worker of the old one lives until the new one has come.
  const grace = seen.request?.realm === 'worker' ? IN_FLIGHT_MS : 0;
  return !requests.some(
    ({ kind, realm, atMs }) => kind === 'document' && realm === 'page' && atMs >= from && atMs + grace <= seen.atMs,
  );
}

export function residuesOf(visit: Visit, ofStored: StoredAttribution): Draft[] {
  if (visit.observation.phase.kind !== 'withdraw') return [];
  return [...running(visit), ...leftovers(visit, ofStored)];
}

function running(visit: Visit): Draft[] {
  const hits = visit.seen.filter((one) => one.request && isResidue(visit, one));
  return [...groupBy(hits, ({ party }) => party).values()].map((group): Draft => {
    const [first] = group as [Seen];
    const { from, realm } = first.request!;
    const script = realm === 'worker' || realm === 'service-worker' ? withoutQuery(from) : '';
    return {
      verdict: 'residual',
      severity: 'error',
      cause: 'keeps-running',
      vendor: first.vendor,
      host: first.host,
      category: first.expectation.category,
      page: first.page,
      place: null,
      element: '',
      names: script ? { script } : {},
      fixes: [
        {
          code: 'reload-on-withdrawal',
          after: '"withdrawal": { "reload": true }',
          place: null,
          names: { vendor: first.vendor },
        },
      ],
      evidence: evidenceOf(visit.observation, group),
    };
  });
}

interface Leftover {
  readonly change: StorageChange;
  readonly isBack: boolean;
}

function leftovers(visit: Visit, ofStored: StoredAttribution): Draft[] {
  const { observation, facts, attribution } = visit;
  const stages = observation.stages;
  if (!stages.some(({ said }) => said === 'withdrawn')) return [];
  const parties = leftBehind(storageChanges(observation, attribution), stages)
    .filter(({ change }) => ERASABLE.includes(change.area) && isErasable(change, attribution.isOwnHost))
    .flatMap((item) => {
      const owner = ofStored(item.change);
      const { said, url } = stages.at(-1)!;
      const path = URL.parse(url)?.pathname ?? '/';
      const expectation = expectationOf(owner.vendor, facts, { said, phase: observation.phase, path });
      const isClosed = owner.is === 'vendor' && !expectation.granted && expectation.listed === 'config';
      return isClosed && !expectation.necessary ? [{ ...item, owner, expectation }] : [];
    });
  const groups = groupBy(parties, ({ owner, isBack, change }) =>
    [partyOf(owner), isBack, change.area === 'cookie'].join('\n'),
  );
  return [...groups.values()].map((group): Draft => {
    const { owner, isBack, expectation, change } = group[0]!;
    const names = [...new Set(group.map((item) => item.change.name))].toSorted();
    const host = group.map((item) => writerHost(item.change, attribution)).find(Boolean) ?? owner.host;
    const chain = change.writer && 'chain' in change.writer ? change.writer.chain : [];
    const header = change.writer && 'header' in change.writer ? withoutQuery(change.writer.header) : '';
    return {
      verdict: 'residual',
      severity: 'warning',
      cause: isBack ? 'comes-back' : 'not-erased',
      vendor: owner.vendor,
      host,
      category: expectation.category,
      page: withoutQuery(stages[change.stage]?.url ?? observation.url),
      place: isBack ? (chain.at(-1) ?? null) : null,
      element: '',
      of: names.map(stableName).join(' '),
      names: { cookies: names.join(', '), ...(header && { header }) },
      fixes: isBack
        ? [
            {
              code: 'take-out',
              place: chain.at(-1) ?? null,
              names: { cookies: names.join(', '), ...(header && { header }) },
            },
          ]
        : [nameThem(visit, owner.vendor, names, change.area)],
      evidence: {
        ...evidenceOf(observation, []),
        stored: names,
        atMs: Math.min(...group.map((item) => item.change.atMs)),
      },
    };
  });
}

/** Ids of customers and visitors stand in names: `_ga_ABC123`, `_hjSession_1000076`. */
function stableName(name: string): string {
  return name.replace(/\d{3,}/g, '#');
}

function isErasable({ where }: StorageChange, isOwnHost: (host: string) => boolean): boolean {
  return isOwnHost((URL.parse(where)?.hostname ?? where).replace(/^\./, ''));
}

/** Host of whoever wrote it: a third party's script in the chain, the server whose answer set it. */
function writerHost({ writer, where }: StorageChange, { ofAddress }: Attribution): string {
  if (!writer) return (URL.parse(where)?.hostname ?? where).replace(/^\./, '');
  if ('header' in writer) return URL.parse(writer.header)?.hostname ?? '';
  const foreign = writer.chain.find(({ url }) => ofAddress(url).is === 'vendor' || ofAddress(url).is === 'unlisted');
  return URL.parse(foreign?.url ?? '')?.hostname ?? '';
}

/** What is there at the end from before the withdrawal, and what was written again after it, though it may have been erased once more. */
function leftBehind(changes: readonly StorageChange[], stages: Visit['observation']['stages']): Leftover[] {
  const there = new Map<string, Leftover>();
  const back = new Map<string, Leftover>();
  const from = stages.find(({ said }) => said === 'withdrawn')?.startedAtMs ?? Number.POSITIVE_INFINITY;
  for (const change of changes.toSorted((a, b) => a.stage - b.stage || a.atMs - b.atMs)) {
    const key = [change.area, change.where.replace(/^\./, ''), change.name].join('\n');
    const isAfter = stages[change.stage]?.said === 'withdrawn' && change.atMs > from + IN_FLIGHT_MS;
    if (change.change === 'gone') there.delete(key);
    else if (isAfter) back.set(key, { change, isBack: true });
    else there.set(key, { change, isBack: false });
  }
  const stays = [...there].filter(([key]) => !back.has(key)).map(([, item]) => item);
  return [...back.values(), ...stays].filter(({ change }) => !REFUSAL_ITSELF.test(change.name));
}

function nameThem(visit: Visit, vendor: string, names: readonly string[], area: StorageArea): Fix {
  const { facts } = visit;
  const service = facts.site.services.find((one) => one.vendor === vendor);
  const known = service?.cookies?.split(' ').filter(Boolean) ?? [];
  const list = [...new Set([...known, ...names])];
  const label = { service: service?.id ?? vendor, cookies: names.join(', '), area };
  if (area === 'cookie' && !Object.hasOwn(RULES, vendor))
    return { code: 'add-cookies', after: `"cookies": ${JSON.stringify(list)}`, place: null, names: label };
  return { code: 'add-cookies', ...insertInHead(visit, eraser(names, area, label.service)), names: label };
}

/** The config names cookies only; anything else the page takes away itself when it hears of the choice. */
function eraser(names: readonly string[], area: StorageArea, service: string): string {
  const call: Readonly<Partial<Record<StorageArea, (name: string) => string>>> = {
    cookie: (name) => `document.cookie = '${name}=; path=/; max-age=0';`,
    indexedDB: (name) => `indexedDB.deleteDatabase('${name}');`,
  };
  const one = call[area] ?? ((name: string) => `${area}.removeItem('${name}');`);
  const lines = names.map((name) => one(name.replaceAll("'", ''))).join(' ');
  return [
    '<script>(function () {',
    `function erase() { if (!kelisim.has('${service}')) { ${lines} } }`,
    "document.addEventListener('kelisim:choice', erase);",
    'erase();',
    '})();</script>',
  ].join('\n');
}
