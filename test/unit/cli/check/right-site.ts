/** A config, a page, a style sheet and a policy of an invented company, with nothing to find but what nobody can mend. */
import type { SiteConfig } from '../../../../src/core/config.ts';

export const TODAY = '2026-06-01';

/** BIN of no company: there is no month 14; its check digit is right. */
export const BIN = '001440000016';

export function rightConfig(): SiteConfig {
  return {
    version: 1,
    site: 'misal',
    languages: ['kk', 'ru'],
    operators: [
      {
        id: 'one',
        name: { kk: '«Мысал» МҚҰ» ЖШС', ru: 'ТОО «МФО «Пример»' },
        bin: BIN,
        address: { kk: 'Астана қ., 1-үй', ru: 'г. Астана, дом 1' },
        email: 'privacy@misal-finance.kz',
        phone: '+7 700 000 00 01',
        withdrawal: [{ kk: 'Пошта: privacy@misal-finance.kz', ru: 'Почта: privacy@misal-finance.kz' }],
      },
    ],
    policy: {
      edition: '2026-03-01',
      date: '2026-03-01',
      number: '7',
      url: { kk: 'https://misal-finance.kz/kk/policy/', ru: 'https://misal-finance.kz/policy/' },
    },
    about: {
      cookies: { kk: 'Cookie файлдары – шағын мәтіндік файлдар.', ru: 'Файлы cookie — небольшие текстовые файлы.' },
      publicSources: {
        kk: 'Деректер жалпыға қолжетімді дереккөздерде таратылмайды.',
        ru: 'Данные не распространяются в общедоступных источниках.',
      },
      group: { kk: 'Келісім тек осы компанияға қатысты.', ru: 'Согласие касается только этой компании.' },
      humanReview: {
        text: {
          kk: 'Өтінішті адам қарауын талап етуге болады (5-тармақ).',
          ru: 'Можно требовать, чтобы заявление рассмотрел человек (п. 5).',
        },
      },
    },
    term: 180,
    categories: [
      {
        id: 'personalised',
        parent: 'advertising',
        name: { kk: 'Дербестендірілген жарнама', ru: 'Персонализированная реклама' },
        purpose: { kk: 'Әрекеттеріңізге қарай жарнама көрсету.', ru: 'Показывать рекламу по вашим действиям.' },
      },
    ],
    services: [
      { vendor: 'google-tag-manager', contains: ['google-analytics-4'] },
      { vendor: 'google-analytics-4' },
      { vendor: 'google-ads', category: 'personalised' },
      { vendor: 'yandex-metrica' },
      { vendor: 'yandex-webvisor', notOn: ['/apply'] },
      { vendor: 'hotjar', notOn: ['/apply'] },
      { vendor: 'recaptcha', onlyOn: ['/apply'] },
      {
        id: 'own-chat',
        name: 'Chat',
        hosts: ['chat.misal-finance.kz'],
        category: 'functional',
        purpose: { kk: 'Сұрақтарға жауап беру.', ru: 'Отвечать на вопросы.' },
        provider: { name: 'Misal', country: 'KZ' },
      },
    ],
    hosts: { necessary: ['consent.misal-finance.kz'] },
    sync: { endpoint: 'https://consent.misal-finance.kz' },
  };
}

export const TAG = '<script src="/kelisim/kelisim.0123456789.js" data-skip-moving="true"></script>';

/** @param body of the page; `head` stands after the tag. */
export function page({
  body = '',
  head = '',
  before = '',
  tag = TAG,
}: {
  body?: string;
  head?: string;
  before?: string;
  tag?: string;
}): string {
  return `<!doctype html>\n<html lang="ru"><head><meta charset="utf-8">${before}${tag}\n${head}</head>\n<body>\n${body}\n</body></html>`;
}

export const RIGHT_PAGE = page({
  head: '<script type="text/plain" data-kelisim="google-analytics-4" src="https://www.googletagmanager.com/gtag/js?id=G-TEST"></script><script src="https://misal-finance.kz/site.js"></script>',
  body: `<img data-kelisim="google-ads" data-src="https://www.google.com/pagead/1p-user-list/1/" alt="">
<form><label>ИИН <input name="iin" class="ym-disable-keys"></label><div class="ym-disable-keys"><input type="tel"></div>
<input type="hidden" name="phone"><input name="car"><input name="mobiint"></form>`,
});

export const RIGHT_CSS = `:root { --kelisim-bg: #fff; --kelisim-fg: #111; --kelisim-accent: #0a4d8c; --kelisim-accent-fg: white; --kelisim-border: #666 }
@media (prefers-color-scheme: dark) { :root { --kelisim-bg: #111; --kelisim-fg: #eee; --kelisim-accent: #9cf; --kelisim-accent-fg: #012; --kelisim-border: #999 } }
[data-theme=dark] { --night: #101418; --kelisim-bg: var(--night); --kelisim-fg: light-dark(#111, rgb(240, 240, 240)); --kelisim-accent: #9cf; --kelisim-accent-fg: #012; --kelisim-border: #999 }`;

export const RIGHT_POLICY = {
  kk: `Бекітілген: 2026 жылғы «1» наурыздағы № 7 бұйрық
1.1. Біз, «Мысал» МҚҰ» ЖШС (БСН ${BIN}), деректерді өңдейміз:
- пошта
- телефон
1.2. Сұрақтар: privacy@misal-finance.kz, +7 700 000 00 01.
Келісімнің мерзімі – 180 күн.`,
  ru: `Утверждено: «1» марта 2026 года, приказ № 7
1.1. Мы, ТОО «МФО «Пример» (БИН: ${BIN}), обрабатываем данные:
- почта
- телефон
1.2. Вопросы: privacy@misal-finance.kz, +7 (700) 000-00-01.
Срок согласия – 180 дней.`,
};
