/** Owns the findings for people: who, what, where, why, and what to change, as text to paste. Leaves to others: the sentences (finding-words.ts). */
import { html } from 'hono/html';
import type { Finding, Fix } from '../../verdict.ts';
import { isUnsure, signOf } from '../audit-result.ts';
import { bySeverity, findingWords, type FixWords, placeText } from '../finding-words.ts';
import { secondsOf } from '../instant.ts';
import { phaseTitle } from '../phase-words.ts';
import { oneLine, plainText } from '../plain-text.ts';
import { reportText } from '../report-text.ts';
import { categoryName, vendorName, vendorOrigin } from '../vendor-words.ts';
import type { Markup } from './page-words.ts';
import type { ReportPage } from './report-page.ts';

/** Evidence is for checking one case; the JSON report has the rest. */
const MAX_EVIDENCE = 5;

export function findingsPart(page: ReportPage): Markup {
  const { run, words, comparison } = page;
  const findings = run.judgement.findings.toSorted(bySeverity);
  const fixed = comparison?.fixed ?? [];
  return html`<section aria-labelledby="findings">
<h2 id="findings">${words.text('findings')}</h2>
${findings.length ? findings.map((finding, i) => findingArticle(finding, i + 1, page)) : html`<p>${words.text('findings-none')}</p>`}
${
  fixed.length
    ? html`<h3>${words.text('fixed')}</h3><ul>${fixed.map(
        (finding) =>
          html`<li>${words.show(vendorName(finding, run.facts))}: ${words.text(`verdict.${finding.verdict}`)} <span class="quiet">(${finding.id})</span></li>`,
      )}</ul>`
    : ''
}
</section>`;
}

function findingArticle(finding: Finding, number: number, page: ReportPage): Markup {
  const { run, words, comparison } = page;
  const said = findingWords(finding, run);
  const state = isUnsure(finding) ? 'unsure' : finding.severity;
  const isNew = comparison?.added.some(({ id }) => id === finding.id);
  const badge = comparison ? html` <span class="badge is-note">${words.text(isNew ? 'new' : 'known')}</span>` : '';
  const place = finding.place ? placeText(finding.place) : '';
  return html`<article class="finding at-${state}" id="finding-${finding.id}">
<h3>${number}. ${words.show(said.vendor)}: ${words.show(said.verdict)}</h3>
<p><span class="badge is-${state}"><span aria-hidden="true">${signOf(finding)}</span> ${words.show(said.severity)}</span>${badge}</p>
<p class="found">${words.show(said.found)}</p>
<p><strong>${words.text('why')}:</strong> ${words.show(said.why)}</p>
<dl>
<dt>${words.text('seen-in')}</dt><dd>${words.show(said.phases)}</dd>
<dt>${words.text('page')}</dt><dd>${oneLine(finding.page)}</dd>
${place ? html`<dt>${words.text('place')}</dt><dd><code>${oneLine(place)}</code></dd>` : ''}
${finding.element ? html`<dt>${words.text('element')}</dt><dd><code>${oneLine(finding.element, 600)}</code></dd>` : ''}
<dt>${words.text('provider')}</dt><dd>${words.show(vendorOrigin(finding))}${finding.host ? html` (${oneLine(finding.host)})` : ''}</dd>
${finding.vendor ? html`<dt>${words.text('category')}</dt><dd>${words.show(categoryName(finding.category, run.facts))}</dd>` : ''}
${said.names.map(([name, value]) => html`<dt>${words.show(name)}</dt><dd>${words.show(value)}</dd>`)}
<dt>${words.text('evidence')}</dt><dd><ul>${evidenceOf(finding, page)}</ul></dd>
<dt>${words.text('finding-id')}</dt><dd><code>${finding.id}</code></dd>
</dl>
${said.fixes.length ? html`<h4>${words.text('to-do')}</h4>${fixList(said.fixes, finding.id, page)}` : ''}
</article>`;
}

function evidenceOf({ evidence }: Finding, { run, words }: ReportPage): Markup[] {
  return evidence.slice(0, MAX_EVIDENCE).map(({ phase, repeat, atMs }) => {
    const title = phaseTitle(phase, run.phases, run.facts);
    return html`<li>${words.text('evidence-line', { phase: title, repeat, seconds: secondsOf(atMs) })}</li>`;
  });
}

/** In the judge's order: what mends it first. */
function fixList(fixes: readonly FixWords[], id: string, page: ReportPage): Markup {
  const { words } = page;
  const items = fixes.map(
    ({ sentence, names, fix }, i) => html`<li>${words.show(sentence)}
${names.map(([name, value]) => html`<p class="quiet">${words.show(name)}: <strong>${words.show(value)}</strong></p>`)}
${fixText(fix, `${id}-${i}`, page)}</li>`,
  );
  return items.length === 1 ? html`<ul class="fix only">${items}</ul>` : html`<ol class="fix">${items}</ol>`;
}

function fixText({ before, after, place }: Fix, id: string, { words, run }: ReportPage): Markup {
  const copied = words.attribute(reportText('copied'));
  const hasGap = run.redacted && `${before ?? ''}${after ?? ''}`.includes('=…');
  return html`${place ? html`<p class="quiet">${words.text('place')}: <code>${oneLine(placeText(place))}</code></p>` : ''}
${before ? html`<p class="label">${words.text('before')}</p><pre class="before">${plainText(before)}</pre>` : ''}
${
  after
    ? html`<p class="label">${words.text(before ? 'after' : 'paste')}<button type="button" hidden data-copies="fix-${id}" data-copied="${copied.number}">${words.text('copy')}</button></p><pre class="after" id="fix-${id}">${plainText(after, 8000)}</pre>`
    : ''
}
${hasGap ? html`<p class="quiet">${words.text('left-out')}</p>` : ''}`;
}
