/**
 * Owns what can be seen of a Kazakh or Russian text by its letters: words of two alphabets, Kazakh letters lost on the way (W27, W28),
 * one language where the other should stand. Used by `kelisim check`, and by the tests of our own texts.
 * Leaves to others: whether a sentence is true, or good Kazakh.
 */

const KAZAKH_LETTER = /[әғқңөұүһі]/giu;
const CYRILLIC_LETTER = /\p{Script=Cyrillic}/gu;
/** One word with letters of both alphabets, as `cерия` with a Latin c. A hyphen ends a word: `IP-адрес` is fine. */
const MIXED_WORD = /(?=\p{L}*\p{Script=Latin})(?=\p{L}*\p{Script=Cyrillic})\p{L}+/gu;
/** Shorter texts may do without: `Алматы`, `Сайт`. Kazakh prose has one such letter in five. */
const ENOUGH_LETTERS = 30;

export function mixedWords(text: string): string[] {
  return text.match(MIXED_WORD) ?? [];
}

export function hasKazakhLetters(text: string): boolean {
  return text.search(KAZAKH_LETTER) >= 0;
}

/** A text long enough to have Kazakh letters, without any: most likely Russian in the Kazakh place. */
export function isHardlyKazakh(text: string): boolean {
  return (text.match(CYRILLIC_LETTER)?.length ?? 0) >= ENOUGH_LETTERS && !hasKazakhLetters(text);
}

/** Beginnings of words as they come out of a keyboard without Kazakh letters, or of a hurry, with what they should be. No Kazakh or Russian word begins so. */
const LOST: Readonly<Record<string, string>> = {
  акпарат: 'ақпарат',
  алаяктык: 'алаяқтық',
  баска: 'басқа',
  болім: 'бөлім',
  бугатт: 'бұғатт',
  дурыс: 'дұрыс',
  жаксы: 'жақсы',
  жашама: 'жанама',
  жетілдиру: 'жетілдіру',
  жузеге: 'жүзеге',
  жумыс: 'жұмыс',
  жұзеге: 'жүзеге',
  кабылда: 'қабылда',
  кадағала: 'қадағала',
  кайтар: 'қайтар',
  калпына: 'қалпына',
  каупсіз: 'қауіпсіз',
  келисим: 'келісім',
  келсім: 'келісім',
  келсіп: 'келісп',
  кклем: 'көлем',
  колдан: 'қолдан',
  колем: 'көлем',
  коргау: 'қорғау',
  корсет: 'көрсет',
  кужат: 'құжат',
  кукык: 'құқық',
  курылғы: 'құрылғы',
  курылгы: 'құрылғы',
  купиялы: 'құпиялы',
  күпия: 'құпия',
  кызмет: 'қызмет',
  кызығушылык: 'қызығушылық',
  кінарат: 'кінәрат',
  кинәрат: 'кінәрат',
  максат: 'мақсат',
  мерзим: 'мерзім',
  микроаржы: 'микроқаржы',
  микрокаржы: 'микроқаржы',
  откізу: 'өткізу',
  руксат: 'рұқсат',
  рұксат: 'рұқсат',
  сакта: 'сақта',
  телейон: 'телефон',
  тулға: 'тұлға',
  тулга: 'тұлға',
  тұлга: 'тұлға',
  уйым: 'ұйым',
  ушінші: 'үшінші',
  өдеу: 'өңдеу',
  өзгерис: 'өзгеріс',
  өндеу: 'өңдеу',
  өндей: 'өңдей',
  оңдеу: 'өңдеу',
};

/** Words that lost letters, with what was meant. For Kazakh texts only. */
export function lostLetters(text: string): { readonly word: string; readonly right: string }[] {
  const found: { word: string; right: string }[] = [];
  for (const [word] of text.matchAll(/\p{L}+/gu)) {
    const plain = word.toLowerCase();
    // The legal form, cut (W15): ЖШС is a limited liability partnership.
    if (word === 'ЖШ') found.push({ word, right: 'ЖШС' });
    for (const [lost, right] of Object.entries(LOST))
      if (plain.startsWith(lost)) found.push({ word, right: right + plain.slice(lost.length) });
  }
  return found;
}
