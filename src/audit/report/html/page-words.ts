/**
 * Owns the words of one HTML report in all its languages: what is shown in the first language carries a number, and the small script exchanges the
 * words behind the numbers. Without script the first language simply stays. Leaves to others: the texts (report-text.ts), the script (report-script.ts).
 */
import { html } from 'hono/html';
import { LANGUAGES, type Language, type Localised } from '../../../core/language.ts';
import { oneLine } from '../plain-text.ts';
import { type Filling, type ReportTextId, reportText } from '../report-text.ts';

export type Markup = ReturnType<typeof html>;

export class PageWords {
  readonly language: Language;
  readonly #numbers = new Map<string, number>();
  readonly #list: string[][] = [];

  constructor(language: Language) {
    this.language = language;
  }

  text(id: ReportTextId, filling?: Filling): Markup {
    return this.show(reportText(id, filling));
  }

  /** Words as an element of their own; what is the same everywhere is plain text. */
  show(words: Localised): Markup {
    const number = this.#number(words);
    const text = oneLine(words[this.language]);
    return number === null ? html`${text}` : html`<span data-w="${number}">${text}</span>`;
  }

  /** The same inside SVG, where no span may stand. */
  svgText(words: Localised): { readonly text: string; readonly number: number | '' } {
    return { text: oneLine(words[this.language]), number: this.#number(words) ?? '' };
  }

  /** Words of an attribute (`aria-label`, `alt`): the attribute's value, and the number under which the script finds it. */
  attribute(words: Localised): { readonly value: string; readonly number: number | '' } {
    return { value: oneLine(words[this.language]), number: this.#number(words) ?? '' };
  }

  /** For a JSON script element: nothing in it may end the element. */
  json(): string {
    return JSON.stringify({ languages: LANGUAGES, words: this.#list }).replace(/</g, '\\u003c');
  }

  #number(words: Localised): number | null {
    const all = LANGUAGES.map((language) => oneLine(words[language]));
    if (new Set(all).size === 1) return null;
    const key = all.join('\u0000');
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#list.length);
    return this.#list.push(all) - 1;
  }
}
