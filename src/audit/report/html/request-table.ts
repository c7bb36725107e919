/** Owns the table of a visit's requests: when, whose, what came of it, and what began it, down to element and line. */
import { html } from 'hono/html';
import type { Initiator, ObservedRequest } from '../../observation.ts';
import { placeText } from '../finding-words.ts';
import { secondsOf } from '../instant.ts';
import { oneLine } from '../plain-text.ts';
import { reportText } from '../report-text.ts';
import type { Markup } from './page-words.ts';
import type { ReportPage } from './report-page.ts';
import type { ListedRequest, Visit } from './visit.ts';

/** A page of paper holds some twenty; whoever needs more reads the JSON report. */
const MAX_ROWS = 200;
const MAX_CHAIN = 6;

export function requestTable(visit: Visit, page: ReportPage): Markup {
  const { words } = page;
  const { requests, ownCount } = visit;
  const rows = shortened(requests);
  const label = words.attribute(reportText('table-scroll'));
  const heads = ['time', 'stage', 'service', 'kind', 'address', 'outcome', 'begun-by'] as const;
  const table = html`<div class="scroll" role="group" tabindex="0" aria-label="${label.value}" data-w-aria-label="${label.number}"><table class="requests">
<thead><tr>${heads.map((id) => html`<th scope="col">${words.text(id)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => requestRow(row, visit, page))}</tbody></table></div>`;
  return html`<h4>${words.text('requests-title')}</h4>
${rows.length ? table : html`<p>${words.text('requests-none')}</p>`}
${rows.length < requests.length ? html`<p class="quiet">${words.text('requests-more', { count: requests.length - rows.length })}</p>` : ''}
<p class="quiet">${words.text('requests-own', { count: ownCount })}</p>`;
}

/** What findings rest on always stays. */
function shortened(requests: readonly ListedRequest[]): readonly ListedRequest[] {
  if (requests.length <= MAX_ROWS) return requests;
  const room = MAX_ROWS - requests.filter(({ isBad }) => isBad).length;
  let others = 0;
  return requests.filter(({ isBad }) => isBad || ++others <= room);
}

function requestRow({ request, owner, isBad }: ListedRequest, { observation }: Visit, { words }: ReportPage): Markup {
  const stage = observation.stages[request.stage];
  return html`<tr class="${isBad ? 'bad' : ''}">
<td class="number">${isBad ? '✗ ' : ''}${secondsOf(request.atMs)}</td>
<td>${stage ? words.text(`stage-${stage.kind}`) : ''}</td>
<td>${words.show(owner.name)}</td>
<td>${oneLine(`${request.method} ${request.kind}`)}${request.realm === 'page' ? '' : html`<br>${words.text(`realm-${request.realm}`)}`}</td>
<td class="address"><code>${oneLine(request.url, 600)}</code>${request.redirectedFrom.map((url) => html`<br>${words.text('redirected')} <code>${oneLine(url, 400)}</code>`)}${request.body ? html`<br>${words.text('body')}: <code>${oneLine(request.body, 600)}</code>` : ''}${cookies(request, words)}</td>
<td>${words.text(`outcome-${request.outcome}`)}${request.status === null ? '' : html` ${request.status}`}${request.why ? html`<br><code>${oneLine(request.why, 200)}</code>` : ''}</td>
<td class="chain">${initiator(request.initiator, words)}</td>
</tr>`;
}

function cookies({ setCookies }: ObservedRequest, words: ReportPage['words']): Markup {
  if (!setCookies.length) return html``;
  const names = [...new Set(setCookies.map(({ name }) => name))].join(', ');
  return html`<br>${words.text('sets-cookies')}: <code>${oneLine(names, 400)}</code>`;
}

function initiator({ kind, chain, element, through }: Initiator, words: ReportPage['words']): Markup {
  const rest = chain.length - MAX_CHAIN;
  return html`${oneLine(kind)}${element ? html`<br><code>${oneLine(element.tag, 500)}</code>${element.place ? html`<br><code>${oneLine(placeText(element.place))}</code>` : ''}` : ''}
${chain.length ? html`<ol>${chain.slice(0, MAX_CHAIN).map((place) => html`<li><code>${oneLine(placeText(place), 400)}</code></li>`)}${rest > 0 ? html`<li>+${rest}</li>` : ''}</ol>` : ''}
${through.length ? html`<ul>${through.slice(0, MAX_CHAIN).map((url) => html`<li>${words.text('came-through')}: <code>${oneLine(url, 400)}</code></li>`)}</ul>` : ''}`;
}
