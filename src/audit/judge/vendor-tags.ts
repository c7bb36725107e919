/**
 * Owns the marked tag to paste for a vendor whose tag is nowhere in the page: its loader where the vendor's public documentation gives one
 * address for everybody, else the mark alone with a place for the vendor's own code.
 */
import type { ResolvedService } from '../../core/head-site.ts';

const LOADERS: Readonly<Record<string, string>> = {
  'google-analytics-4': 'https://www.googletagmanager.com/gtag/js?id=G-…',
  'google-ads': 'https://www.googletagmanager.com/gtag/js?id=AW-…',
  'google-tag-manager': 'https://www.googletagmanager.com/gtm.js?id=GTM-…',
  'meta-pixel': 'https://connect.facebook.net/en_US/fbevents.js',
  'yandex-metrica': 'https://mc.yandex.ru/metrika/tag.js',
  'vk-pixel': 'https://vk.com/js/api/openapi.js',
  'top-mail-ru-vk-ads': 'https://top-fwz1.mail.ru/js/code.js',
  'tiktok-pixel': 'https://analytics.tiktok.com/i18n/pixel/events.js',
  'microsoft-uet': 'https://bat.bing.com/bat.js',
  recaptcha: 'https://www.google.com/recaptcha/api.js',
};

export function loaderTag({ id, vendor }: Pick<ResolvedService, 'id' | 'vendor'>): string {
  const src = LOADERS[vendor];
  return `<script type="text/plain" data-kelisim="${id}"${src ? ` src="${src}"` : ''}></script>`;
}
