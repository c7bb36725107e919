/** Owns how the audit was made, what it cannot say, and the lines for a signature. */
import { html } from 'hono/html';
import { oneLine } from '../plain-text.ts';
import type { ReportTextId } from '../report-text.ts';
import type { Markup } from './page-words.ts';
import type { ReportPage } from './report-page.ts';

const METHOD = ['method-profile', 'method-clicks', 'method-network', 'method-repeat'] as const;
const LIMITS = ['limit-server', 'limit-time', 'limit-action', 'limit-catalogue', 'limit-law'] as const;

export function limitsPart({ run, words }: ReportPage): Markup {
  const hasKelisim = run.observations.some(({ kelisim }) => kelisim);
  const items = (list: readonly ReportTextId[]) => list.map((id) => html`<li>${words.text(id)}</li>`);
  return html`<section aria-labelledby="method">
<h2 id="method">${words.text('method')}</h2>
<ul>${items(METHOD)}${hasKelisim ? items(['method-records']) : ''}${run.redacted ? items(['redacted']) : ''}</ul>
</section>
<section aria-labelledby="limits">
<h2 id="limits">${words.text('limits')}</h2>
<ul><li>${words.text('limit-browser', { browser: oneLine(run.browser) })}</li>${items(LIMITS)}</ul>
</section>
<section aria-labelledby="signature">
<h2 id="signature">${words.text('signature')}</h2>
<div class="sign-lines"><div>${words.text('signed-by')}</div><div>${words.text('signed-on')}</div><div>${words.text('signature')}</div></div>
</section>`;
}
