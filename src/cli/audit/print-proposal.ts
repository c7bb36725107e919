/** Owns how a proposed config and a comparison read to a person on a terminal. Pure. Leaves to others: JSON, which is the proposal itself. */
import type { Comparison, DifferenceKind } from '../../audit/discover/compare-config.ts';
import { lifetimeWords } from '../../audit/discover/lifetime.ts';
import { describe } from '../../audit/discover/list-blanks.ts';
import type { Proposal } from '../../audit/discover/proposal.ts';
import type { SeenCookie } from '../../audit/discover/seen-cookies.ts';
import { plainText } from '../../audit/report/plain-text.ts';

const TEXT_MAX = 1_000_000;

const HEADINGS: Readonly<Record<'new' | 'gone' | 'differs', string>> = {
  new: 'new',
  gone: 'not seen',
  differs: 'differs',
};

export function proposalText(proposal: Proposal, file: string): string {
  // Names of cookies and words of links are strangers' text: no escape sequence of theirs reaches the terminal.
  return plainText(proposalLines(proposal, file).join('\n'), TEXT_MAX);
}

function proposalLines(proposal: Proposal, file: string): string[] {
  const { vendors, hosts, cookies, blanks, remarks, config } = proposal;
  const strangers = hosts.strangers.filter(({ isFileStore }) => !isFileStore);
  const required = blanks.filter(({ isOptional }) => !isOptional);
  const optional = blanks.filter(({ isOptional }) => isOptional);
  return [
    `${file}: ${plural(vendors.length, 'known vendor')}, ${plural(strangers.length, 'domain')} that nobody knows, ${plural(cookies.length, 'cookie or storage key', 'cookies and storage keys')}`,
    '',
    ...section(
      'Vendors',
      vendors.map(({ vendor, ids, contains, by, hosts: of }) =>
        [
          vendor,
          ids.length ? `(${ids.join(', ')})` : '',
          contains.length ? `brings ${contains.join(', ')}` : '',
          by === 'ledger'
            ? 'held by Kelisim, never contacted'
            : by === 'cookie'
              ? 'by its cookies alone'
              : of.join(', '),
        ]
          .filter(Boolean)
          .join('  '),
      ),
    ),
    ...section(
      'Domains that nobody knows',
      strangers.flatMap((stranger) => [stranger.domain, ...describe(stranger).map((line) => `  ${line}`)]),
    ),
    ...section('Hosts that always pass', [
      ...(config.hosts?.necessary ?? []),
      ...(config.hosts?.presets ?? []).map((name) => `preset "${name}"`),
    ]),
    ...section('Cookies and storage', cookieLines(cookies)),
    ...section(
      'Concluded, not seen: look at it',
      remarks.map(({ path, text }) => `${path}: ${text}`),
    ),
    ...section(
      'To be filled in (empty in the file; kelisim check and kelisim build refuse it until then)',
      required.flatMap(({ path, what, seen }) => [`${path}: ${what}`, ...seen.map((text) => `  seen: ${text}`)]),
    ),
    ...section(
      'May be added',
      optional.map(({ path, what }) => `${path}: ${what}`),
    ),
    '',
  ];
}

export function comparisonText(file: string, { differences, notTried }: Comparison): string {
  const order = ['new', 'gone', 'differs'] as const;
  const sorted = order.flatMap((group) => differences.filter(({ kind }) => groupOf(kind) === group));
  const count = (group: (typeof order)[number]) => sorted.filter(({ kind }) => groupOf(kind) === group).length;
  const lines = [
    ...sorted.map(({ kind, path, text }) => `${HEADINGS[groupOf(kind)].padEnd(9)} ${path}: ${text}`),
    ...notTried.map(({ path, name, why }) => `not tried ${path}: ${name}: ${why}.`),
    `${file}: ${count('new')} new, ${count('gone')} not seen any more, ${count('differs')} different`,
    '',
  ];
  return plainText(lines.join('\n'), TEXT_MAX);
}

function groupOf(kind: DifferenceKind): 'new' | 'gone' | 'differs' {
  if (kind === 'lifetime') return 'differs';
  return kind.startsWith('gone') ? 'gone' : 'new';
}

function cookieLines(cookies: readonly SeenCookie[]): string[] {
  const owners = Map.groupBy(
    cookies,
    ({ vendor, domain, by }) => vendor || domain || (by === 'site' ? 'the site itself' : 'nobody saw who wrote it'),
  );
  return [...owners].map(
    ([owner, list]) =>
      `${owner}: ${list
        .map(({ name, area, lifetimeSeconds, differs, known }) => {
          const what = area === 'cookie' ? lifetimeWords(lifetimeSeconds) : area;
          return `${name} (${what}${differs ? `, the catalogue says ${known ?? 'nothing'}` : ''})`;
        })
        .join(', ')}`,
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length ? [title, ...lines.map((line) => `  ${line}`), ''] : [];
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
