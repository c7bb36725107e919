/**
 * Owns reading a site's ids at its vendors out of the addresses of their requests (`G-…`, a pixel's number): what stands in "ids".
 * Where each vendor has it: the catalogue's `idKey` and test addresses; a test keeps the two in step. Pure.
 */

/** The first group that took part is the id. */
const IDS: Readonly<Record<string, RegExp>> = {
  'google-tag-manager': /[?&]id=(GTM-[A-Z0-9]+|GT-[A-Z0-9]+)/,
  'google-analytics-4': /[?&](?:id|tid)=(G-[A-Z0-9]+)/,
  'google-ads': /[?&]id=(AW-\d+)|\/(?:viewthroughconversion|conversion|1p-user-list|1p-conversion)\/(\d+)/,
  'meta-pixel': /\/tr\/?\?(?:[^#]*&)?id=(\d+)|\/signals\/config\/(\d+)/,
  'yandex-metrica': /\/watch\/(\d+)|\/metrika\/tag\.js\?(?:[^#]*&)?id=(\d+)/,
  'tiktok-pixel': /[?&]sdkid=([A-Z0-9]+)/,
  'vk-pixel': /\/rtrg\?(?:[^#]*&)?p=(VK-RTRG-[\w-]+)/,
  'top-mail-ru-vk-ads': /[?&;]id=(\d+)/,
  calltouch: /[?&]id=([\w-]+)/,
  'microsoft-clarity': /www\.clarity\.ms\/tag\/([a-z0-9]+)/,
  'microsoft-uet': /[?&]ti=(\d+)/,
  hotjar: /\/c\/hotjar-(\d+)\.js/,
};

export const VENDORS_WITH_IDS: readonly string[] = Object.keys(IDS);

/** @returns undefined when the address has none; `AW-1` and the bare `1` of its hits are one id. */
export function siteIdIn(vendor: string, address: string): string | undefined {
  const id = IDS[vendor]?.exec(address)?.slice(1).find(Boolean);
  return vendor === 'google-ads' && id !== undefined && /^\d/.test(id) ? `AW-${id}` : id;
}
