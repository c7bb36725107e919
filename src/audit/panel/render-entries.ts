/** Owns drawing the details of a row: verdict and rule, and each time that something happened, newest first. */
import { type Drawn, h } from './draw.ts';
import type { PanelScene } from './panel-scene.ts';
import { redactAddress } from './redact-address.ts';
import { kindWords } from './kind-words.ts';
import { timeOf, verdictWords } from './row-words.ts';
import type { ServiceRow } from './service-rows.ts';

export function renderEntries({ entries, wire, cause, verdict }: ServiceRow, { words }: PanelScene): Drawn[] {
  const { say } = words;
  const item = (timeMs: number, what: string, kind: string, address: string) =>
    h('li', {}, `${timeOf(timeMs)} · ${what} · ${kind} `, address && h('code', {}, address));
  const items = [
    ...entries.map(({ time, verdict, kind, url }) => ({
      time,
      line: item(time, verdictWords(verdict, words), kindWords(kind, words), url),
    })),
    ...wire.map(({ timeMs, what, kind, url }) => ({
      time: timeMs,
      line: item(
        timeMs,
        say(what === 'refused' ? 'tools.kind-policy' : `tools.event-${what}`),
        kindWords(kind, words),
        redactAddress(url),
      ),
    })),
  ];
  return [
    h('p', {}, `${say('tools.verdict')}: ${say(`verdict.${verdict}`)}. ${say('tools.rule')}: `, h('code', {}, cause)),
    h('h3', {}, say('tools.entries')),
    h(
      'ol',
      {},
      items.toSorted((a, b) => b.time - a.time).map(({ line }) => line),
    ),
  ];
}
