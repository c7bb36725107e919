/**
 * Owns the comparison of the catalogue's hosts with a list of entities (third-party-web), and of what differs with our written decisions.
 * Pure. Leaves to others: reading the package and the decisions, printing (check-vendors.ts).
 */
import type { VendorFile } from '../src/vendors/vendor-file.ts';

/** As third-party-web has them. Its `*.x` covers `x` too. */
export interface Entity {
  readonly name: string;
  readonly company: string;
  readonly category: string;
  readonly domains: readonly string[];
}

/** `foreign`: the list gives our host to another company; `unknown`: to nobody; `missed`: a tracking host of the company that no rule of ours has. */
export type DisagreementKind = 'foreign' | 'missed' | 'unknown';

export interface Disagreement {
  readonly kind: DisagreementKind;
  readonly host: string;
  readonly vendors: readonly string[];
  readonly entity?: string;
}

export interface Decision {
  /** Exact, or with `*` for any run of characters. */
  readonly hosts: readonly string[];
  readonly decision: string;
}

export interface Decisions extends Readonly<Record<DisagreementKind, readonly Decision[]>> {
  /** Entities under another name than the provider's that are the same company all the same. */
  readonly sameCompany: readonly SameCompany[];
}

export interface SameCompany {
  readonly entity: string;
  readonly vendors: readonly string[];
  readonly decision: string;
}

export interface Verdict {
  readonly decided: readonly (Disagreement & { readonly decision: string })[];
  readonly undecided: readonly Disagreement[];
  /** Decisions about nothing: the rule, or the list, has changed since. */
  readonly stale: readonly string[];
}

/** Categories whose hosts the catalogue means to know whole; the others hold portals, libraries and widgets. */
const TRACKING = ['ad', 'analytics'];
/** Words that prove no kinship. */
const COMMON_WORDS =
  /^(?:inc|llc|ltd|gmbh|the|ads?|web|sdk|cdn|pixel|analytics|counter|group|software|company|limited)$/;

export function compareWithEntities(
  files: readonly VendorFile[],
  entities: readonly Entity[],
  entityOf: (host: string) => Entity | undefined,
  decisions: Decisions,
): Verdict {
  const ours = vendorsByHost(files);
  const used = new Set<SameCompany>();
  const companies = new Map<string, Set<string>>();
  const found: Disagreement[] = [];
  for (const [host, vendors] of ours) {
    const entity = entityOf(host.replace('*', 'any'));
    if (!entity) {
      found.push({ kind: 'unknown', host, vendors: vendors.map(({ id }) => id) });
      continue;
    }
    const strangers = vendors.filter((file) => {
      const decided = decisions.sameCompany.find(
        ({ entity: name, vendors: ids }) => name === entity.name && ids.includes(file.id),
      );
      const kin = areKin(file, entity);
      if (decided && !kin) used.add(decided);
      if (kin || decided) setOf(companies, entity.company).add(file.id);
      return !kin && !decided;
    });
    if (strangers.length > 0) {
      found.push({ kind: 'foreign', host, vendors: strangers.map(({ id }) => id), entity: entity.name });
    }
  }
  for (const entity of entities.filter(
    ({ category, company }) => TRACKING.includes(category) && companies.has(company),
  )) {
    for (const host of entity.domains.filter((domain) => ![...ours.keys()].some((own) => hostsMeet(own, domain)))) {
      found.push({ kind: 'missed', host, vendors: [...companies.get(entity.company)!], entity: entity.name });
    }
  }
  return judge(found, decisions, used);
}

function judge(found: readonly Disagreement[], decisions: Decisions, used: ReadonlySet<SameCompany>): Verdict {
  const decided: (Disagreement & { decision: string })[] = [];
  const undecided: Disagreement[] = [];
  const needed = new Set<string>();
  for (const item of found) {
    const matches = decisions[item.kind].flatMap(({ hosts, decision }) =>
      hosts.filter((pattern) => fits(pattern, item.host)).map((pattern) => ({ pattern, decision })),
    );
    for (const { pattern } of matches) needed.add(`${item.kind} ${pattern}`);
    if (matches[0]) decided.push({ ...item, decision: matches[0].decision });
    else undecided.push(item);
  }
  const written = (['foreign', 'missed', 'unknown'] as const).flatMap((kind) =>
    decisions[kind].flatMap(({ hosts }) => hosts.map((pattern) => `${kind} ${pattern}`)),
  );
  const stale = [
    ...written.filter((text) => !needed.has(text)),
    ...decisions.sameCompany.filter((item) => !used.has(item)).map(({ entity }) => `sameCompany ${entity}`),
  ];
  return { decided, undecided, stale };
}

function vendorsByHost(files: readonly VendorFile[]): Map<string, VendorFile[]> {
  const hosts = new Map<string, VendorFile[]>();
  for (const file of files) {
    for (const host of new Set(file.match.map((rule) => rule.replace(/[/?].*/, '')))) {
      hosts.set(host, [...(hosts.get(host) ?? []), file]);
    }
  }
  return hosts;
}

/** Whether the names share a word that names somebody: "Mixpanel, Inc." and "Mixpanel". */
function areKin(file: VendorFile, entity: Entity): boolean {
  const words = wordsOf(`${entity.name} ${entity.company}`);
  return wordsOf(`${file.name} ${file.provider.name ?? ''}`).some((word) => words.includes(word));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word.length > 1 && !COMMON_WORDS.test(word));
}

function hostsMeet(a: string, b: string): boolean {
  const [bareA, bareB] = [a.replace(/^\*\./, ''), b.replace(/^\*\./, '')];
  return (
    bareA === bareB || (a !== bareA && bareB.endsWith(`.${bareA}`)) || (b !== bareB && bareA.endsWith(`.${bareB}`))
  );
}

function fits(pattern: string, host: string): boolean {
  return new RegExp(`^${pattern.replace(/[^\w*-]/g, '\\$&').replaceAll('*', '.*')}$`).test(host);
}

function setOf(map: Map<string, Set<string>>, key: string): Set<string> {
  const set = map.get(key) ?? new Set<string>();
  map.set(key, set);
  return set;
}
