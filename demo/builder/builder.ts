/**
 * Owns the config builder's composition: draft → check → page → preview, files in and out, one language at a time.
 * Leaves to others: every part (the files beside it). No request goes anywhere but to the builder's own files.
 */
import { render } from 'lit/html.js';
import type { Language } from '../../src/core/language.ts';
import { renderApp } from './app.ts';
import { checkDraft } from './check-draft.ts';
import { Draft, type DraftContent, emptyDraft } from './draft.ts';
import { forgetDraft, keepDraft, keepLanguage, recallDraft, startLanguage } from './draft-storage.ts';
import { Preview } from './preview.ts';
import { saveFile } from './save-file.ts';
import type { Look, Scene } from './scene.ts';
import { loadWords, type Words } from './words.ts';

/** A config of an owner is a few kB; what is larger is something else. */
const FILE_MAX_BYTES = 2_000_000;
/** Long enough to be read twice; it says only what the owner has just done. */
const STATUS_MS = 8_000;

/** With the whole catalogue in three languages: only who packs files loads it. */
const archives = () => import('./site-archive.ts');

class Builder {
  readonly #root: HTMLElement;
  readonly #draft: Draft;
  readonly #look: Look;
  #words: Words;
  /** The words of the sample page, in its own language. */
  #sample: Words;
  #preview: Preview | undefined;
  #isDrawing = false;
  #statusTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, words: Words) {
    this.#root = root;
    this.#words = words;
    this.#sample = words;
    this.#draft = new Draft(recallDraft() ?? emptyDraft(), () => {
      this.#look.isKept = keepDraft(this.#draft.content);
      this.#look.made = null;
      this.#draw();
    });
    this.#look = {
      search: '',
      category: '',
      showsAll: false,
      asksToClear: false,
      isKept: keepDraft(this.#draft.content),
      publicPath: '/kelisim/',
      made: null,
      status: '',
      preview: {
        language: words.language === 'en' ? 'kk' : words.language,
        width: 'phone',
        shade: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
        view: 'banner',
      },
    };
    this.#draw();
    this.#takeDrops();
  }

  /** At once, and once per turn: one click may change several values. */
  #draw(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => {
      this.#isDrawing = false;
      const scene = this.#scene();
      document.documentElement.lang = scene.words.language;
      document.title = `${scene.words.say('title')} · Kelisim`;
      render(renderApp(scene, this.#actions()), this.#root);
      this.#showPreview(scene).catch((error: unknown) => console.error(error));
    });
  }

  #scene(): Scene {
    return {
      draft: this.#draft,
      words: this.#words,
      findings: checkDraft(this.#draft),
      look: this.#look,
      redraw: () => this.#draw(),
      tell: (text) => this.#say(text),
    };
  }

  async #showPreview(scene: Scene): Promise<void> {
    const { preview } = this.#look;
    // The sample page cannot speak a language that the notice has not.
    if (!this.#draft.languages.includes(preview.language)) preview.language = 'kk';
    const wanted = preview.language;
    if (this.#sample.language !== wanted) this.#sample = await loadWords(wanted);
    if (preview.language !== wanted) return;
    const frame = this.#root.querySelector('iframe')!;
    this.#preview ??= new Preview(frame, frame.parentElement!);
    this.#preview.update(scene, this.#sample);
  }

  #actions() {
    const fail = (error: unknown) => {
      this.#look.made = { tagHtml: '', problem: error instanceof Error ? error.message : String(error) };
      this.#draw();
    };
    return {
      setLanguage: (language: Language) => void this.#setLanguage(language),
      openFile: (file: File) => void this.#openFile(file),
      clear: () => {
        this.#look.asksToClear = false;
        this.#look.showsAll = false;
        this.#replace(emptyDraft());
        forgetDraft();
        this.#say(this.#words.say('cleared'));
      },
      showAgain: () => this.#preview?.again(),
      makeFiles: (folder: string) => {
        archives()
          .then(({ makeSiteArchive }) => makeSiteArchive(this.#draft.config, folder))
          .then(({ archive, tagHtml }) => {
            saveFile('kelisim.zip', archive, 'application/zip');
            this.#look.made = { tagHtml, problem: '' };
            this.#say(this.#words.say('downloaded', { name: 'kelisim.zip' }));
          }, fail);
      },
      saveFolders: () => {
        archives()
          .then(({ makeTagArchive }) => makeTagArchive())
          .then((archive) => {
            saveFile('kelisim-tag.zip', archive, 'application/zip');
            this.#say(this.#words.say('downloaded', { name: 'kelisim-tag.zip' }));
          }, fail);
      },
    };
  }

  async #setLanguage(language: Language): Promise<void> {
    try {
      this.#words = await loadWords(language);
      keepLanguage(language);
    } catch (error) {
      console.error(error);
    }
    this.#look.status = '';
    this.#draw();
  }

  async #openFile(file: File): Promise<void> {
    const { name } = file;
    let config: unknown = null;
    try {
      config = file.size > FILE_MAX_BYTES ? null : JSON.parse(await file.text());
    } catch {
      // Said below: it is no JSON.
    }
    if (typeof config !== 'object' || config === null || Array.isArray(config))
      return this.#say(this.#words.say('not-json', { name }));
    this.#look.showsAll = true;
    this.#replace({ config: config as DraftContent['config'], colours: {} });
    this.#say(this.#words.say('opened', { name }));
  }

  #replace(content: DraftContent): void {
    this.#draft.replace(content);
  }

  #say(text: string): void {
    this.#look.status = text;
    this.#draw();
    this.#forgetStatus();
  }

  #forgetStatus(): void {
    clearTimeout(this.#statusTimer);
    this.#statusTimer = setTimeout(() => {
      this.#look.status = '';
      this.#draw();
    }, STATUS_MS);
  }

  #takeDrops(): void {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const mark = (on: boolean) => this.#root.classList.toggle('dropping', on);
    addEventListener('dragover', (event) => {
      if (!hasFile(event)) return;
      // Otherwise the browser leaves the page for the file.
      event.preventDefault();
      mark(true);
    });
    addEventListener('dragleave', (event) => void (event.relatedTarget === null && mark(false)));
    addEventListener('drop', (event) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      mark(false);
      const file = event.dataTransfer?.files[0];
      if (file) void this.#openFile(file);
    });
  }
}

const root = document.getElementById('builder');
if (!root) throw new Error('index.html has no #builder');
const words = await loadWords(startLanguage());
root.replaceChildren();
void new Builder(root, words);
