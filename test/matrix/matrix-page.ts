/**
 * Owns the HTML of a page of the matrix: Kelisim's block first, then a few functions that the snippets share, then every kind of the page, each in its
 * own tag, as pieces to be sent at once or one after the other. Leaves to others: the block (site.ts), sending (matrix-server.ts).
 */
import type { Kind } from './kinds/kind.ts';

export interface PageParts {
  /** What stands first in the head. */
  readonly block: string;
  /** A blocking script of the site's own, 120 ms late, stands before the trackers. */
  readonly isFirstSlow: boolean;
  /** Without Kelisim a marked tag is written as its author would have without marks. */
  readonly isControl: boolean;
  readonly load: string;
  readonly tags: readonly { readonly kind: Kind; readonly url: string }[];
}

/** Functions of the page's own code. `run` keeps each snippet, so that the same call can be made again after the choice. */
const SHARED = `var ran=[],calls={},count=0,kept=[];
function none(){}
function el(name){return document.createElement(name)}
function svg(name){return document.createElementNS("http://www.w3.org/2000/svg",name)}
function add(node){(document.body||document.documentElement).appendChild(node);return node}
function box(){var b=el("p");b.textContent="x";return add(b)}
function frame(){var f=el("iframe");f.name="frame"+(++count);return add(f)}
function ruled(url){var c="ruled"+(++count);box().className=c;return "."+c+"{background:url("+url+")}"}
function run(id,call){calls[id]=call;try{call(0)}catch(error){kept.push(id+": "+error)}}`;

/** The pieces of the page, in order; joined they are the page in one chunk. */
export function pagePieces({ block, isFirstSlow, isControl, load, tags }: PageParts): string[] {
  return [
    `<!doctype html><html lang="ru"><head>${block}<meta charset="utf-8"><title>Matrix</title>`,
    `<script>${SHARED}</script>`,
    isFirstSlow ? `<script src="/own/slow.js?load=${load}"></script>` : '',
    '</head><body>',
    ...tags.map(({ kind, url }) => tagOf(kind, url, isControl)),
    '</body></html>',
  ].filter((piece) => piece !== '');
}

function tagOf(kind: Kind, url: string, isControl: boolean): string {
  if (kind.form === 'dynamic') {
    // `</script` inside of a string would end the element; the address of a second call differs, so that the log tells them apart.
    const first = escapeScript(kind.make(url));
    const again = escapeScript(kind.make(`${url}&again=1`));
    return `<script>run(${JSON.stringify(kind.id)},function(again){again?${again}:${first}})</script>\n`;
  }
  return `${isControl && kind.makeControl !== undefined ? kind.makeControl(url) : kind.make(url)}\n`;
}

function escapeScript(code: string): string {
  return code.replaceAll(/<(?=\/?script|!--)/gi, '\\x3c');
}
