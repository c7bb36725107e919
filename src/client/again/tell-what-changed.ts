/**
 * Owns telling, in the banner, why a visitor who has chosen before is asked again (R21, R13): lines below the banner's own sentence, in the language
 * in use, drawn again when that changes. The banner marks the place (part `again`, a live region) and stays in charge of everything else.
 * Leaves to others: what changed (what-changed.ts), whether to ask (the head).
 */
import type { KelisimApi } from '../../core/api.ts';
import { dayOf } from '../../core/choice-cookie.ts';
import type { Language } from '../../core/language.ts';
import type { SiteData } from '../../core/site-data.ts';
import { AGAIN_LOCALES } from '../i18n/again-locales.ts';
import type { TextId } from '../i18n/generated/text-id.ts';
import { dayWords } from '../i18n/day-words.ts';
import { loadSiteData } from '../load-site-data.ts';
import { type BasisService, basisNow } from './choice-basis.ts';
import { type EarlierChoice, findEarlier } from './earlier-choice.ts';
import { whatChanged } from './what-changed.ts';

/** One text of the part, its words put in. */
type Say = (id: TextId, words?: Readonly<Record<string, string | number>>) => string;

/** Shows the reason, now and after each switch of the language. Rejects when a file does not arrive: the banner's sentence stays. */
export async function tellWhatChanged(api: KelisimApi): Promise<void> {
  const earlier = findEarlier();
  if (!earlier) return;
  const site = await loadSiteData(api);
  const show = async (language: Language) => {
    const { texts } = await AGAIN_LOCALES[language]();
    const place = document.querySelector('kelisim-banner')?.shadowRoot?.querySelector('[part="again"]');
    // A late answer, or a choice meanwhile.
    if (!place || language !== api.inner.language()) return;
    const say: Say = (id, words = {}) =>
      (texts[id] ?? '').replace(/\{(\w+)\}/g, (whole, key: string) => `${words[key] ?? whole}`);
    const sentence = place.firstChild ?? '';
    place.replaceChildren(
      sentence,
      ...linesOf(api, site, earlier, language, say).flatMap((line) => [document.createElement('br'), line]),
    );
    // The banner waits for this a moment, so that it does not grow after it was seen (core/banner-style.ts).
    place.closest('section')?.setAttribute('told', '');
  };
  api.on('language', (language) => void show(language).catch(() => undefined));
  await show(api.inner.language());
}

function linesOf(
  { inner }: KelisimApi,
  site: SiteData,
  earlier: EarlierChoice,
  language: Language,
  say: Say,
): string[] {
  const { basis, choice, scope } = earlier;
  const lines = [say('again.chosen', { date: dayWords(choice.day, language) })];
  const ends = choice.day + (basis?.termDays ?? inner.termDays);
  if (dayOf(Date.now()) >= ends) lines.push(say('again.expired', { date: dayWords(ends - 1, language) }));
  else if (scope === inner.scope) lines.push(say('again.lost'));
  if (!basis) return lines;
  const { policy, term, added, removed, moved, purposes } = whatChanged(basis, basisNow(inner, site));
  if (policy) lines.push(say('again.policy', { ...policy }));
  const list = (id: TextId, services: readonly BasisService[]) => {
    if (services.length) lines.push(say(id, { names: services.map(({ name }) => name).join(', ') }));
  };
  list('again.added', added);
  list('again.removed', removed);
  list('again.moved', moved);
  if (purposes.length) {
    const nameOf = (id: string) => {
      const own = site.config.categories?.find((item) => item.id === id)?.name;
      return own ? (own[language] ?? own.ru).toLowerCase() : say(`again.purpose-${id}` as TextId);
    };
    lines.push(say('again.purposes', { names: purposes.map(nameOf).join(', ') }));
  }
  if (term) lines.push(say('again.term', { ...term }));
  lines.push(say('again.kept'));
  return lines;
}
