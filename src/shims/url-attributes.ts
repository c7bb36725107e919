/**
 * Owns which attributes of which elements make the browser fetch, for the property, setAttribute and markup shims alike.
 * Styles, forms and pings come with the complete gate (levels tag and inline).
 */

/** Local name, its interface between `HTML` and `Element`, then the attributes; `src` of audio and video is one property, of HTMLMediaElement. */
const TABLE =
  'script Script src,img Image src srcset,iframe IFrame src,embed Embed src,object Object data,source Source src srcset,video Video src poster,audio Media src,input Input src,link Link href';

export const ROWS: readonly string[][] = TABLE.split(',').map((row) => row.split(' '));
export const URL_TAGS: string = ROWS.map((row) => row[0]).join('|');
export const URL_ATTRIBUTES = 'srcset|src|href|data|poster';

/** Attributes of an element, by its local name, that carry a URL to fetch. */
export function urlAttributes(tag: string): string[] {
  return ROWS.filter((row) => row[0] === tag).reduce<string[]>((all, row) => all.concat(row.slice(2)), []);
}
