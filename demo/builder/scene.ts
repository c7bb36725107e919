/** Owns what the drawing functions are given: the draft, the words, what is wrong, how the page itself looks at the moment. No behaviour. */
import type { Language } from '../../src/core/language.ts';
import type { DraftFinding } from './check-draft.ts';
import type { Draft, Shade } from './draft.ts';
import type { Words } from './words.ts';

/** How the preview is set. */
export interface PreviewLook {
  language: Language;
  width: 'phone' | 'desk';
  shade: Shade;
  view: 'banner' | 'settings';
}

/** What was made for the ready files; `''` before that. */
export interface MadeFiles {
  readonly tagHtml: string;
  readonly problem: string;
}

/** What the page itself is like; no part of the draft. */
export interface Look {
  search: string;
  category: string;
  /** Empty fields are shown as faults too: the owner asked for the result. */
  showsAll: boolean;
  asksToClear: boolean;
  /** Whether the draft could be kept. */
  isKept: boolean;
  publicPath: string;
  made: MadeFiles | null;
  /** What was just done, or could not be. */
  status: string;
  readonly preview: PreviewLook;
}

export interface Scene {
  readonly draft: Draft;
  readonly words: Words;
  readonly findings: readonly DraftFinding[];
  readonly look: Look;
  /** Draws again after a change of `look`. */
  readonly redraw: () => void;
  /** Says what was just done, or could not be. */
  readonly tell: (text: string) => void;
}
