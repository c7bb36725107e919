/**
 * Owns what a kind is: one way by which a page can make a browser contact a tracker, and what counts as giving it back afterwards.
 * Leaves to others: the kinds themselves (the other files of this folder), the pages they stand on (../matrix-page.ts).
 */
import type { Engine } from '../../../tools/find-browsers.ts';

/** What the tracker answers with; also the ending of the address. */
export type AnswerType = 'js' | 'gif' | 'html' | 'css' | 'svg' | 'vtt' | 'txt';

/** The sets of kinds that share a page; `ping` and its like disturb nobody, so few pages are enough. */
export type PageName =
  | 'scripts'
  | 'media'
  | 'links'
  | 'elements'
  | 'html'
  | 'network'
  | 'loaders'
  | 'styles'
  | 'frames'
  | 'escapes';

export interface Kind {
  readonly id: string;
  /** Static: stands in the HTML. Dynamic: the page's own script does it. Marked: as static, marked by the author as the guide says. */
  readonly form: 'static' | 'dynamic' | 'marked';
  readonly page: PageName;
  /** Heading in the table. */
  readonly group: string;
  /** In words of the site's owner. */
  readonly title: string;
  readonly type: AnswerType;
  /** HTML of a static kind, JavaScript of a dynamic one, for one address of the tracker. */
  make(url: string): string;
  /** A marked kind's control is the same tag without its mark. */
  makeControl?(url: string): string;
  /**
   * After the visitor accepted, in the same page. `same`: what was held arrives by itself. `again`: calls are dropped by design, so the same call made
   * again must arrive (or it came by itself).
   */
  readonly release: 'same' | 'again';
  /** Engines in which it does not even leak without Kelisim: they lack it, or refuse it by themselves. */
  readonly silentIn?: readonly Engine[];
  /** How many requests a whole one makes (an ordered trio); 1 when left out. */
  readonly parts?: number;
  /** Contacts the tracker without a request: only the connection can be seen. */
  readonly isConnection?: true;
  /** The browser's look-ahead may take it before any script runs; no measurement of a few loads can promise more than that. */
  readonly isLookahead?: true;
}

export type KindOptions = Partial<
  Pick<Kind, 'type' | 'release' | 'silentIn' | 'parts' | 'isConnection' | 'isLookahead'>
>;

/** Whether what arrives is code that could run. */
export function isScript(kind: Kind): boolean {
  return kind.type === 'js';
}

/** A row of the tables: id, title, code with `url` in scope. */
export type Row = readonly [id: string, title: string, code: string, options?: KindOptions];

export function dynamicKinds(page: PageName, group: string, defaults: KindOptions, rows: readonly Row[]): Kind[] {
  return rows.map(([id, title, code, options]) => ({
    type: 'gif',
    release: 'same',
    ...defaults,
    ...options,
    id,
    form: 'dynamic',
    page,
    group,
    title,
    make: (url) => `(function(url){${code}})(${JSON.stringify(url)})`,
  }));
}

/** `URL` in the HTML stands for the address. */
export function staticKinds(page: PageName, group: string, defaults: KindOptions, rows: readonly Row[]): Kind[] {
  return rows.map(([id, title, html, options]) => ({
    type: 'gif',
    release: 'same',
    ...defaults,
    ...options,
    id,
    form: 'static',
    page,
    group,
    title,
    make: (url) => html.replaceAll('URL', url),
  }));
}
