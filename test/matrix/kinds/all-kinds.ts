/** Owns the list of every kind, each id once. */
import { CALL_KINDS } from './call-kinds.ts';
import { ELEMENT_KINDS } from './element-kinds.ts';
import { FRAME_KINDS } from './frame-kinds.ts';
import type { Kind, PageName } from './kind.ts';
import { LOADER_KINDS } from './loader-kinds.ts';
import { MARKUP_KINDS } from './markup-kinds.ts';
import { STATIC_KINDS } from './static-kinds.ts';
import { STYLE_KINDS } from './style-kinds.ts';

export const KINDS: readonly Kind[] = [
  ...STATIC_KINDS,
  ...ELEMENT_KINDS,
  ...MARKUP_KINDS,
  ...CALL_KINDS,
  ...STYLE_KINDS,
  ...LOADER_KINDS,
  ...FRAME_KINDS,
];

const ids = new Set(KINDS.map(({ id }) => id));
if (ids.size !== KINDS.length) throw new Error('two kinds of the matrix have the same id');

export const PAGES: readonly PageName[] = [...new Set(KINDS.map(({ page }) => page))];
