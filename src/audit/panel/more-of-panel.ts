/**
 * Owns what the panel does not need to be opened, as one file that is loaded with the first sign of interest (pointer or focus in the panel), for
 * a leak and for a trial: details of rows, the other views, copying, finding what asked, the outbox, watching calls, trying a choice, forgetting
 * one. The panel itself stays small.
 */
import { checkNotice } from './check-notice.ts';
import { copyText } from './copy-text.ts';
import { findLeak } from './find-leak.ts';
import { forgetChoice } from './first-visit.ts';
import { readOutbox } from './outbox-state.ts';
import { panelReport } from './panel-report.ts';
import { panelText } from './panel-text.ts';
import { renderEntries } from './render-entries.ts';
import { renderSignals, renderTimeline } from './render-timeline.ts';
import { renderLimits, renderTools } from './render-tools.ts';
import { beginTrial, resumeTrial } from './trial.ts';
import { watchCalls } from './wire/watch-calls.ts';

export const MORE = {
  checkNotice,
  readOutbox,
  watchCalls,
  copyText,
  findLeak,
  forgetChoice,
  panelReport,
  panelText,
  renderEntries,
  renderLimits,
  views: { timeline: renderTimeline, signals: renderSignals, tools: renderTools },
  beginTrial,
  resumeTrial,
};
export type MoreOfPanel = typeof MORE;
