/** Owns which attributes of which elements make the browser fetch, for the property, attribute and markup shims alike. */

/** `href` fetches on few elements only; everywhere else it is a link to follow. */
const FETCHED_BY_HREF = /^(?:link|image|feimage|script)$/i;
const NAMES = 'src srcset href data poster ping background imagesrcset'.split(' ');
/** Hidden from the browser under this prefix: `data-kelisim-src` … */
export const HIDDEN = 'data-kelisim-';

export const URL_ATTRIBUTES: string = NAMES.join('|');
/** Elements that may carry a URL to fetch, in sight or hidden, or a style with one. */
export const URL_SELECTOR: string = [
  `script,style,link,image,feImage,[data-kelisim],[${HIDDEN}placeholder],[${HIDDEN}srcdoc],[style*="//"]`,
]
  .concat(NAMES.filter((name) => name !== 'href').map((name) => `[${name}],[${HIDDEN}${name}]`))
  .join();

export function isUrlAttribute(tag: string, name: string): boolean {
  return NAMES.indexOf(name) >= 0 && (name !== 'href' || FETCHED_BY_HREF.test(tag));
}

/** Attributes of an element, by its local name, that carry a URL to fetch. */
export function urlAttributes(tag: string): string[] {
  return NAMES.filter((name) => isUrlAttribute(tag, name));
}
