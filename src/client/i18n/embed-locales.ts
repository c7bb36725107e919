/** Owns where the words of the placeholders are; apart from the other loaders, which everybody who opens the settings pays for. */
import type { LocaleLoaders } from './locale-loaders.ts';

export const EMBED_LOCALES: LocaleLoaders = {
  kk: () => import('./generated/embed-kk.ts'),
  ru: () => import('./generated/embed-ru.ts'),
  en: () => import('./generated/embed-en.ts'),
};
