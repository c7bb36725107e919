/**
 * Owns what the owner has written so far: the config as it stands in site.json, right or not, and the colours, which are no part of it.
 * Leaves to others: keeping it (draft-storage.ts), whether it is right (check-draft.ts), drawing (the sections).
 */
import { LANGUAGES, type Language } from '../../src/core/language.ts';
import { listAt, setValueAt, valueAt } from './config-path.ts';

export const COLOUR_NAMES = ['bg', 'fg', 'accent', 'accent-fg', 'border'] as const;
export type ColourName = (typeof COLOUR_NAMES)[number];
export type Colours = Readonly<Record<ColourName, string>>;
export type Shade = 'light' | 'dark';

export interface DraftContent {
  config: Record<string, unknown>;
  /** Own colours by theme; absent: the notice's own. */
  colours: Partial<Record<Shade, Colours>>;
}

export function emptyDraft(): DraftContent {
  return {
    config: { version: 1, languages: ['kk', 'ru'], operators: [{}], policy: {}, services: [] },
    colours: {},
  };
}

export class Draft {
  #content: DraftContent;
  readonly #changed: () => void;
  /** Text as it is being typed where the value is made of it: a list would lose its last empty line under the cursor. */
  readonly #typed = new Map<string, string>();
  /** Fields the owner has left once: what is missing there may be said. */
  readonly visited = new Set<string>();

  constructor(content: DraftContent, changed: () => void) {
    this.#content = content;
    this.#changed = changed;
  }

  get content(): DraftContent {
    return this.#content;
  }

  get config(): Record<string, unknown> {
    return this.#content.config;
  }

  get colours(): DraftContent['colours'] {
    return this.#content.colours;
  }

  /** The languages in which texts are asked for; an opened file may name none. */
  get languages(): readonly Language[] {
    const named = this.list('languages');
    return LANGUAGES.filter((code) => code !== 'en' || named.includes('en') || this.get('languages') === undefined);
  }

  get(path: string): unknown {
    return valueAt(this.config, path);
  }

  text(path: string): string {
    const value = this.get(path);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  list(path: string): readonly unknown[] {
    return listAt(this.config, path);
  }

  /** One entry per line. */
  lines(path: string): string {
    return this.#typed.get(path) ?? this.list(path).join('\n');
  }

  set(path: string, value: unknown): void {
    setValueAt(this.config, path, value === '' ? undefined : value);
    this.#changed();
  }

  setLines(path: string, text: string): void {
    this.#typed.set(path, text);
    const entries = text.split('\n').map((line) => line.trim());
    const filled = entries.filter(Boolean);
    this.set(path, filled.length ? filled : undefined);
  }

  add(path: string, entry: unknown): void {
    this.set(path, [...this.list(path), entry]);
  }

  /** The owner left a field. */
  leave(path: string): void {
    this.#typed.delete(path);
    this.visited.add(path);
    this.#changed();
  }

  setColours(shade: Shade, colours: Colours | undefined): void {
    if (colours) this.colours[shade] = colours;
    else delete this.colours[shade];
    this.#changed();
  }

  replace(content: DraftContent): void {
    this.#content = content;
    this.#typed.clear();
    this.visited.clear();
    this.#changed();
  }
}
