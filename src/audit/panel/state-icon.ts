/** Owns the shape of each state: states differ by word and shape, colour only adds to them (WCAG 2.2 §1.4.1). */
import { type SVGTemplateResult, type TemplateResult, html, svg } from 'lit/html.js';
import type { Verdict } from '../../core/ledger-entry.ts';

/** Paths in a field of 16 × 16: pause, arrow out, tick, cross, triangle with a mark, circle with a question. */
const SHAPES: Readonly<Record<Verdict, SVGTemplateResult>> = {
  held: svg`<path d="M5 3v10M11 3v10"/>`,
  released: svg`<path d="M2 8h11M9 4l4 4-4 4"/>`,
  allowed: svg`<path d="M3 8l4 4 7-8"/>`,
  dropped: svg`<path d="M4 4l8 8M12 4l-8 8"/>`,
  undeclared: svg`<path d="M8 2l6.5 12h-13zM8 6v4M8 11.5v1"/>`,
  unlisted: svg`<circle cx="8" cy="8" r="6.5"/><path d="M6 6.5a2 2 0 1 1 2.5 2L8 9.5M8 11v1"/>`,
};

export function stateIcon(state: Verdict): TemplateResult {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true">${SHAPES[state]}</svg>`;
}
