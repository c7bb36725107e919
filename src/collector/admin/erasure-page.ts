/** Owns the page for erasing one subject's records: asking, confirming, saying what was done, the log of erasures. */
import { html } from 'hono/html';
import type { Language, Localised } from '../../core/language.ts';
import { reasonWord } from '../choice-words.ts';
import { formatInstant, type Markup } from '../page.ts';
import type { ErasureRun } from '../storage/storage.ts';
import { adminText, hiddenField, invalidField, textField } from './admin-page.ts';

/** Opening a page must not lay out years of runs. The JSON has all. */
const RUNS_SHOWN = 100;

const TEXTS = {
  title: { kk: 'Субъект жазбаларын жою', ru: 'Удаление записей субъекта', en: 'Erasing a subject’s records' },
  about: {
    kk: 'Алдымен жазбалар саналады, растағаннан кейін ғана жойылады. Жойылған жазба қайтарылмайды; оның нөмірі, хеші, жойылған күні мен себебі ғана қалады.',
    ru: 'Сначала записи только считаются, удаляются после подтверждения. Удалённую запись не вернуть; остаются её номер, хеш, дата и причина удаления.',
    en: 'Records are counted first and erased after you confirm. An erased record does not come back; its number, hash, date and reason of erasure remain.',
  },
  count: { kk: 'Санау', ru: 'Посчитать', en: 'Count' },
  found: { kk: 'Табылған жазбалар:', ru: 'Найдено записей:', en: 'Records found:' },
  erase: { kk: 'Біржола жою', ru: 'Удалить навсегда', en: 'Erase for good' },
  back: { kk: 'Жоймау', ru: 'Не удалять', en: 'Do not erase' },
  done: { kk: 'Жойылған жазбалар:', ru: 'Удалено записей:', en: 'Records erased:' },
  log: { kk: 'Жою журналы', ru: 'Журнал удалений', en: 'Log of erasures' },
  none: { kk: 'Әзірге ештеңе жойылған жоқ.', ru: 'Пока ничего не удалялось.', en: 'Nothing was erased yet.' },
  at: { kk: 'Уақыты', ru: 'Когда', en: 'When' },
  reason: { kk: 'Себебі', ru: 'Причина', en: 'Reason' },
  rows: { kk: 'Жазба саны', ru: 'Число записей', en: 'Records' },
} satisfies Record<string, Localised>;

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
  return TEXTS.title[language];
}

export function erasureBody(view: ErasureView): Markup {
  const { step, language, runs, subject = '', site = '', invalid, count = 0 } = view;
  const say = (key: keyof typeof TEXTS): string => TEXTS[key][language];
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
