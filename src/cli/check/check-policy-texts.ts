/**
 * Owns the comparison of a policy's two language files with each other and with the config (`--policy kk=FILE ru=FILE`): dates, numbers, BINs,
 * addresses, phones, clauses, lists, letters. Reads plain text or Markdown. Leaves to others: what the sentences mean.
 */
import type { SiteConfig } from '../../core/config.ts';
import { hasKazakhLetters } from '../../core/schema/letters.ts';
import { hasCheckDigit } from '../../core/check-digit.ts';
import type { CheckFindingCode } from './check-codes.ts';
import { type CheckFinding, finding } from './check-finding.ts';
import { ownDomain } from './check-hosts.ts';
import { checkLetters } from './check-languages.ts';
import { domainOf, isNearMiss } from './domains.ts';
import {
  addressesIn,
  binsIn,
  clausesIn,
  datesIn,
  differences,
  documentNumbersIn,
  listItemsIn,
  phonesIn,
} from './text-facts.ts';

export interface PolicyText {
  readonly language: 'kk' | 'ru';
  /** As the user named it. */
  readonly file: string;
  readonly text: string;
}

/** A sentence this long without a Kazakh letter is not Kazakh. */
const SENTENCE_MIN_WORDS = 6;
const NO_TERM = /без ограничения срока|мерзімі шектелмей|мерзімсіз/iu;
const APP_ONLY = /только к мобильному приложению|мобильді(?:к)? қосымшасына ғана қолданылады/iu;

export function checkPolicyTexts(texts: readonly PolicyText[], config: SiteConfig): CheckFinding[] {
  return [...texts.flatMap((text) => checkText(text, config)), ...(texts.length > 1 ? compare(texts) : [])];
}

function checkText({ language, file, text }: PolicyText, config: SiteConfig): CheckFinding[] {
  const findings: CheckFinding[] = [];
  const bins = config.operators.flatMap(({ bin }) => bin ?? []);
  text.split('\n').forEach((line, i) => {
    const at = `${file}:${i + 1}`;
    findings.push(...checkLetters(at, line, language).filter(({ code }) => code !== 'not-kazakh'));
    if (language === 'kk')
      for (const sentence of russianSentences(line))
        findings.push(finding('not-kazakh', at, `"${sentence.slice(0, 60)}…" has no Kazakh letter`));
    for (const bin of binsIn(line)) {
      if (!hasCheckDigit(bin))
        findings.push(finding('policy-bin-differs', at, `${bin} is no BIN: its check digit does not fit`));
      else if (bins.length && !bins.includes(bin))
        findings.push(finding('policy-bin-differs', at, `${bin} is not in the config (${bins.join(', ')})`));
    }
    findings.push(...nearMisses(line, at, config));
    if (/www\.\s+[a-z]/i.test(line)) findings.push(finding('policy-host-broken', at));
    if (NO_TERM.test(line)) findings.push(finding('policy-no-term', at, `"${NO_TERM.exec(line)![0]}"`));
    if (APP_ONLY.test(line)) findings.push(finding('policy-app-only', at));
  });
  return [...findings, ...doubledClauses(file, text)];
}

/** W22: a Russian sentence left in the Kazakh text. Names in quotation marks and links do not count. */
function russianSentences(line: string): string[] {
  return line
    .replace(/«[^»]*»|https?:\S+/g, ' ')
    .split(/[.!?;:]\s/)
    .filter(
      (sentence) =>
        (sentence.match(/\p{Script=Cyrillic}{2,}/gu)?.length ?? 0) >= SENTENCE_MIN_WORDS && !hasKazakhLetters(sentence),
    );
}

function nearMisses(line: string, at: string, config: SiteConfig): CheckFinding[] {
  const own = ownDomain(config);
  if (own === null) return [];
  return [...new Set(addressesIn(line))]
    .filter((address) => isNearMiss(domainOf(address.split('@').at(-1)!), own))
    .map((address) =>
      finding(
        'near-miss-domain',
        at,
        `${address} is nearly ${own}, but a stranger's`,
        `Write ${own} if that was meant.`,
      ),
    );
}

function doubledClauses(file: string, text: string): CheckFinding[] {
  const clauses = clausesIn(text);
  const doubled = clauses.filter((clause, i) => clauses.indexOf(clause) < i);
  return doubled.length
    ? [finding('policy-clauses-differ', file, `${[...new Set(doubled)].join(', ')} more than once`)]
    : [];
}

function compare(texts: readonly PolicyText[]): CheckFinding[] {
  const files = texts.map(({ file }) => file).join(' and ');
  const differ = (code: CheckFindingCode, factsOf: (text: string) => readonly string[]): CheckFinding[] => {
    const different = differences(Object.fromEntries(texts.map(({ language, text }) => [language, factsOf(text)])));
    return different.length ? [finding(code, files, different.join('; '))] : [];
  };
  const lists = texts.map(({ language, text }) => `${listItemsIn(text).join(', ') || 'none'} in ${language}`);
  const isListed = new Set(texts.map(({ text }) => listItemsIn(text).join())).size > 1;
  return [
    ...differ('policy-dates-differ', datesIn),
    ...differ('policy-numbers-differ', documentNumbersIn),
    ...differ('policy-bin-differs', binsIn),
    ...differ('policy-addresses-differ', (text) => addressesIn(text).filter((address) => address.includes('@'))),
    ...differ('policy-phones-differ', phonesIn),
    ...differ('policy-clauses-differ', clausesIn),
    ...(isListed ? [finding('policy-lists-differ', files, `items of each list: ${lists.join('; ')}`)] : []),
  ];
}
