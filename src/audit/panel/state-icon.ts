/** Owns the shape of each state: states differ by word and shape, colour only adds to them (WCAG 2.2 §1.4.1). */
import { type Drawn, h } from './draw.ts';
import type { RowState } from './service-rows.ts';

/** Paths in a field of 16 × 16: pause, arrow out, tick, triangle with a mark, empty circle, circle with a question. */
const SHAPES: Readonly<Record<RowState, string>> = {
  blocked: 'M5 3v10M11 3v10',
  released: 'M2 8h11M9 4l4 4-4 4',
  allowed: 'M3 8l4 4 7-8',
  leaked: 'M8 2l6.5 12h-13zM8 6v4M8 11.5v1',
  'not-seen': 'M8 1.5a6.5 6.5 0 1 0 .1 0M3.5 12.5l9-9',
  unknown: 'M8 1.5a6.5 6.5 0 1 0 .1 0M6 6.5a2 2 0 1 1 2.5 2L8 9.5M8 11v1',
};

export function stateIcon(state: RowState): Drawn {
  return h('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, h('path', { d: SHAPES[state] }));
}
