/**
 * Owns the records of this device on paper. No window and no script of its own, which a content security policy or a pop-up blocker would
 * stop: an element that only paper shows, and for as long. While the settings are open the page behind does not print (PAGE_STYLES).
 */
import { html, render } from 'lit/html.js';
import { say } from '../../i18n/localization.ts';
import type { LoggedRecord } from '../../outbox/record-log.ts';
import { ownText } from '../own-text.ts';
import type { Scene } from '../scene.ts';
import { PRINT_STYLES } from './opened.styles.ts';
import { recordTitle, renderRecord } from './render-record.ts';

/** @returns takes the paper away; the end of printing does it too, where the browser tells. */
export function printChoices(scene: Scene, records: readonly LoggedRecord[], settings: Element): () => void {
  const paper = document.createElement('kelisim-print');
  paper.lang = scene.language;
  const root = paper.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PRINT_STYLES);
  root.adoptedStyleSheets = [sheet];
  const operators = scene.told.operators.map(({ name }) => html`<p>${ownText(name, scene.language)}</p>`);
  const list = records.map(
    (logged) => html`<h2>${recordTitle(logged.record, scene)}</h2>${renderRecord(logged, scene)}`,
  );
  render(html`<h1>${say('part.mine')}: ${location.hostname}</h1>${operators}<p>${say('mine.proof')}</p>${list}`, root);
  settings.toggleAttribute('printing', true);
  document.body.append(paper);
  const done = () => {
    paper.remove();
    settings.toggleAttribute('printing', false);
  };
  addEventListener('afterprint', done, { once: true });
  print();
  return done;
}
