/** Every code of `kelisim check`: what raises it, and that a right site raises none. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CHECK_CODES, type CheckCode, type CheckFindingCode } from '../../../../src/cli/check/check-codes.ts';
import { checkColours } from '../../../../src/cli/check/check-colours.ts';
import { checkConfig } from '../../../../src/cli/check/check-config.ts';
import type { CheckFinding } from '../../../../src/cli/check/check-finding.ts';
import { checkPage } from '../../../../src/cli/check/check-page.ts';
import { checkPolicyTexts } from '../../../../src/cli/check/check-policy-texts.ts';
import type { SiteConfig } from '../../../../src/core/config.ts';
import { resolveSite } from '../../../../src/core/resolve-site.ts';
import { RULES } from '../../../../src/vendors/generated/rules.ts';
import { withCheckTable } from '../../../../tools/generate-check-table.ts';
import { BIN, page, RIGHT_CSS, RIGHT_PAGE, RIGHT_POLICY, rightConfig, TAG, TODAY } from './right-site.ts';

type Change = (config: SiteConfig) => void;

function configWith(change: Change): CheckFinding[] {
  const config = rightConfig();
  change(config);
  return checkConfig(config, TODAY);
}

function pageWith(html: string, path?: string, change: Change = () => undefined): CheckFinding[] {
  const config = rightConfig();
  change(config);
  return checkPage({ file: 'page.html', html, ...(path !== undefined && { path }) }, resolveSite(config, RULES));
}

function policyWith(texts: Partial<typeof RIGHT_POLICY>): CheckFinding[] {
  const all = { ...RIGHT_POLICY, ...texts };
  return checkPolicyTexts(
    [
      { language: 'kk', file: 'kk.txt', text: all.kk },
      { language: 'ru', file: 'ru.txt', text: all.ru },
    ],
    rightConfig(),
  );
}

const second = {
  id: 'two',
  name: { kk: '«Екінші» ЖШС', ru: 'ТОО «Второе»' },
  bin: BIN,
  address: { kk: 'Астана қ.', ru: 'г. Астана' },
  email: 'two@misal-finance.kz',
  withdrawal: [{ kk: 'Пошта арқылы', ru: 'По почте' }],
};
const own = (id: string, more: object = {}) => ({
  id,
  name: 'Own',
  hosts: ['own.example.kz'],
  category: 'functional',
  purpose: { kk: 'Көрсету.', ru: 'Показ.' },
  provider: { name: 'Own', country: 'KZ' },
  ...more,
});
const CONTACT = 'Сұрақтар: privacy@misal-finance.kz, +7 700 000 00 01.';

/** Code → where it is found, and what finds it. */
const RAISED: Readonly<Record<CheckFindingCode, readonly [path: string, find: () => CheckFinding[]]>> = {
  'bin-missing': ['operators[0]', () => configWith((c) => void delete c.operators[0]!.bin)],
  'bin-check-digit': ['operators[0].bin', () => configWith((c) => void (c.operators[0]!.bin = '001440000010'))],
  'address-missing': ['operators[0]', () => configWith((c) => void delete c.operators[0]!.address)],
  'contact-missing': [
    'operators[0]',
    () => configWith((c) => (delete c.operators[0]!.email, delete c.operators[0]!.phone)),
  ],
  'withdrawal-missing': ['operators[0]', () => configWith((c) => void (c.operators[0]!.withdrawal = []))],
  'operator-unnamed': ['services[0]', () => configWith((c) => c.operators.push(second))],
  'operator-idle': ['operators[1]', () => configWith((c) => c.operators.push(second))],
  'operator-policy-shared': ['operators[1]', () => configWith((c) => c.operators.push(second))],
  'same-text': ['about.group', () => configWith((c) => void (c.about!.group = { kk: 'Компания', ru: 'Компания' }))],
  'not-kazakh': [
    'about.group.kk',
    () => configWith((c) => void (c.about!.group = { kk: 'Согласие касается только одной компании', ru: 'Согласие' })),
  ],
  'kazakh-in-russian': [
    'about.group.ru',
    () => configWith((c) => void (c.about!.group = { kk: 'Келісім', ru: 'Келісім тек осы' })),
  ],
  'mixed-alphabet': [
    'about.group.ru',
    () => configWith((c) => void (c.about!.group = { kk: 'Келісім', ru: 'Сoгласие' })),
  ],
  'lost-letter': [
    'about.group.kk',
    () => configWith((c) => void (c.about!.group = { kk: 'Деректерді өндеу', ru: 'Обработка' })),
  ],
  'numbers-differ': [
    'about.group',
    () => configWith((c) => void (c.about!.group = { kk: 'Жауап 15 күнде', ru: 'Ответ за 30 дней' })),
  ],
  'addresses-differ': [
    'about.group',
    () => configWith((c) => void (c.about!.group = { kk: 'Пошта: a@misal.org', ru: 'Почта: b@misal.org' })),
  ],
  'placeholders-differ': [
    'about.group',
    () => configWith((c) => void (c.about!.group = { kk: '{company} үшін', ru: 'Для компании' })),
  ],
  'english-missing': ['operators[0].name', () => configWith((c) => void (c.languages = ['kk', 'ru', 'en']))],
  'policy-date-differs': [
    'policy.date',
    () => configWith((c) => void (c.policy.date = { kk: '2024-08-10', ru: '2021-08-10' })),
  ],
  'policy-number-differs': [
    'policy.number',
    () => configWith((c) => void (c.policy.number = { kk: '44-ОД', ru: '44-02' })),
  ],
  'policy-date-future': ['policy.date', () => configWith((c) => void (c.policy.date = '2026-06-02'))],
  'policy-date-missing': ['policy', () => configWith((c) => void delete c.policy.date)],
  'policy-number-missing': ['policy', () => configWith((c) => void delete c.policy.number)],
  'policy-one-language': [
    'policy.url',
    () => configWith((c) => void (c.policy.url = { kk: '/policy', ru: '/policy' })),
  ],
  'policy-readable': [
    'policy.url.ru',
    () => configWith((c) => void (c.policy.url = { kk: '/kk', ru: 'http://misal-finance.kz/' })),
  ],
  'near-miss-domain': [
    'operators[0].email',
    () => configWith((c) => void (c.operators[0]!.email = 'info@misal-finanse.kz')),
  ],
  'foreign-mailbox': [
    'operators[0].email',
    () => configWith((c) => void (c.operators[0]!.email = 'misal@mail.example')),
  ],
  'evidence-abroad': [
    'sync.endpoint',
    () => configWith((c) => void (c.sync = { endpoint: 'https://records.example.com' })),
  ],
  'evidence-nowhere': ['sync', () => configWith((c) => void delete c.sync)],
  'subject-name': ['the record', () => configWith(() => undefined)],
  'term-default': ['term', () => configWith((c) => void delete c.term)],
  'term-long': ['term', () => configWith((c) => void (c.term = 400))],
  'cookie-words-default': ['about.cookies', () => configWith((c) => void delete c.about!.cookies)],
  'public-sources-default': ['about.publicSources', () => configWith((c) => void delete c.about!.publicSources)],
  'group-default': ['about.group', () => configWith((c) => void delete c.about!.group)],
  'human-review-missing': ['about.humanReview', () => configWith((c) => void delete c.about!.humanReview)],
  'provider-missing': ['services[7]', () => configWith((c) => void delete c.services[7]!.provider)],
  'tracker-necessary': ['services[3]', () => configWith((c) => void (c.services[3]!.category = 'necessary'))],
  'click-id-necessary': [
    'services[8]',
    () => configWith((c) => c.services.push({ vendor: 'calltouch', category: 'functional' })),
  ],
  'advertising-elsewhere': ['services[2]', () => configWith((c) => void (c.services[2]!.category = 'analytics'))],
  'personalised-missing': [
    'categories',
    () => configWith((c) => (delete c.categories, delete c.services[2]!.category)),
  ],
  'category-empty': ['categories[0]', () => configWith((c) => void delete c.services[2]!.category)],
  'replay-everywhere': ['services[4]', () => configWith((c) => void delete c.services[4]!.notOn)],
  'replay-denied': ['services[5].replay', () => configWith((c) => void (c.services[5]!.replay = false))],
  'antifraud-everywhere': ['services[6]', () => configWith((c) => void delete c.services[6]!.onlyOn)],
  'container-unknown': ['services[0]', () => configWith((c) => void delete c.services[0]!.contains)],
  'companion-undeclared': ['services[3]', () => configWith((c) => c.services.splice(4, 1))],
  'necessary-vendor': ['hosts.necessary', () => configWith((c) => void (c.hosts = { necessary: ['mc.yandex.ru'] }))],
  'left-out': ['services[8].id', () => configWith((c) => c.services.push(own('meta-pixel')))],
  'google-before-choice': [
    'signals.googleConsentMode',
    () => configWith((c) => void (c.signals = { googleConsentMode: 'advanced' })),
  ],
  'head-missing': ['page.html', () => pageWith(page({ tag: '' }))],
  'head-not-first': ['page.html:2', () => pageWith(page({ before: '<script src="/jquery.js"></script>' }))],
  'mark-unknown': [
    'page.html:5',
    () => pageWith(page({ body: '<img data-kelisim="analytiks" data-src="https://x.kz/1" alt="">' })),
  ],
  'tag-unmarked': [
    'page.html:3',
    () => pageWith(page({ head: '<script async src="https://mc.yandex.ru/metrika/tag.js"></script>' })),
  ],
  'element-unmarked': [
    'page.html:5',
    () => pageWith(page({ body: '<img src="https://mc.yandex.ru/watch/1" alt="">' })),
  ],
  'hint-to-vendor': [
    'page.html:3',
    () => pageWith(page({ head: '<link rel="preconnect" href="https://mc.yandex.ru">' })),
  ],
  'noscript-pixel': [
    'page.html:5',
    () => pageWith(page({ body: '<noscript><div><img src="//mc.yandex.ru/watch/1" alt=""></div></noscript>' })),
  ],
  'vendor-undeclared': [
    'page.html:3',
    () =>
      pageWith(
        page({
          head: '<script type="text/plain" data-kelisim="analytics" src="https://connect.facebook.net/en_US/fbevents.js"></script>',
        }),
      ),
  ],
  'field-recorded': [
    'page.html:5',
    () => pageWith(page({ body: '<input name="iin" data-hj-allow class="ym-disable-keys">' })),
  ],
  'field-unmasked': ['page.html:5', () => pageWith(page({ body: '<label>ЖСН <input></label>' }))],
  'contrast-text': ['site.css:1', () => checkColours('site.css', ':root { --kelisim-fg: #999 }')],
  'contrast-control': ['site.css:1', () => checkColours('site.css', ':root { --kelisim-border: #ddd }')],
  'colour-unreadable': ['site.css:1', () => checkColours('site.css', ':root { --kelisim-bg: var(--elsewhere) }')],
  'policy-dates-differ': [
    'kk.txt and ru.txt',
    () => policyWith({ kk: RIGHT_POLICY.kk.replace('2026 жылғы', '2025 жылғы') }),
  ],
  'policy-numbers-differ': ['kk.txt and ru.txt', () => policyWith({ ru: RIGHT_POLICY.ru.replace('№ 7', '№ 7-ОД') })],
  'policy-bin-differs': ['ru.txt:2', () => policyWith({ ru: RIGHT_POLICY.ru.replace(BIN, '001440000010') })],
  'policy-addresses-differ': [
    'kk.txt and ru.txt',
    () => policyWith({ kk: RIGHT_POLICY.kk.replace('privacy@', 'office@') }),
  ],
  'policy-phones-differ': ['kk.txt and ru.txt', () => policyWith({ kk: RIGHT_POLICY.kk.replace('00 01.', '00 02.') })],
  'policy-clauses-differ': ['kk.txt', () => policyWith({ kk: `${RIGHT_POLICY.kk}\n1.2. ${CONTACT}` })],
  'policy-lists-differ': ['kk.txt and ru.txt', () => policyWith({ kk: RIGHT_POLICY.kk.replace('- пошта\n', '') })],
  'policy-host-broken': ['ru.txt:7', () => policyWith({ ru: `${RIGHT_POLICY.ru}\nСайт www. misal-finance.kz` })],
  'policy-no-term': [
    'ru.txt:7',
    () => policyWith({ ru: `${RIGHT_POLICY.ru}\nОбработка осуществляется без ограничения срока.` }),
  ],
  'policy-app-only': [
    'kk.txt:7',
    () => policyWith({ kk: `${RIGHT_POLICY.kk}\nСаясат «X» мобильдік қосымшасына ғана қолданылады.` }),
  ],
};

describe('kelisim check', () => {
  test('finds nothing in a right site but the one thing that nobody can mend: the name of an anonymous visitor', () => {
    expect(configWith(() => undefined).map(({ code }) => code)).toEqual(['subject-name']);
    expect(pageWith(RIGHT_PAGE)).toEqual([]);
    expect(checkColours('site.css', RIGHT_CSS)).toEqual([]);
    expect(policyWith({})).toEqual([]);
  });

  test.each(Object.entries(RAISED))('finds %s where it is', (code, [path, find]) => {
    const found = find().filter((item) => item.code === code);
    expect(found.map((item) => item.path)).toContain(path);
    for (const { severity, refs, message, remedy } of found) {
      expect({ severity, refs }).toEqual(pick(CHECK_CODES[code as CheckFindingCode]));
      expect(message).not.toBe('');
      expect(remedy).not.toBe('');
    }
  });

  test('has docs/check.md as the code has it', () => {
    const document = readFileSync(new URL('../../../../docs/check.md', import.meta.url), 'utf8');
    expect(document, 'run node tools/generate-check-table.ts').toBe(withCheckTable(document));
  });

  test('lets a page be whose recorders are closed on its path, and one that carries the inline form', () => {
    const form = page({ body: '<input name="iin">' });
    expect(pageWith(form, '/apply/step-2')).toEqual([]);
    expect(pageWith(form, '/apply-now').map(({ code }) => code)).toEqual(['field-unmasked']);
    const inline =
      '<script data-skip-moving="true" data-cfasync="false" data-no-optimize="1" data-no-defer="1">…</script>';
    expect(pageWith(page({ tag: inline }))).toEqual([]);
    expect(pageWith(page({ tag: `<script type="application/json" id="kelisim-config">{}</script>${TAG}` }))).toEqual(
      [],
    );
  });

  test('asks no mark of what is necessary on a page, and asks it where that is not allowed', () => {
    const captcha = page({ head: '<script src="https://www.google.com/recaptcha/api.js"></script>' });
    expect(pageWith(captcha, '/apply')).toEqual([]);
    expect(pageWith(captcha, '/').map(({ code }) => code)).toEqual(['tag-unmarked']);
  });
});

function pick({ severity, refs }: CheckCode): Pick<CheckCode, 'severity' | 'refs'> {
  return { severity, refs };
}
