/** Owns the comparison of a config's texts between Kazakh, Russian and English (R03), and what their letters give away. */
import type { SiteConfig } from '../../core/config.ts';
import { hasKazakhLetters, isHardlyKazakh, lostLetters, mixedWords } from '../../core/schema/letters.ts';
import { type CheckFinding, finding } from './check-finding.ts';
import { addressesIn, differences, numbersIn } from './text-facts.ts';
import { type PlacedText, siteTexts } from './site-texts.ts';

/** At least one word of three letters: `MFO 24` may be the same everywhere. */
const CYRILLIC_WORD = /\p{Script=Cyrillic}{3}/u;

/** Nobody translates a street. */
const ADDRESS = /\.address$/;

export function checkLanguages(config: SiteConfig): CheckFinding[] {
  const speaksEnglish = config.languages?.includes('en') ?? true;
  return siteTexts(config).flatMap((placed) => [
    ...checkParity(placed),
    ...checkLetters(`${placed.path}.kk`, placed.text.kk, 'kk'),
    ...checkLetters(`${placed.path}.ru`, placed.text.ru, 'ru'),
    ...(speaksEnglish && placed.text.en === undefined && !ADDRESS.test(placed.path)
      ? [finding('english-missing', placed.path)]
      : []),
  ]);
}

function checkParity({ path, text: { kk, ru, en } }: PlacedText): CheckFinding[] {
  const findings: CheckFinding[] = [];
  if (kk === ru && CYRILLIC_WORD.test(kk))
    findings.push(finding('same-text', path, `"${kk}" stands in both languages`));
  const compare = (
    factsOf: (text: string) => string[],
    code: 'numbers-differ' | 'addresses-differ' | 'placeholders-differ',
  ) => {
    const different = differences({ kk: factsOf(kk), ru: factsOf(ru), ...(en !== undefined && { en: factsOf(en) }) });
    if (different.length) findings.push(finding(code, path, different.join('; ')));
  };
  compare(numbersIn, 'numbers-differ');
  compare(addressesIn, 'addresses-differ');
  compare((text) => text.match(/\{\w+\}/g) ?? [], 'placeholders-differ');
  return findings;
}

/** @param path of the text, for the finding. */
export function checkLetters(path: string, text: string, language: 'kk' | 'ru'): CheckFinding[] {
  const findings = mixedWords(text).map((word) =>
    finding('mixed-alphabet', path, `"${word}" has Latin and Cyrillic letters`),
  );
  if (language === 'ru' && hasKazakhLetters(text)) findings.push(finding('kazakh-in-russian', path));
  if (language === 'kk') {
    if (isHardlyKazakh(text)) findings.push(finding('not-kazakh', path));
    for (const { word, right } of lostLetters(text))
      findings.push(finding('lost-letter', path, `"${word}" should be "${right}"`));
  }
  return findings;
}
