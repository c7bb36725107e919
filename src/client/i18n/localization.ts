/**
 * Owns the texts in use: a table by id. @lit/localize finds the source texts and keeps the XLIFF (tools/generate-locales.ts); its runtime
 * stays at home, because with explicit ids it is this table and 0.9 kB (brotli) of hashing that every opening of the settings would pay.
 * Leaves to others: which language and when (the elements), where the texts come from (locale-loaders.ts).
 */
import type { TextId } from './generated/text-id.ts';
import type { LocaleModule } from './locale-loaders.ts';

/** Parts whose words travel apart (tools/generate-locales.ts): nobody downloads the words of what they did not open. */
export type TextPart = 'data' | 'mine' | 'embed' | 'again';

let texts: LocaleModule['texts'] = {};
const parts: Partial<Record<string, LocaleModule['texts']>> = {};

/** Makes `say()` speak a language. At once: whoever loads decides that late answers lose, and draws again. */
export function useTexts(module: LocaleModule): void {
  texts = module.texts;
}

/** The words of a part in the same language, once there are any. */
export function usePart(part: TextPart, module: LocaleModule | undefined): void {
  parts[part] = module?.texts;
}

/** A text of the interface in the language in use; '' when its part has not come. */
export function say(id: TextId): string {
  return [texts, ...Object.values(parts)].find((words) => words?.[id])?.[id] ?? '';
}

/** The words of a code, as `data` `ip`; the code itself when it has none, or not yet. */
export function sayCode(prefix: 'data' | 'country', code: string): string {
  return say(`${prefix}.${code}` as TextId) || code;
}
