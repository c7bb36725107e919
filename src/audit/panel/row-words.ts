/** Owns the words of one row, the same in the table and in the copied text. Leaves to others: what the row is (service-rows.ts), drawing it. */
import type { CategoryId, StandardCategory } from '../../core/category.ts';
import type { SiteConfig } from '../../core/config.ts';
import type { ResolvedService } from '../../core/head-site.ts';
import type { Verdict } from '../../core/ledger-entry.ts';

import type { PanelTextId, PanelWords } from './panel-words.ts';
import type { ServiceRow } from './service-rows.ts';

export interface RowWords {
  readonly name: string;
  readonly category: string;
  readonly state: string;
  /** `held ×2 12:03:04`. */
  readonly facts: readonly string[];
  readonly why: string;
}

/** What the words are made of. */
export interface Naming {
  readonly words: PanelWords;
  readonly config: Partial<SiteConfig>;
}

const STANDARD: Readonly<Record<StandardCategory | 'container', PanelTextId>> = {
  necessary: 'panel.in-necessary',
  functional: 'panel.in-functional',
  analytics: 'panel.in-analytics',
  advertising: 'panel.in-advertising',
  container: 'panel.in-container',
};
export function rowWords(row: ServiceRow, naming: Naming): RowWords {
  const { say } = naming.words;
  const { service, vendors, category, container, state, wire } = row;
  const sent = wire.filter(({ what }) => what === 'sent');
  const mark = row.category && `data-kelisim="${row.category}"`;
  return {
    name: service
      ? serviceName({ id: service, vendor: vendors[0] ?? service }, naming)
      : vendors.map((id) => vendorName(id, naming.words)).join(' / ') || [row.host, mark].filter(Boolean).join(' '),
    category: container ? say('panel.in-container') : categoryName(category, naming),
    state: say(`panel.is-${state}`),
    facts: [
      ...row.facts.map(
        ({ verdict, count, last }) => `${verdictWords(verdict, naming.words)} ×${count} ${timeOf(last)}`,
      ),
      ...(sent.length > 0 ? [`${say('panel.sent')} ×${sent.length} ${timeOf(sent.at(-1)!.timeMs)}`] : []),
    ],
    why: whyWords(row, naming.words),
  };
}

/** Causes of rows that the later part explains. */
export function isForMore(cause: ServiceRow['cause']): boolean {
  return /^(?:leak|not-there|no-request|empty)/.test(cause);
}

/** The sentences of a leak, of what is missing and of a container that brings nothing come with the part that finds why; until then there is none. */
function whyWords({ cause, paths }: ServiceRow, { say }: PanelWords): string {
  const part = isForMore(cause) ? 'tools' : 'panel';
  return say(`${part}.why-${cause}` as PanelTextId).replace('{paths}', () => paths.join(', '));
}

/** What happened to one element or call; that it is undeclared or unknown is the state of the row. */
export function verdictWords(verdict: Verdict, { say }: PanelWords): string {
  if (verdict === 'undeclared') return say('panel.dropped');
  return say(verdict === 'unlisted' ? 'panel.let-through' : `panel.${verdict}`);
}

export function vendorName(id: string, { vendors }: PanelWords): string {
  return vendors[id]?.name ?? id;
}

/** Two services of one vendor are told apart by their ids. */
export function serviceName({ id, vendor }: Pick<ResolvedService, 'id' | 'vendor'>, { words, config }: Naming): string {
  const own = config.services?.find((item) => (item.id ?? item.vendor) === id)?.name;
  const name = own ?? vendorName(vendor, words);
  return id === vendor || own ? name : `${name} (${id})`;
}

export function categoryName(id: CategoryId, { words, config }: Naming): string {
  if (Object.hasOwn(STANDARD, id)) return words.say(STANDARD[id as StandardCategory]);
  const own = config.categories?.find((item) => item.id === id);
  // English falls back to Russian, never Kazakh to anything (DESIGN §3).
  return own ? (own.name[words.language] ?? own.name.ru) : id;
}

export function serviceCategory(
  { category, contains }: Pick<ResolvedService, 'category' | 'contains'>,
  naming: Naming,
): string {
  return contains ? naming.words.say('panel.in-container') : categoryName(category, naming);
}

/** Wall clock as everywhere in Kazakhstan; not by locale, which browsers without Kazakh would write in English. */
export function timeOf(timeMs: number): string {
  return new Date(timeMs).toTimeString().slice(0, 8);
}
