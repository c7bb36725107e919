/**
 * Owns what the panel does not need to be opened, as one file that is loaded with the first sign of interest (pointer or focus in the panel), for
 * a leak or something missing, for a record that waits and for a trial: details of rows, the other views, copying, finding what asked, the outbox, watching calls, trying a choice, forgetting
 * one. The panel itself stays small.
 */
import { isRecording } from '../judge/recordings.ts';
import { findLeak } from './find-leak.ts';
import { followOutbox } from './follow-outbox.ts';
import { MORE_STYLES } from './more-of-panel.styles.ts';
import { perform } from './perform.ts';
import { renderEntries } from './render-entries.ts';
import { renderSignals, renderTimeline } from './render-timeline.ts';
import { renderLimits, renderTools } from './render-tools.ts';
import { resumeTrial } from './trial.ts';
import { watchCalls } from './wire/watch-calls.ts';
import { watchFrames } from './wire/watch-frames.ts';

export const MORE = {
  styles: MORE_STYLES,
  findLeak,
  isRecording,
  perform,
  followOutbox,
  renderEntries,
  renderLimits,
  resumeTrial,
  views: { timeline: renderTimeline, signals: renderSignals, tools: renderTools },
  watches: [watchCalls, watchFrames],
};
export type MoreOfPanel = typeof MORE;
