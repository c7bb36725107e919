/**
 * Owns what each demo site's services send, by service: the file that begins it and the report of the page view, each of which arrives once.
 * Written down from the pages' snippets, not read from Kelisim's config: a test that asked Kelisim what to expect would prove nothing.
 */
import type { DEMO_SITES } from '../support/demo-world.ts';

export type Site = (typeof DEMO_SITES)[number];

/** `host/path` or `host/path?text in the query`, as Proof counts them. */
export type Arrivals = Readonly<Record<string, readonly string[]>>;

interface SiteArrivals {
  /** Home page, after "accept all". */
  readonly accepted: Arrivals;
  /** Home page, analytics alone. */
  readonly analytics: readonly string[];
  /** Session replay: comes after its own switch only. */
  readonly replay: Arrivals;
  /** Whether the replay is a part of a script that is already running, so that it begins with the next page view. */
  readonly replayOnNextPage: boolean;
  /** Closed on the application page, whatever was agreed. */
  readonly notOnApply: readonly string[];
  /** Vendors whose tags are marked in the markup of the home page. */
  readonly marked: readonly string[];
}

const RECAPTCHA = { recaptcha: ['www.google.com/recaptcha/api.js', 'www.google.com/recaptcha/api2/anchor'] };

const METRICA = ['mc.yandex.ru/metrika/tag.js', 'mc.yandex.ru/watch/'];

function google(number: string): Arrivals {
  return {
    'google-tag-manager': [`www.googletagmanager.com/gtm.js?id=GTM-DEMO${number}`],
    'google-analytics-4': [
      `www.googletagmanager.com/gtag/js?id=G-DEMO0${number}`,
      'www.google-analytics.com/g/collect?en=page_view',
    ],
    'google-ads': [
      `www.googletagmanager.com/gtag/js?id=AW-100000${number}`,
      'googleads.g.doubleclick.net/pagead/viewthroughconversion/',
      'www.google.com/pagead/1p-user-list/',
      'www.google.com/ccm/collect',
    ],
  };
}

const META = ['connect.facebook.net/en_US/fbevents.js', 'www.facebook.com/tr/?ev=PageView'];

/** Necessary on the application page, so it comes there before any choice. */
export const NECESSARY_ON_APPLY: Arrivals = RECAPTCHA;

export const ARRIVALS: Readonly<Record<Site, SiteArrivals>> = {
  jetfin: {
    accepted: {
      ...google('001'),
      'meta-pixel': META,
      'yandex-metrica': METRICA,
      'vk-pixel': ['vk.com/js/api/openapi.js', 'vk.com/rtrg'],
      calltouch: ['mod.calltouch.ru/init.js', 'mod.calltouch.ru/set_attrs_by_get.php'],
      jivochat: ['code.jivosite.com/widget/', 'telemetry.jivosite.com/visit/'],
      '2gis': ['widgets.2gis.com/js/DGWidgetLoader.js', 'widgets.2gis.com/widget'],
      'youtube-embed': ['www.youtube.com/embed/'],
    },
    analytics: ['google-tag-manager', 'google-analytics-4', 'yandex-metrica'],
    replay: { 'yandex-webvisor': ['mc.yandex.ru/webvisor/'] },
    replayOnNextPage: true,
    notOnApply: ['meta-pixel', 'vk-pixel', 'yandex-webvisor'],
    marked: ['jivochat', '2gis', 'youtube-embed'],
  },
  kengo: {
    accepted: {
      'google-analytics-4': [
        'www.googletagmanager.com/gtag/js?id=G-DEMO0002',
        'www.google-analytics.com/g/collect?en=page_view',
      ],
      'yandex-metrica': METRICA,
      'tiktok-pixel': ['analytics.tiktok.com/i18n/pixel/events.js', 'analytics.tiktok.com/api/v2/pixel'],
      'meta-pixel': ['www.facebook.com/tr?ev=PageView'],
      'top-mail-ru-vk-ads': ['top-fwz1.mail.ru/js/code.js', 'top-fwz1.mail.ru/counter'],
      criteo: ['dynamic.criteo.com/js/ld/ld.js', 'sslwidget.criteo.com/event'],
      'bitrix24-widget': ['cdn-ru.bitrix24.kz/b10000001/crm/site_button/', 'demo-portal.bitrix24.kz/pub/guest.json'],
      'google-maps': ['www.google.com/maps/embed', 'maps.googleapis.com/maps/api/js'],
    },
    analytics: ['google-analytics-4', 'yandex-metrica'],
    replay: { 'microsoft-clarity': ['www.clarity.ms/tag/', 'k.clarity.ms/collect'] },
    replayOnNextPage: false,
    notOnApply: ['microsoft-clarity', 'tiktok-pixel', 'meta-pixel', 'top-mail-ru-vk-ads', 'criteo'],
    marked: ['google-analytics-4', 'criteo', 'meta-pixel', 'google-maps'],
  },
  kreditomat: {
    accepted: {
      ...google('003'),
      'meta-pixel': META,
      'yandex-metrica': METRICA,
      'yandex-ads': ['yandex.ru/ads/system/context.js', 'an.yandex.ru/meta/', 'yabs.yandex.ru/count/'],
      roistat: ['cloud.roistat.com/api/site/1.0/', 'collector.roistat.com/api/visit'],
      'youtube-embed': ['www.youtube.com/iframe_api', 'www.youtube.com/embed/'],
    },
    analytics: ['google-tag-manager', 'google-analytics-4', 'yandex-metrica'],
    replay: {
      hotjar: ['static.hotjar.com/c/', 'content.hotjar.io/', 'ws.hotjar.com/api/v2/client/ws'],
      'yandex-webvisor': ['mc.yandex.ru/webvisor/'],
    },
    replayOnNextPage: true,
    notOnApply: ['meta-pixel', 'yandex-webvisor', 'hotjar', 'yandex-ads'],
    marked: ['yandex-ads'],
  },
};

/** The part of a list of arrivals that belongs to these services. */
export function only(arrivals: Arrivals, services: readonly string[]): Arrivals {
  return Object.fromEntries(Object.entries(arrivals).filter(([service]) => services.includes(service)));
}

export function without(arrivals: Arrivals, services: readonly string[]): Arrivals {
  return Object.fromEntries(Object.entries(arrivals).filter(([service]) => !services.includes(service)));
}
