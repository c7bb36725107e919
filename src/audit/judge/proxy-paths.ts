/**
 * Owns recognising a known vendor behind an address of the site's own: a path that passes on to it. By path and by the query keys that only
 * this vendor's code writes; a path alone is nobody's (`/collect`, `/tr`). Facts: what the vendors' public scripts request.
 * Leaves to others: hosts that a catalogue names (attribute.ts).
 */

/** Vendor, path (anywhere at a border, so that a prefix such as `/metrics/g/collect` is found), and patterns that the query must all fit. */
type ProxyPath = readonly [vendor: string, path: RegExp, ...query: RegExp[]];

const PROXY_PATHS: readonly ProxyPath[] = [
  ['google-tag-manager', /\/(?:gtm|ns)\.(?:js|html)$/, /[?&]id=GTM-\w/],
  ['google-analytics-4', /\/gtag\/js$/, /[?&]id=G-\w/],
  ['google-ads', /\/gtag\/js$/, /[?&]id=(?:AW|DC)-\w/],
  ['google-analytics-4', /\/g\/collect$/, /[?&]v=2(?:&|$)/, /[?&]tid=G-\w/],
  ['google-analytics-4', /\/(?:[jr]\/)?collect$/, /[?&]v=1(?:&|$)/, /[?&]tid=UA-\w/],
  ['google-ads', /\/pagead\/(?:1p-)?(?:conversion|user-list|viewthroughconversion)\//, /./],
  ['meta-pixel', /\/tr\/?$/, /[?&]id=\d{10,}/, /[?&]ev=\w/],
  ['meta-pixel', /\/fbevents\.js$/],
  ['tiktok-pixel', /\/i18n\/pixel\/events\.js$/, /[?&]sdkid=\w/],
  ['yandex-metrica', /\/metrika\/(?:tag|watch)(?:_\w+)?\.js$/],
  ['yandex-metrica', /\/watch\/\d+(?:\/\d+)?$/, /[?&](?:browser-info|page-url|wmode)=/],
  ['yandex-webvisor', /\/webvisor\/\d+$/, /[?&](?:wv-type|wv-check|wv-part)=/],
  ['vk-pixel', /\/rtrg$/, /[?&]p=VK-RTRG-/],
  ['top-mail-ru-vk-ads', /\/counter$/, /[?&]id=\d+;/],
  ['matomo', /\/(?:matomo|piwik)\.php$/, /[?&]idsite=/, /[?&]rec=1(?:&|$)/],
  ['matomo', /\/(?:matomo|piwik)\.js$/],
  ['microsoft-uet', /\/action\/0$/, /[?&]ti=\d+/, /[?&]evt=\w/],
];

/** Vendor id, '' when the address is like none. */
export function vendorOfPath(path: string, query: string): string {
  return (
    PROXY_PATHS.find(([, ofPath, ...keys]) => ofPath.test(path) && keys.every((key) => key.test(query)))?.[0] ?? ''
  );
}
