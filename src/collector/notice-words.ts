/**
 * Owns showing the words a visitor had before them: the first layer as it stood, then what the settings said of each service.
 * The words are in the language of the record, whatever language the page around them has.
 */
import { html } from 'hono/html';
import type { Language, Localised } from '../core/language.ts';
import { categoryWord, LANGUAGE_NAMES } from './choice-words.ts';
import type { Markup } from './page.ts';
import { readNotice, type ToldService } from './read-notice.ts';

const TEXTS = {
  title: { kk: 'Көрсетілген хабарлама мәтіні', ru: 'Показанный текст уведомления', en: 'Notice words as shown' },
  shownIn: { kk: 'Көрсетілген тіл', ru: 'Язык показа', en: 'Language shown' },
  buttons: { kk: 'Түймелер', ru: 'Кнопки', en: 'Buttons' },
  policy: { kk: 'Құпиялылық саясатына сілтеме', ru: 'Ссылка на политику', en: 'Link to the policy' },
  operator: { kk: 'Оператор', ru: 'Оператор', en: 'Operator' },
  settings: { kk: 'Баптаулардағы мәтін', ru: 'Текст в настройках', en: 'Words in the settings' },
  category: { kk: 'Санат', ru: 'Категория', en: 'Category' },
  provider: { kk: 'Провайдер', ru: 'Поставщик', en: 'Provider' },
  purpose: { kk: 'Мақсаты', ru: 'Цель', en: 'Purpose' },
  refused: { kk: 'Бас тартсаңыз', ru: 'Если отказаться', en: 'If you refuse' },
  cookies: { kk: 'Cookie файлдары', ru: 'Файлы cookie', en: 'Cookies' },
  none: {
    kk: 'Жазбада хабарлама мәтіні көрсетілмеген: ол дайын (жалпы) файлмен жасалған.',
    ru: 'В записи не указан текст уведомления: она сделана готовым (общим) файлом.',
    en: 'The record names no notice text: it was made by the generic file.',
  },
  missing: {
    kk: 'Бұл мәтін осы коллекторда жоқ. Оның хеші:',
    ru: 'Этого текста в коллекторе нет. Его хеш:',
    en: 'This text is not in this collector. Its hash:',
  },
  unreadable: {
    kk: 'Мәтін сақталған, бірақ бұл тілде немесе белгілі пішінде емес. Ол сол күйінде:',
    ru: 'Текст сохранён, но не на этом языке или не в известной форме. Вот он как есть:',
    en: 'The text is stored, but not in this language or in a known form. As it is:',
  },
} satisfies Record<string, Localised>;

export function noticeTitle(language: Language): string {
  return TEXTS.title[language];
}

/**
 * @param hash the record's `notice`
 * @param text the stored text, null when there is none
 * @param shown the record's language
 * @param language the page's
 */
export function noticeBody(hash: string | null, text: string | null, shown: Language, language: Language): Markup {
  const say = (key: keyof typeof TEXTS): string => TEXTS[key][language];
  if (hash === null) return html`<p>${say('none')}</p>`;
  if (text === null) return html`<p>${say('missing')} <code>${hash}</code></p>`;
  const words = readNotice(text, shown);
  if (!words) return html`<p>${say('unreadable')}</p><pre>${text}</pre>`;
  const settings = [...words.operators, ...words.about];
  return html`<p>${say('shownIn')}: ${LANGUAGE_NAMES[shown]}. SHA-256: <code>${hash}</code></p>
<blockquote lang="${shown}"><p><strong>${words.heading}</strong></p>${words.paragraphs.map((part) => html`<p>${part}</p>`)}</blockquote>
<dl>
<dt>${say('buttons')}</dt><dd lang="${shown}">${words.buttons.map((button) => `[${button}]`).join(' ')}</dd>
${words.policyUrl !== '' && html`<dt>${say('policy')}</dt><dd lang="${shown}">${words.policyLink}: ${words.policyUrl}</dd>`}
</dl>
<h3>${say('settings')}</h3>
${settings.map((sentence) => html`<p lang="${shown}">${sentence}</p>`)}
${words.services.map((service) => serviceWords(service, shown, language))}`;
}

function serviceWords(service: ToldService, shown: Language, language: Language): Markup {
  const row = (key: 'provider' | 'purpose' | 'refused' | 'cookies', text: string): Markup | false =>
    text !== '' && html`<dt>${TEXTS[key][language]}</dt><dd lang="${shown}">${text}</dd>`;
  const category = service.category === '' ? '' : categoryWord(service.category, language);
  return html`<h3>${service.name}</h3><dl>
${category !== '' && html`<dt>${TEXTS.category[language]}</dt><dd>${category}</dd>`}
${row('provider', service.provider)}${row('purpose', service.purpose)}${row('refused', service.refused)}${row('cookies', service.cookies.join(', '))}
</dl>`;
}
