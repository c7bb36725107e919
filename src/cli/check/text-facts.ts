/**
 * Owns reading facts out of a text in Kazakh or Russian: numbers, dates, document numbers, BINs, phones, addresses, clauses.
 * Each comes back in one spelling, so that two languages can be compared. Leaves to others: what a difference means.
 */

const MONTHS: readonly (readonly [stem: string, month: string])[] = (
  [
    ['январ қаңтар', '01'],
    ['феврал ақпан', '02'],
    ['март наурыз', '03'],
    ['апрел сәуір', '04'],
    ['мая май мамыр', '05'],
    ['июн маусым', '06'],
    ['июл шілде', '07'],
    ['август тамыз', '08'],
    ['сентябр қыркүйек', '09'],
    ['октябр қазан', '10'],
    ['ноябр қараша', '11'],
    ['декабр желтоқсан', '12'],
  ] as const
).flatMap(([stems, month]) => stems.split(' ').map((stem) => [stem, month] as const));

const QUOTED_DAY = '[«"“]?(\\d{1,2})[»"”]?';
/** `10.08.2021`; `«10» августа 2021`; `2024 жылғы «10» тамыз`; `«23» қыркүйек 2024`. */
const NUMERIC_DATE = /\b(\d{1,2})\.(\d{2})\.(\d{4})\b/g;
const DAY_FIRST = new RegExp(`${QUOTED_DAY}\\s+(\\p{Script=Cyrillic}{3,})\\s+(\\d{4})`, 'gu');
const YEAR_FIRST = new RegExp(`(\\d{4})\\s+жыл\\p{L}*\\s+${QUOTED_DAY}\\s+(\\p{Script=Cyrillic}{3,})`, 'gu');

function iso(year: string, month: string | undefined, day: string): string[] {
  return month ? [`${year}-${month}-${day.padStart(2, '0')}`] : [];
}

function monthOf(word: string): string | undefined {
  return MONTHS.find(([stem]) => word.toLowerCase().startsWith(stem))?.[1];
}

export function datesIn(text: string): string[] {
  return [
    ...[...text.matchAll(NUMERIC_DATE)].flatMap(([, day, month, year]) => iso(year!, month, day!)),
    ...[...text.matchAll(DAY_FIRST)].flatMap(([, day, month, year]) => iso(year!, monthOf(month!), day!)),
    ...[...text.matchAll(YEAR_FIRST)].flatMap(([, year, day, month]) => iso(year!, monthOf(month!), day!)),
  ];
}

/** `№ 44-02`, `№94-V` → `44-02`, `94-V`. */
export function documentNumbersIn(text: string): string[] {
  return [...text.matchAll(/№\s*(\d[\p{L}\d]*(?:\s?[/-]\s?[\p{L}\d]+)*)/gu)].map(([, number]) =>
    number!.replace(/\s/g, '').toUpperCase(),
  );
}

/** Twelve digits behind БИН or БСН. */
export function binsIn(text: string): string[] {
  return [...text.matchAll(/(?:БИН|БСН)\D{0,3}(\d{12})\b/g)].map(([, bin]) => bin!);
}

/** `+7 705 957 77 70` → `+77059577770`. */
export function phonesIn(text: string): string[] {
  return [...text.matchAll(/\+\d[\d\s()-]{8,}\d/g)].map(([phone]) => phone.replace(/[^+\d]/g, ''));
}

/** Hosts of e-mail addresses and links, in lower case. */
export function addressesIn(text: string): string[] {
  return [
    ...text.matchAll(/(?<![\p{L}\d.@-])(?:https?:\/\/)?((?:[\w.+-]+@)?(?:[a-z0-9-]+\.)+[a-z]{2,})(?![\p{L}\d@-])/giu),
  ].map(([, address]) => address!.toLowerCase());
}

/** Runs of digits; spaces and hyphens inside a phone number do not count. */
export function numbersIn(text: string): string[] {
  return (text.replace(/(?<=\d)[\s-](?=\d)/g, '').match(/\d+/g) ?? []).map((number) => number.replace(/^0+(?=\d)/, ''));
}

/** Numbers at the beginning of lines, `4.1.2`, in their order. */
export function clausesIn(text: string): string[] {
  return [...text.matchAll(/^[\s*-]*(\d{1,2}(?:\.\d{1,2})+)\.?[\s*]/gm)].map(([, clause]) => clause!);
}

/** Items of unnumbered lists, counted between one numbered line and the next. */
export function listItemsIn(text: string): number[] {
  return text
    .split(/^[\s*]*\d{1,2}[.)]/m)
    .map((part) => part.match(/^\s*[-–•]\s+(?![*\s]*\d+[.)])\S/gm)?.length ?? 0)
    .filter((count) => count > 0);
}

/** What stands in some languages only, as sentences: `"44-02" only in ru`. How often does not count. */
export function differences(facts: Readonly<Record<string, readonly string[]>>): string[] {
  const languages = Object.keys(facts);
  const all = [...new Set(Object.values(facts).flat())];
  return all.flatMap((fact) => {
    const having = languages.filter((language) => facts[language]!.includes(fact));
    return having.length < languages.length ? [`"${fact}" only in ${having.join(', ')}`] : [];
  });
}
