/** Owns the head of the report: what it is about, the answer in one sentence, what was tested and what was not. */
import { html } from 'hono/html';
import { PHASE_KIND_ORDER } from '../phase-order.ts';
import { auditResult, isBlind, isUnsure, resultWords, SIGNS } from '../audit-result.ts';
import { comparisonWords } from '../comparison-words.ts';
import { almatyTime, durationWords } from '../instant.ts';
import { phaseTitle, phaseWords, skippedWords } from '../phase-words.ts';
import { joined, reportText, same, siteText } from '../report-text.ts';
import type { Phase } from '../../observation.ts';
import { LANGUAGE_NAMES } from './language-names.ts';
import type { Markup } from './page-words.ts';
import type { ReportPage } from './report-page.ts';

const STATE_SIGNS = {
  pass: SIGNS.none,
  warn: SIGNS.warning,
  fail: SIGNS.error,
  unsure: SIGNS.unsure,
  nothing: SIGNS.unsure,
};

export function resultPart({ run, words, comparison }: ReportPage): Markup {
  const { state, sentence, counts, checks } = auditResult(run);
  return html`<section aria-labelledby="result">
<h2 id="result">${words.text('result')}</h2>
<div class="verdict is-${state}"><span class="sign" aria-hidden="true">${STATE_SIGNS[state]}</span>
<strong>${words.show(resultWords(state))}</strong>
<p>${words.show(sentence)}</p>
<p>${words.show(counts)} ${words.show(checks)}</p>
</div>
${comparison ? html`<p>${words.show(comparisonWords(comparison))}</p>` : ''}
</section>`;
}

export function testedPart(page: ReportPage): Markup {
  const { run, words } = page;
  const { operators } = run.facts;
  const operator = operators?.length
    ? operators.map(
        ({ name, bin }) =>
          html`<li>${words.show(bin ? joined([siteText(name), reportText('bin', { bin })], ', ') : siteText(name))}</li>`,
      )
    : html`<li>${words.text('operator-unknown')}</li>`;
  return html`<section aria-labelledby="tested">
<h2 id="tested">${words.text('tested')}</h2>
<dl>
<dt>${words.text('operator')}</dt><dd><ul>${operator}</ul></dd>
<dt>${words.text('pages')}</dt><dd><ul>${run.urls.map((url) => html`<li>${words.show(same(url))}</li>`)}</ul></dd>
<dt>${words.text('date')}</dt><dd>${words.show(almatyTime(run.startedAt))}</dd>
<dt>${words.text('duration')}</dt><dd>${words.show(durationWords(run.durationMs))}</dd>
<dt>${words.text('browser')}</dt><dd>${words.show(same(run.browser))}</dd>
<dt>${words.text('tool')}</dt><dd>${words.show(same(`Kelisim ${run.tool}`))}</dd>
<dt>${words.text('repeats')}</dt><dd>${run.repeats}</dd>
<dt>${words.text('visit-language')}</dt><dd>${LANGUAGE_NAMES[run.language]}</dd>
<dt>${words.text('measure')}</dt><dd>${words.text(`measure-${run.facts.source}`)}</dd>
</dl>
<h3>${words.text('phases-made')}</h3>
<table class="cards" role="table">
<thead role="rowgroup"><tr role="row">${(['phase', 'phase-did', 'phase-expected', 'phase-result'] as const).map(
    (id) => html`<th scope="col" role="columnheader">${words.text(id)}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">${run.phases.map((phase) => phaseRow(phase, page))}</tbody>
</table>
<h3 id="not-tested">${words.text('not-tested')}</h3>
${notTested(page)}
</section>`;
}

function phaseRow(phase: Phase, { run, words }: ReportPage): Markup {
  const { title, did, expected } = phaseWords(phase, run.facts);
  const cells = run.judgement.cells.filter((cell) => cell.phase === phase.id);
  const unsure = cells.filter(isUnsure).length;
  const errors = cells.filter((cell) => cell.severity === 'error' && !isUnsure(cell)).length;
  const warnings = cells.filter((cell) => cell.severity === 'warning' && !isUnsure(cell)).length;
  const blind = !cells.length && isBlind(run, phase.id);
  const state = errors ? 'error' : unsure || blind ? 'unsure' : warnings ? 'warning' : 'none';
  const counts = { errors, warnings, unsure };
  const result = (['errors', 'warnings', 'unsure'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => reportText(`count-${name}`, { count: counts[name] }));
  const label = (id: 'phase-did' | 'phase-expected' | 'phase-result') =>
    html`<span class="phase" aria-hidden="true">${words.text(id)}</span>`;
  return html`<tr role="row"><th scope="row" role="rowheader">${words.show(title)}</th>
<td role="cell">${label('phase-did')}${words.show(did)}</td><td role="cell">${label('phase-expected')}${words.show(expected)}</td>
<td role="cell" class="is-${state}">${label('phase-result')}<span aria-hidden="true">${SIGNS[state]} </span>${words.show(result.length ? joined(result, ', ') : reportText(blind ? 'cell-inconclusive' : 'phase-fine'))}</td></tr>`;
}

function notTested({ run, words }: ReportPage): Markup {
  const named = new Set([
    ...run.skipped.map(({ phase }) => phase),
    ...run.phases.flatMap(({ id, kind }) => [id, kind]),
  ]);
  const rest = PHASE_KIND_ORDER.filter((kind) => kind !== 'only' && !named.has(kind));
  if (!run.skipped.length && !rest.length) return html`<p>${words.text('all-tested')}</p>`;
  return html`<ul>${run.skipped.map(
    ({ phase, why }) =>
      html`<li><strong>${words.show(phaseTitle(phase, run.phases, run.facts))}</strong>: ${words.show(skippedWords(why))}</li>`,
  )}${rest.map(
    (kind) =>
      html`<li><strong>${words.show(phaseTitle(kind, run.phases, run.facts))}</strong>: ${words.text('not-asked')}</li>`,
  )}</ul>`;
}
