/**
 * Owns the one question asked when head and client are of different ages: settings of one must not be drawn by the other.
 * Native and without the interface's texts on purpose: those belong to one age too.
 */
import type { KelisimApi } from '../core/api.ts';
import type { Localised } from '../core/language.ts';

const QUESTION: Localised = {
  kk: 'Сайт жаңартылды. Баптауларды ашу үшін бетті қайта жүктеу керек. Қазір қайта жүктеу керек пе?',
  ru: 'Сайт обновился. Чтобы открыть настройки, нужно перезагрузить страницу. Перезагрузить сейчас?',
  en: 'The site has been updated. To open the settings the page has to be reloaded. Reload now?',
};

export function askToReload(api: KelisimApi): void {
  if (confirm(QUESTION[api.inner.language()] ?? QUESTION.kk)) location.reload();
}
