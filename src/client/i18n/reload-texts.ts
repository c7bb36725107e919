/**
 * Owns the English words of the note after a choice that counts from the next page. Nothing imports the function: it stands here so that the
 * extraction finds the texts; tools/generate-locales.ts writes all languages into one small file (generated/reload-texts.ts).
 */
import { msg } from '@lit/localize';

export function reloadTexts(): readonly string[] {
  return [
    msg('Your choice is saved. It takes effect on the next page you open.', { id: 'reload.opens' }),
    msg('Your choice is saved. Services that are already running stop on the next page you open.', {
      id: 'reload.stops',
    }),
    msg('This page was not reloaded, so that what you have entered is not lost.', { id: 'reload.kept' }),
    msg('Close', { id: 'reload.close', desc: 'Button' }),
  ];
}
