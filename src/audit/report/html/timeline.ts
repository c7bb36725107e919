/**
 * Owns the picture of a visit over time: bands for the stages, a line per service, a mark per request; its shape says what came of it, not only its
 * colour. The table of requests below says the same in words, so the picture is one image to a screen reader.
 */
import { html } from 'hono/html';
import type { Localised } from '../../../core/language.ts';
import { oneLine } from '../plain-text.ts';
import { joined, reportText } from '../report-text.ts';
import type { Markup } from './page-words.ts';
import type { ReportPage } from './report-page.ts';
import type { ListedRequest, Visit } from './visit.ts';

const WIDTH = 960;
const LEFT = 190;
const TOP = 40;
const LANE = 22;
const AXIS = 28;
const MAX_LANES = 16;
const BANDS = 4;
/** Marks that would lie on one another are no more than this many per lane. */
const MAX_MARKS = 120;

export function timeline(visit: Visit, { words }: ReportPage): Markup {
  const { observation, requests } = visit;
  if (!requests.length) return html``;
  const lanes = [...Map.groupBy(requests, ({ owner }) => owner.vendor || owner.host).values()].slice(0, MAX_LANES);
  const endMs = Math.max(observation.durationMs, ...requests.map(({ request }) => request.atMs), 1);
  const x = (ms: number) => Math.round(LEFT + (Math.min(ms, endMs) / endMs) * (WIDTH - LEFT - 12));
  const bottom = TOP + lanes.length * LANE;
  const about = words.attribute(reportText('timeline-about'));
  const label = words.attribute(reportText('table-scroll'));
  return html`<h4>${words.text('timeline')}</h4>
<p class="quiet">${words.text('timeline-about')}</p>
<p>${(['sent', 'blocked', 'failed'] as const).map((outcome) => html`<span class="key">${icon(outcome)}${words.text(`outcome-${outcome}`)}</span>`)}<span class="key">${icon('bad')}${words.text('severity-error')}</span></p>
<div class="timeline scroll" role="group" tabindex="0" aria-label="${label.value}" data-w-aria-label="${label.number}">
<svg role="img" viewBox="0 0 ${WIDTH} ${bottom + AXIS}" aria-label="${about.value}" data-w-aria-label="${about.number}">
${bands(visit, x, bottom, endMs, words)}
${lanes.map((lane, i) => laneOf(lane, TOP + i * LANE, x, words))}
${ticks(endMs, x, bottom, words)}
</svg></div>`;
}

function bands(
  { observation: { stages } }: Visit,
  x: (ms: number) => number,
  bottom: number,
  endMs: number,
  words: ReportPage['words'],
): Markup[] {
  return stages.map((stage, i) => {
    const from = x(stage.startedAtMs);
    const width = Math.max(0, x(stages[i + 1]?.startedAtMs ?? endMs) - from);
    return html`<rect class="stage-${i % BANDS}" x="${from}" y="0" width="${width}" height="${bottom}"></rect>
${svgText(words, from + 4, 14, '', reportText(`stage-${stage.kind}`))}${svgText(words, from + 4, 29, 'small', reportText(`said-${stage.said}`))}`;
  });
}

function laneOf(
  lane: readonly ListedRequest[],
  y: number,
  x: (ms: number) => number,
  words: ReportPage['words'],
): Markup {
  const name = lane[0]?.owner.name;
  const middle = y + LANE / 2;
  return html`<line x1="${LEFT}" y1="${middle}" x2="${WIDTH}" y2="${middle}" stroke="#c9d0d8"></line>
${name ? svgText(words, 4, middle + 4, '', shortened(name)) : ''}
${lane.slice(0, MAX_MARKS).map(({ request, isBad }) => mark(isBad ? 'bad' : request.outcome, x(request.atMs), middle))}`;
}

/** A circle, a square, a triangle; a cross for what a finding rests on. */
function mark(kind: 'sent' | 'blocked' | 'failed' | 'bad', x: number, y: number): Markup {
  const shape = {
    sent: `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z`,
    blocked: `M${x - 5} ${y - 5}h10v10h-10z`,
    failed: `M${x} ${y - 6}l6 11h-12z`,
    bad: `M${x - 6} ${y - 3}l3 -3l3 3l3 -3l3 3l-3 3l3 3l-3 3l-3 -3l-3 3l-3 -3l3 -3z`,
  }[kind];
  return html`<path class="mark ${kind}" d="${shape}"></path>`;
}

function icon(kind: 'sent' | 'blocked' | 'failed' | 'bad'): Markup {
  return html`<svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">${mark(kind, 7, 7)}</svg>`;
}

function ticks(endMs: number, x: (ms: number) => number, bottom: number, words: ReportPage['words']): Markup {
  const step = [1, 2, 5, 10, 20, 30, 60].find((seconds) => endMs / 1000 / seconds <= 12) ?? 120;
  const marks = Array.from({ length: Math.floor(endMs / 1000 / step) + 1 }, (_, i) => i * step);
  return html`${marks.map((seconds) => html`<text class="small" x="${x(seconds * 1000)}" y="${bottom + 16}" text-anchor="middle">${seconds}</text>`)}
${svgText(words, 4, bottom + 16, 'small', joined([reportText('seconds')], ''))}`;
}

function svgText(words: ReportPage['words'], x: number, y: number, style: string, text: Localised): Markup {
  const said = words.svgText(text);
  return said.number === ''
    ? html`<text class="${style}" x="${x}" y="${y}">${said.text}</text>`
    : html`<text class="${style}" x="${x}" y="${y}" data-w="${said.number}">${said.text}</text>`;
}

function shortened(name: Localised): Localised {
  const cut = (text: string) => (text.length > 26 ? `${text.slice(0, 25)}…` : text);
  return { kk: oneLine(cut(name.kk)), ru: oneLine(cut(name.ru)), en: oneLine(cut(name.en)) };
}
