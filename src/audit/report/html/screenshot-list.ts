/** Owns a visit's pictures: inside the file as data, as long as the file stays one that can be mailed. */
import { html } from 'hono/html';
import { phaseWords } from '../phase-words.ts';
import { oneLine } from '../plain-text.ts';
import { reportText } from '../report-text.ts';
import type { Markup } from './page-words.ts';
import type { ReportPage } from './report-page.ts';
import type { Visit } from './visit.ts';

const MAX_BYTES = 2_000_000;
const KINDS: readonly (readonly [type: string, start: readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46]],
];

export function screenshotList({ observation }: Visit, { run, words, screenshots }: ReportPage): Markup {
  const { phase, stages } = observation;
  if (!observation.screenshots.length) return html``;
  const figures = observation.screenshots.map(({ stage, file }) => {
    const stageWords = reportText(`stage-${stages[stage]?.kind ?? 'arrival'}`);
    const title = reportText('screenshot-of', { phase: phaseWords(phase, run.facts).title, stage: stageWords });
    const address = dataUrl(screenshots.get(file));
    if (!address) return html`<p class="quiet">${words.text('screenshot-missing', { file: oneLine(file, 200) })}</p>`;
    const alt = words.attribute(title);
    return html`<figure><img src="${address}" alt="${alt.value}" data-w-alt="${alt.number}"><figcaption>${words.show(stageWords)}</figcaption></figure>`;
  });
  return html`<h4>${words.text('screenshots')}</h4><div class="shots">${figures}</div>`;
}

/** '' for what is no picture, or too large for a file that is to be mailed. */
function dataUrl(bytes: Uint8Array | undefined): string {
  const kind = KINDS.find(([, start]) => start.every((byte, i) => bytes?.[i] === byte));
  if (!bytes || !kind || bytes.length > MAX_BYTES) return '';
  return `data:${kind[0]};base64,${Buffer.from(bytes).toString('base64')}`;
}
