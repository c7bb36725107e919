/** Owns drawing what happened when, newest first with the choices marked, and what Google was told, in its order. */
import { type Child, h } from './draw.ts';
import type { PanelScene } from './panel-scene.ts';
import { timeOf } from './row-words.ts';
import { signalsOf, signalWords, timelineLines } from './timeline-words.ts';

export function renderTimeline(scene: PanelScene): Child[] {
  const lines = timelineLines(scene).toReversed();
  if (lines.length === 0) return [h('p', {}, scene.words.say('tools.no-events'))];
  const items = lines.map(({ is, timeMs, text, address }) =>
    h(
      'li',
      { class: is },
      h('time', {}, timeOf(timeMs)),
      ' ',
      is === 'choice' ? h('strong', {}, text) : text,
      address && [' ', h('code', {}, address)],
    ),
  );
  return [h('ol', { class: 'timeline', reversed: true }, items)];
}

export function renderSignals(scene: PanelScene): Child[] {
  const signals = signalsOf(scene);
  if (signals.length === 0) return [h('p', {}, scene.words.say('tools.no-signals'))];
  return [
    h(
      'ol',
      {},
      signals.map((call) => h('li', { class: call.isLate && 'late' }, signalWords(call, scene))),
    ),
  ];
}
