/** Owns looking up a text of the collector's pages: by page and key. The words are in locales/, generated into this folder. */
import type { Language } from '../core/language.ts';
import { COLLECTOR_TEXTS } from './generated/collector-texts.ts';

type TextId = keyof (typeof COLLECTOR_TEXTS)['kk'];
/** Keys behind a page's prefix; a text that does not exist is a compile error. */
export type TextsOf<Page extends string> = TextId extends infer Id
  ? Id extends `${Page}-${infer Key}`
    ? Key
    : never
  : never;

export function collectorText<Page extends string>(page: Page, key: TextsOf<Page>, language: Language): string {
  return COLLECTOR_TEXTS[language][`${page}-${key}` as TextId];
}
