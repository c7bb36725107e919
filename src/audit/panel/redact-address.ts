/** Owns cutting addresses before they are shown or copied: of a query the keys alone, a value may name a person. */
import { maskNumbers } from './mask-numbers.ts';

/** `https://www.facebook.com/tr/?id=1&ev=PageView` → `https://www.facebook.com/tr/?id&ev`. */
export function redactAddress(text: string): string {
  const url = URL.parse(text);
  if (!url || url.origin === 'null') return url ? url.protocol : maskNumbers(text);
  const keys = [...new Set(url.searchParams.keys())].map(maskNumbers).filter((key) => /^[\w.:[\]-]{1,40}$/.test(key));
  return `${url.origin}${maskNumbers(url.pathname)}${keys.length > 0 ? `?${keys.join('&')}` : ''}`;
}
