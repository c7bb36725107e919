/**
 * Owns the English words of the one question that is asked when head and client are of different ages (ask-to-reload.ts). Nothing imports the
 * function: it stands here so that the extraction finds the text; tools/generate-locales.ts writes all languages into one small file.
 */
import { msg } from '@lit/localize';

export function askTexts(): readonly string[] {
  return [
    msg('The site has been updated. To open the settings the page has to be reloaded. Reload now?', {
      id: 'ask.reload',
    }),
  ];
}
