/** Owns a small site for the tests of the settings: every kind of service once, disclosures in the shape of the catalogue's. */
import { categoriesOf } from '../../../src/core/category.ts';
import type { SiteConfig } from '../../../src/core/config.ts';
import type { HeadSite } from '../../../src/core/head-site.ts';
import type { Language, Localised } from '../../../src/core/language.ts';
import type { SiteData } from '../../../src/core/site-data.ts';
import type { Disclosure, DisclosureModule } from '../../../src/core/vendor.ts';

export const CONFIG: SiteConfig = {
  version: 1,
  site: 'test',
  operators: [
    {
      id: 'loans',
      name: { kk: '«Сынақ» МҚҰ ЖШС', ru: 'ТОО «МФО «Проба»', en: 'Proba LLP' },
      bin: '180940010094',
      address: { kk: 'Алматы қ., Абай даңғылы, 1', ru: 'г. Алматы, пр. Абая, 1' },
      email: 'ok@proba.kz',
      phone: '+7 (727) 333-10-33',
      withdrawal: [
        { kk: 'Филиалда, жеке куәлікпен', ru: 'В филиале, с удостоверением личности', en: 'At a branch, with an ID' },
        { kk: '7770 нөміріне қоңырау шалып', ru: 'По телефону 7770' },
      ],
    },
    {
      id: 'leasing',
      name: { kk: '«Сынақ Лизинг» ЖШС', ru: 'ТОО «Проба Лизинг»' },
      policy: { edition: '3', url: { kk: 'https://lizing.kz/kk/saiasat', ru: 'https://lizing.kz/politika' } },
    },
  ],
  policy: {
    edition: '2026-11',
    number: { kk: '44-ОД', ru: '44-02' },
    date: { kk: '2024-08-10', ru: '2021-08-10' },
    url: { kk: 'https://proba.kz/kk/policy', ru: 'https://proba.kz/policy' },
  },
  services: [
    {
      id: 'cabinet',
      name: 'Proba Cabinet',
      category: 'necessary',
      hosts: ['cabinet.proba.kz'],
      cookies: ['proba_sid'],
    },
    {
      id: 'chat',
      name: 'Chat',
      category: 'functional',
      hosts: ['chat.example.de'],
      operator: 'leasing',
      purpose: { kk: 'Чатта жауап беру.', ru: 'Отвечать в чате.' },
      provider: { name: 'Chat GmbH', country: 'DE', policyUrl: 'https://chat.example.de/privacy' },
    },
    { vendor: 'gtm', contains: ['counter', 'pixel'] },
    { vendor: 'counter' },
    { vendor: 'replay' },
    { vendor: 'pixel' },
    { vendor: 'retarget', category: 'personal-ads' },
  ],
  categories: [
    {
      id: 'personal-ads',
      parent: 'advertising',
      name: { kk: 'Дербестендірілген жарнама', ru: 'Персонализированная реклама' },
      purpose: { kk: 'Әрекетіңізге қарай жарнама.', ru: 'Реклама по вашим действиям.' },
    },
  ],
};

export const SITE: Pick<HeadSite, 'services' | 'categories' | 'languages' | 'stamp' | 'config' | 'rules'> = {
  categories: categoriesOf(CONFIG.categories),
  languages: ['kk', 'ru', 'en'],
  stamp: { site: 'test', policy: '2026-11', scope: 'a3f09c', termDays: 180 },
  config: CONFIG,
  rules: {},
  services: [
    { id: 'cabinet', vendor: 'cabinet', category: 'necessary', letter: '' },
    { id: 'chat', vendor: 'chat', category: 'functional', letter: 'f', foreign: true },
    { id: 'gtm', vendor: 'gtm', category: '', letter: '', foreign: true, contains: ['counter', 'pixel'] },
    { id: 'counter', vendor: 'counter', category: 'analytics', letter: 'a', foreign: true },
    { id: 'replay', vendor: 'replay', category: 'analytics', letter: 'a', foreign: true, replay: true },
    { id: 'pixel', vendor: 'pixel', category: 'advertising', letter: 'd', foreign: true },
    { id: 'retarget', vendor: 'retarget', category: 'personal-ads', letter: 'b', foreign: true },
  ],
};

const PURPOSE: Localised = { kk: 'Сайтқа кіруді санау.', ru: 'Считать посещения.', en: 'To count visits.' };
const REFUSED: Localised = {
  kk: 'Кіруіңіз есептелмейді.',
  ru: 'Визит не учитывается.',
  en: 'Your visit is not counted.',
};

export function disclosuresIn(language: Language): DisclosureModule {
  const vendor = (
    id: string,
    name: string,
    category: NonNullable<Disclosure['category']>,
    country: string,
  ): Disclosure => ({
    id,
    name,
    provider: `${name} Ltd`,
    country,
    category,
    policyUrl: `https://${id}.example/privacy`,
    purpose: PURPOSE[language],
    refused: REFUSED[language],
    data: ['ip', 'page-url', 'cookie-id'],
    cookies: [
      { name: `_${id}`, party: 'first', lifetime: 'P13M' },
      { name: `${id}_session`, party: 'first', lifetime: 'session' },
      { name: `${id}_unknown`, party: 'third', lifetime: null },
      { name: `${id}.key`, party: 'first', lifetime: null, area: 'localStorage' },
    ],
  });
  return {
    version: 1,
    language,
    vendors: {
      gtm: { ...vendor('gtm', 'Tag Box', 'container', 'US'), cookies: [] },
      counter: vendor('counter', 'Counter', 'analytics', 'RU'),
      replay: vendor('replay', 'Replay', 'analytics', 'RU'),
      pixel: vendor('pixel', 'Pixel', 'advertising', 'US'),
      retarget: vendor('retarget', 'Retarget', 'advertising', 'FR'),
    },
  };
}

export const SITE_DATA: SiteData = {
  config: CONFIG,
  disclosures: (language) => Promise.resolve(disclosuresIn(language)),
};

/** As `kelisim build` makes it: the names at once, the disclosures when they are asked for. */
export function builtSiteData(disclosures: SiteData['disclosures'] = SITE_DATA.disclosures): SiteData {
  const { vendors } = disclosuresIn('kk');
  return {
    config: CONFIG,
    names: Object.fromEntries(Object.entries(vendors).map(([id, { name }]) => [id, name])),
    disclosures,
  };
}
