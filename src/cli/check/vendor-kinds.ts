/** Owns kinds of catalogue vendors that only the check tells apart. The catalogue itself knows category, replay and container. */
import { disclosures } from '../../vendors/generated/disclosures-en.ts';

/** Recognise devices or people against fraud: necessary where an application is made, not on every page (R33). */
export const ANTI_FRAUD: readonly string[] = [
  'fingerprint-pro',
  'fingerprintjs-oss',
  'hcaptcha',
  'recaptcha',
  'sift',
  'yandex-smartcaptcha',
];

/** Affiliate click ids, attribution and call tracking: advertising, not necessary (R32). */
export const CLICK_ID: readonly string[] = [
  'adjust-web',
  'admitad',
  'appsflyer-web',
  'callibri',
  'calltouch',
  'comagic-uis',
  'first-party-attribution',
  'mango-calltracking',
  'roistat',
];

/** What a vendor brings along by a setting on its own side, or by itself. */
export const COMPANIONS: Readonly<Record<string, { readonly brings: string; readonly why: string }>> = {
  'yandex-metrica': { brings: 'yandex-webvisor', why: 'Webvisor is a switch in the counter’s own settings' },
  'google-analytics-4': { brings: 'google-ads', why: 'with Google Signals it contacts doubleclick.net' },
};

/** Whether the catalogue's sentence says that the vendor profiles visitors. */
export function profiles(vendor: string): boolean {
  return disclosures.vendors[vendor]?.purpose.includes('(profiling)') === true;
}

export function vendorName(vendor: string): string {
  return disclosures.vendors[vendor]?.name ?? vendor;
}
