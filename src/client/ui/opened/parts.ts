/**
 * Owns everything in the settings that opens: the facts of services, and the parts below the categories (what cookies and pixels are, about
 * this consent, my choices) with their buttons. A chunk of its own, loaded when something is first opened (../load-opened.ts).
 * Leaves to others: opening and closing (kelisim-settings-element.ts), each drawing (render-*.ts).
 */
import type { TemplateResult } from 'lit/html.js';
import type { KelisimApi, ResolvedService } from '../../../core/api.ts';
import type { Language } from '../../../core/language.ts';
import type { PartId, Scene } from '../scene.ts';
import { downloadChoices } from './download-choices.ts';
import { MyChoices, type OpenRecordLog } from './my-choices.ts';
import { OPENED_STYLES } from './opened.styles.ts';
import { printChoices } from './print-choices.ts';
import { renderAbout } from './render-about.ts';
import { renderChoices } from './render-choices.ts';
import { renderFacts } from './render-facts.ts';
import { type Review, renderReview } from './render-row.ts';
import { renderTerms } from './render-terms.ts';

export interface PartsHost {
  readonly root: ShadowRoot;
  readonly records: OpenRecordLog;
  draw(): void;
  /** A choice was made in a part: the switches follow. */
  chosen(): void;
}

export class Parts {
  readonly #host: PartsHost;
  readonly #mine: MyChoices;
  #scene: Scene | undefined;
  #unprint: (() => void) | undefined;

  constructor(host: PartsHost) {
    this.#host = host;
    this.#mine = new MyChoices(host.records, () => host.draw());
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(OPENED_STYLES);
    host.root.adoptedStyleSheets.push(sheet);
  }

  render(id: PartId, scene: Scene): TemplateResult {
    this.#scene = scene;
    if (id === 'terms') return renderTerms(scene);
    if (id === 'about') return renderAbout(scene);
    this.#mine.start();
    return renderChoices(scene, this.#mine);
  }

  /** @param service undefined: Kelisim itself. */
  facts(scene: Scene, service: ResolvedService | undefined): TemplateResult {
    return renderFacts(scene, service);
  }

  review(review: Review, language: Language): TemplateResult {
    return renderReview(review, language);
  }

  /** @returns whether the action is one of ours. */
  act(action: string, api: KelisimApi, event: Event): boolean {
    if (action === 'withdraw') this.#withdraw(api, event);
    else if (action === 'download') downloadChoices(api.inner.stamp.site, this.#mine.records ?? []);
    else if (action === 'print') this.#print();
    else return false;
    return true;
  }

  stop(): void {
    this.#mine.stop();
    this.#unprint?.();
  }

  #withdraw(api: KelisimApi, event: Event): void {
    if ((event.target as Element).ariaDisabled === 'true') return;
    this.#mine.withdraw(api, event);
    this.#host.chosen();
    this.#host.draw();
  }

  #print(): void {
    this.#unprint?.();
    if (this.#scene) this.#unprint = printChoices(this.#scene, this.#mine.records ?? [], this.#host.root.host);
  }
}
