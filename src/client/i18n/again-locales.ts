/** Owns where the words of "what changed" are; apart from locale-loaders.ts, which everybody who opens the settings pays. */
import type { LocaleLoaders } from './locale-loaders.ts';

export const AGAIN_LOCALES: LocaleLoaders = {
  kk: () => import('./generated/again-kk.ts'),
  ru: () => import('./generated/again-ru.ts'),
  en: () => import('./generated/again-en.ts'),
};
