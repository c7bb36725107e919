/** Owns what is wrong with a translation: missing, left in English, letters of another alphabet, a placeholder lost, not Kazakh. Pure. */
import { LANGUAGES, type Language } from '../src/core/language.ts';

/** Language → message id → text. */
export type Texts = Readonly<Record<Language, ReadonlyMap<string, string>>>;

/** Texts that are rightly the same as in English. None now; each needs a reason. */
const SAME_AS_ENGLISH: ReadonlySet<string> = new Set<string>();

const KAZAKH_LETTERS = /[әғқңөұүһі]/gi;
/** One word with letters of both alphabets, as `cерия` with a Latin c. A hyphen ends a word: `IP-адрес` is fine. */
const MIXED_WORD = /(?=[\p{L}]*\p{Script=Latin})(?=[\p{L}]*\p{Script=Cyrillic})[\p{L}]+/u;
/** Share of Kazakh-only letters among all letters: about 0.2 in Kazakh prose, 0 in Russian. */
const KAZAKH_SHARE_MIN = 0.1;

export function checkTranslations(texts: Texts): string[] {
  return [
    ...LANGUAGES.flatMap((language) =>
      [...texts.en].flatMap(([id, source]) => problemsOf(language, id, source, texts[language].get(id))),
    ),
    ...kazakhProblems(texts.kk),
  ];
}

function problemsOf(language: Language, id: string, source: string, text: string | undefined): string[] {
  if (!text?.trim()) return [`${language} ${id}: missing`];
  const problems: string[] = [];
  if (language !== 'en' && text === source && !SAME_AS_ENGLISH.has(id)) problems.push('the same as in English');
  const mixed = MIXED_WORD.exec(text);
  if (mixed) problems.push(`"${mixed[0]}" mixes Latin and Cyrillic letters`);
  if (language === 'ru' && text.search(KAZAKH_LETTERS) >= 0) problems.push('has Kazakh letters');
  if (placeholders(text) !== placeholders(source))
    problems.push(`needs the placeholders ${placeholders(source) || '(none)'}`);
  return problems.map((problem) => `${language} ${id}: ${problem}`);
}

function placeholders(text: string): string {
  return (text.match(/\{\w+\}/g) ?? []).sort().join(' ');
}

function kazakhProblems(texts: ReadonlyMap<string, string>): string[] {
  const all = [...texts.values()].join(' ');
  const share = (all.match(KAZAKH_LETTERS)?.length ?? 0) / (all.match(/\p{Script=Cyrillic}/gu)?.length || 1);
  return share < KAZAKH_SHARE_MIN ? [`kk: only ${(share * 100).toFixed(1)} % Kazakh letters; this is not Kazakh`] : [];
}
