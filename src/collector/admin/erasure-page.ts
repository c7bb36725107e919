/** Owns the page for erasing one subject's records: asking, confirming, saying what was done, the log of erasures. */
import { html } from 'hono/html';
import type { Language } from '../../core/language.ts';
import { collectorText, type TextsOf } from '../collector-text.ts';
import { reasonWord } from '../choice-words.ts';
import { formatInstant, type Markup } from '../page.ts';
import type { ErasureRun } from '../storage/storage.ts';
import { adminText, hiddenField, invalidField, textField } from './admin-page.ts';

/** Opening a page must not lay out years of runs. The JSON has all. */
const RUNS_SHOWN = 100;

export interface ErasureView {
  readonly step: 'ask' | 'confirm' | 'done';
  readonly language: Language;
  readonly runs: readonly ErasureRun[];
  readonly subject?: string;
  readonly site?: string;
  /** Field that is filled in wrongly. */
  readonly invalid?: string;
  readonly count?: number;
}

export function erasureTitle(language: Language): string {
  return textOf('title', language);
}

export function erasureBody(view: ErasureView): Markup {
  const { step, language, runs, subject = '', site = '', invalid, count = 0 } = view;
  const say = (key: TextsOf<'erasure'>): string => textOf(key, language);
  const action = `/erasures?lang=${language}`;
  const columns = [say('at'), adminText('site', language), say('reason'), say('rows')];
  const lines = runs
    .slice(0, RUNS_SHOWN)
    .map(
      (run) =>
        html`<tr><td>${formatInstant(run.at, 0)}</td><td>${run.site}</td><td>${reasonWord(run.reason, language)}</td><td class="number">${run.count}</td></tr>`,
    );
  return html`${invalid !== undefined && invalidField(invalid, language)}
<p>${say('about')}</p>
${step === 'done' && html`<p role="status"><strong>${say('done')} ${count}</strong></p>`}
${
  step === 'confirm'
    ? html`<p role="status"><strong>${say('found')} ${count}</strong></p><dl><dt>${adminText('subject', language)}</dt><dd>${subject}</dd><dt>${adminText('site', language)}</dt><dd>${site || adminText('any', language)}</dd></dl>
<form class="fields" method="post" action="${action}">${hiddenField('subject', subject)}${hiddenField('site', site)}${hiddenField('step', 'erase')}
<a href="${action}">${say('back')}</a>${count > 0 && html`<button>${say('erase')}</button>`}</form>`
    : html`<form class="fields" method="post" action="${action}">${textField('subject', adminText('subject', language), step === 'ask' ? subject : '')}${textField('site', adminText('site', language), step === 'ask' ? site : '')}
<button>${say('count')}</button></form>`
}
<h2>${say('log')}</h2>
${lines.length === 0 ? html`<p>${say('none')}</p>` : html`<div class="scroll"><table><tr>${columns.map((word) => html`<th scope="col">${word}</th>`)}</tr>${lines}</table></div>`}`;
}

function textOf(key: TextsOf<'erasure'>, language: Language): string {
  return collectorText('erasure', key, language);
}
