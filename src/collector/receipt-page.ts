/** Owns how a receipt reads to a person: the page's words and order, in the three languages. The facts come from receipts-route.ts. */
import { html } from 'hono/html';
import type { Language, Localised } from '../core/language.ts';
import { actionWord, byCategory, categoryWord, LANGUAGE_NAMES, reasonWord, verdictWord } from './choice-words.ts';
import { formatInstant, type Markup } from './page.ts';
import type { Receipt } from './receipts-route.ts';
import type { Erasure } from './storage/storage.ts';

const TEXTS = {
  title: { kk: 'Келісім туралы жазба', ru: 'Запись о согласии', en: 'Consent record' },
  stored: { kk: 'Бұл таңдау сақталған.', ru: 'Этот выбор сохранён.', en: 'This choice is stored.' },
  test: {
    kk: 'Бұл сынақ жазбасы, келушінің таңдауы емес.',
    ru: 'Это пробная запись, а не выбор посетителя.',
    en: 'This is a test record, not a visitor’s choice.',
  },
  missing: {
    kk: 'Мұндай жазба табылмады. Мүмкін, ол әлі жеткізілмеген.',
    ru: 'Такая запись не найдена. Возможно, она ещё не доставлена.',
    en: 'There is no such record. It may not have been delivered yet.',
  },
  decidedAt: { kk: 'Таңдау жасалған уақыт', ru: 'Выбор сделан', en: 'Choice made' },
  receivedAt: { kk: 'Жазба алынған уақыт', ru: 'Запись получена', en: 'Record received' },
  site: { kk: 'Сайт', ru: 'Сайт', en: 'Site' },
  action: { kk: 'Әрекет', ru: 'Действие', en: 'Action' },
  categories: { kk: 'Санаттар', ru: 'Категории', en: 'Categories' },
  services: { kk: 'Жеке таңдалған сервистер', ru: 'Сервисы, выбранные отдельно', en: 'Services chosen separately' },
  policy: {
    kk: 'Құпиялылық саясатының редакциясы',
    ru: 'Редакция политики конфиденциальности',
    en: 'Edition of the privacy policy',
  },
  validUntil: { kk: 'Қолданылу мерзімінің соңы', ru: 'Действует до', en: 'Valid until' },
  over: {
    kk: 'Бұл келісімнің қолданылу мерзімі өтті.',
    ru: 'Срок действия этого согласия истёк.',
    en: 'The term of this consent is over.',
  },
  erasedAt: { kk: 'Бұл жазба жойылды', ru: 'Эта запись удалена', en: 'This record was erased' },
  reason: { kk: 'себебі', ru: 'причина', en: 'reason' },
  language: { kk: 'Хабарлама көрсетілген тіл', ru: 'Язык показанного уведомления', en: 'Language of the notice' },
  notice: { kk: 'Көрсетілген хабарлама мәтіні', ru: 'Показанный текст уведомления', en: 'Notice words as shown' },
  id: { kk: 'Жазба нөмірі', ru: 'Номер записи', en: 'Record number' },
} satisfies Record<string, Localised>;

export function receiptTitle(language: Language): string {
  return TEXTS.title[language];
}

export function missingReceipt(language: Language): Markup {
  return html`<p>${TEXTS.missing[language]}</p>`;
}

export function erasedReceipt({ at, reason }: Erasure, language: Language): Markup {
  return html`<p>${TEXTS.erasedAt[language]}: ${formatInstant(at, 0)}; ${TEXTS.reason[language]}: ${reasonWord(reason, language)}.</p>`;
}

/** @param hasNotice whether the words the visitor read can be shown */
export function receiptBody(receipt: Receipt, language: Language, nowMs: number, hasNotice: boolean): Markup {
  const when = (iso: string): string => formatInstant(iso, receipt.utcOffsetMinutes);
  const categories = Object.entries(receipt.decisions)
    .toSorted(([a], [b]) => byCategory(a, b))
    .map(([category, verdict]) => row(categoryWord(category, language), verdictWord(verdict, language)));
  const services = Object.entries(receipt.services).map(([service, granted]) =>
    row(service, verdictWord(granted ? 'granted' : 'denied', language)),
  );
  return html`<p><strong>${TEXTS.stored[language]}</strong></p>
${receipt.test && html`<p>${TEXTS.test[language]}</p>`}
${Date.parse(receipt.validUntil) <= nowMs && html`<p>${TEXTS.over[language]}</p>`}
<dl>
${row(TEXTS.decidedAt[language], when(receipt.decidedAt))}
${row(TEXTS.receivedAt[language], when(receipt.receivedAt))}
${row(TEXTS.site[language], receipt.site)}
${row(TEXTS.action[language], actionWord(receipt.action, language))}
${row(TEXTS.policy[language], receipt.policy)}
${row(TEXTS.language[language], LANGUAGE_NAMES[receipt.language])}
${row(TEXTS.validUntil[language], when(receipt.validUntil))}
${row(TEXTS.id[language], receipt.id)}
</dl>
<h2>${TEXTS.categories[language]}</h2><dl>${categories}</dl>
${services.length > 0 && html`<h2>${TEXTS.services[language]}</h2><dl>${services}</dl>`}
${hasNotice && html`<p><a href="${receipt.id}/notice?lang=${language}">${TEXTS.notice[language]}</a></p>`}`;
}

function row(term: string, text: string): Markup {
  return html`<dt>${term}</dt><dd>${text}</dd>`;
}
