/** Owns how Kelisim, the floor and nothing stand in the pages of the visits: what is first in the head, and the visitor's stored consent. */
import type { BenchServer } from './bench-server.ts';
import type { BenchSite } from './bench-site.ts';
import { FLOOR_COOKIE, FLOOR_SCRIPT } from './minimal-floor.ts';
import { FLOOR, FLOOR_FILE, INLINE, NONE, TAG } from './section.ts';

export interface VisitVariant {
  readonly name: string;
  readonly block: string;
  /** What the browser keeps of an earlier visit in which everything was accepted. */
  readonly consent: readonly { readonly name: string; readonly value: string }[];
  /** Whether marked scripts are marked: without anything to release them they stand as the vendor gives them. */
  readonly isMarked: boolean;
}

const FLOOR_PATH = '/own/floor.js';
export const ALL_LETTERS = 'fadb';

export function visitVariants(server: BenchServer, site: BenchSite): readonly VisitVariant[] {
  server.put(FLOOR_PATH, FLOOR_SCRIPT);
  const floor = { consent: [{ name: FLOOR_COOKIE, value: '1' }], isMarked: true };
  const ours = { consent: [site.choice(ALL_LETTERS)], isMarked: true };
  return [
    { name: NONE, block: '', consent: [], isMarked: false },
    { name: FLOOR, block: `<script>${FLOOR_SCRIPT}</script>`, ...floor },
    { name: FLOOR_FILE, block: `<script src="${FLOOR_PATH}" async></script>`, ...floor },
    { name: INLINE, block: site.block({ level: 'inline' }), ...ours },
    { name: TAG, block: site.block({ level: 'tag' }), ...ours },
  ];
}

/** A script of a vendor, marked or as it is. @param text of an inline script, or its address. */
export function vendorScript(isMarked: boolean, service: string, source: { src: string } | { text: string }): string {
  const mark = isMarked ? ` type="text/plain" data-kelisim="${service}"` : '';
  return 'src' in source ? `<script${mark} src="${source.src}"></script>` : `<script${mark}>${source.text}</script>`;
}
