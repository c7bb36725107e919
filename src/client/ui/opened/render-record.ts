/** Owns drawing one consent record: what was decided, when, where, for how long, and what became of it (R15). */
import { type TemplateResult, html } from 'lit/html.js';
import type { ConsentRecord } from '../../../core/consent-record.ts';
import { say } from '../../i18n/localization.ts';
import type { LoggedRecord } from '../../outbox/record-log.ts';
import { renderRow } from './render-row.ts';
import { LANGUAGE_NAMES } from '../language-names.ts';
import type { Scene } from '../scene.ts';
import { momentWords } from './date-words.ts';
import { fill } from './fill.ts';
import { type RecordWords, recordWords } from './record-words.ts';

export function recordTitle({ action, decidedAt, utcOffsetMinutes }: ConsentRecord, { language }: Scene): string {
  return `${say(`mine.did-${action}`)}, ${momentWords(decidedAt, utcOffsetMinutes, language)}`;
}

export function renderRecord({ record, delivery }: LoggedRecord, scene: Scene): TemplateResult {
  const { granted, refused } = recordWords(record, scene);
  const { language } = scene;
  const moment = (iso: string) => momentWords(iso, record.utcOffsetMinutes, language);
  const names = (list: RecordWords['granted']) =>
    list.length ? list.map((name, i) => [i ? ', ' : '', name]) : say('mine.nothing');
  return html`<dl>${renderRow('mine.when', html`${moment(record.decidedAt)}<div>${say(`mine.did-${record.action}`)}, ${say(`mine.at-${record.surface}`)}</div>`)}${renderRow('mine.granted', names(granted))}${renderRow(
    'mine.refused',
    names(refused),
  )}${renderRow('mine.until', moment(record.validUntil))}${renderRow('mine.delivery', say(`mine.${delivery}`))}${renderRow('mine.id', html`<code>${record.id}</code>`)}${renderRow(
    'settings.language',
    html`<span lang=${record.language}>${LANGUAGE_NAMES[record.language]}</span>`,
  )}${renderRow('about.policy', fill('mine.edition', { edition: record.policy }))}${renderRow('mine.where', html`<bdi>${record.origin}${record.path}</bdi>`)}</dl>`;
}
