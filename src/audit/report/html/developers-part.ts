/**
 * Owns the developers' part: one phase after the other, of each the one visit that shows most, in full. A phase with faults is open, the others are
 * folded; on paper what is open. Leaves to others: tables and timeline of a visit.
 */
import { html } from 'hono/html';
import type { Phase, Trouble } from '../../observation.ts';
import { isUsable, SIGNS } from '../audit-result.ts';
import { secondsOf } from '../instant.ts';
import { phaseWords } from '../phase-words.ts';
import { oneLine } from '../plain-text.ts';
import { reportTextOr } from '../report-text.ts';
import type { Markup } from './page-words.ts';
import type { ReportPage } from './report-page.ts';
import { requestTable } from './request-table.ts';
import { screenshotList } from './screenshot-list.ts';
import { consentCallTable, storageTable } from './storage-table.ts';
import { timeline } from './timeline.ts';
import { listedRequests, type Visit } from './visit.ts';

export function developersPart(page: ReportPage): Markup {
  const { run, words } = page;
  return html`<section class="developers" aria-labelledby="developers">
<h2 id="developers">${words.text('part-developers')}</h2>
<p>${words.text('part-developers-lead')}</p>
${run.phases.map((phase) => phaseDetails(phase, page))}
</section>`;
}

function phaseDetails(phase: Phase, page: ReportPage): Markup {
  const { run, words } = page;
  const visits = visitsOf(phase, page);
  const shown = visits.toSorted((a, b) => weight(b, page) - weight(a, page))[0];
  const cells = run.judgement.cells.filter((cell) => cell.phase === phase.id);
  const isBad = cells.some(({ severity }) => severity === 'error');
  const { title } = phaseWords(phase, run.facts);
  return html`<details${isBad ? ' open' : ''}>
<summary><h3>${isBad ? html`<span aria-hidden="true">${SIGNS.error} </span>` : ''}${words.show(title)}</h3></summary>
<div class="inside">${shown ? visitShown(shown, visits, page) : html`<p>${words.text('requests-none')}</p>`}</div>
</details>`;
}

function visitShown(visit: Visit, visits: readonly Visit[], page: ReportPage): Markup {
  const { words, run } = page;
  const { observation } = visit;
  const others = visits.filter((other) => other !== visit);
  return html`<p>${words.text('visit-shown', { repeat: observation.repeat, repeats: run.repeats, page: oneLine(observation.url) })}</p>
${screenshotList(visit, page)}
${timeline(visit, page)}
${requestTable(visit, page)}
${storageTable(visit, page)}
${consentCallTable(visit, page)}
${troubleList(observation.troubles, page)}
${cnameList(visit, page)}
${
  others.length
    ? html`<h4>${words.text('visit-others')}</h4><ul>${others.map(
        (other) =>
          html`<li>${words.text('visit-requests', {
            repeat: other.observation.repeat,
            page: oneLine(other.observation.url),
            count: other.observation.requests.length,
            troubles: other.observation.troubles.length,
          })}</li>`,
      )}</ul>`
    : ''
}`;
}

/** Visits that findings rest on first, then usable ones, then in their order. */
function weight(visit: Visit, { run }: ReportPage): number {
  const { phase, repeat } = visit.observation;
  const cited = run.judgement.findings
    .flatMap(({ evidence }) => evidence)
    .filter((one) => one.phase === phase.id && one.repeat === repeat);
  return (isUsable(visit.observation) ? 1000 : 0) + cited.length * 10 - repeat / 100;
}

function visitsOf(phase: Phase, { run, owners }: ReportPage): Visit[] {
  return run.observations.flatMap((observation, number) =>
    observation.phase.id === phase.id ? [{ observation, ...listedRequests(observation, number, run, owners) }] : [],
  );
}

function troubleList(troubles: readonly Trouble[], { words }: ReportPage): Markup {
  if (!troubles.length) return html``;
  return html`<h4>${words.text('troubles')}</h4><ul>${troubles.map(
    ({ atMs, code, detail, isFatal }) =>
      html`<li>${secondsOf(atMs)}: ${words.show(reportTextOr(`trouble-${code}`, code))}${isFatal ? html` <strong>(${words.text('fatal')})</strong>` : ''}${detail ? html` <code>${oneLine(detail, 500)}</code>` : ''}</li>`,
  )}</ul>`;
}

function cnameList({ observation: { cnames } }: Visit, { words }: ReportPage): Markup {
  const entries = Object.entries(cnames);
  if (!entries.length) return html``;
  return html`<h4>${words.text('cnames')}</h4><ul>${entries.map(
    ([host, targets]) => html`<li><code>${oneLine(host)}</code> → <code>${oneLine(targets.join(' → '))}</code></li>`,
  )}</ul>`;
}
