/**
 * Owns cutting addresses before they are shown or copied: of a query the keys, of a path no long numbers; a value may name a person.
 */

/** `https://www.facebook.com/tr/?id=1&ev=PageView` → `https://www.facebook.com/tr/?id&ev`. */
export function redactAddress(text: string): string {
  const url = URL.parse(text);
  if (!url || url.origin === 'null') return url ? url.protocol : maskNumbers(text);
  const keys = [...new Set(url.searchParams.keys())].map(maskNumbers).filter((key) => /^[\w.:[\]-]{1,40}$/.test(key));
  return `${url.origin}${maskNumbers(url.pathname)}${keys.length > 0 ? `?${keys.join('&')}` : ''}`;
}

/** As consent records have their path: runs of four and more digits are nobody's business. Neither are addresses with an @. */
export function maskNumbers(text: string): string {
  return text.replace(/\d{4,}/g, ':n').replace(/[^/]*(?:@|%40)[^/]*/gi, ':n');
}
