/**
 * Owns the JSON that the panel copies, for a ticket or another program: what is shown, in codes. Fields are only added; another meaning is another
 * version. No personal values: of addresses the keys, of paths no long numbers, of cookies the names. Described in docs/panel.md.
 */
import type { PanelScene } from './panel-scene.ts';
import { maskNumbers } from './mask-numbers.ts';
import { redactAddress } from './redact-address.ts';
import { signalsOf, timelineLines } from './timeline-words.ts';

export const PANEL_REPORT_VERSION = 1;

export function panelReport(scene: PanelScene, nowMs: number = Date.now()): string {
  const { api, rows, unseen, verdicts, moments, words } = scene;
  const { inner, version } = api;
  const iso = (timeMs: number) => new Date(timeMs).toISOString();
  const report = {
    version: PANEL_REPORT_VERSION,
    kind: 'kelisim-panel',
    tool: version,
    at: iso(nowMs),
    language: words.language,
    site: inner.site,
    origin: scene.origin,
    path: maskNumbers(scene.path),
    isTrial: scene.isTrial,
    choice: inner.choice(),
    choices: moments.map(({ timeMs, choice }) => ({ at: iso(timeMs), choice })),
    rows: rows.map(({ vendors, service, host, category, state, verdict, cause, facts, wire, lines }) => ({
      vendors,
      service,
      host,
      category,
      state,
      verdict,
      rule: cause,
      ledger: facts.map(({ verdict, count, last }) => ({ verdict, count, last: iso(last) })),
      requests: wire.map(({ timeMs, kind, what, url }) => ({
        at: iso(timeMs),
        kind,
        what,
        address: redactAddress(url),
      })),
      lines,
    })),
    unseen: unseen.map(({ id }) => id),
    verdicts,
    signals: signalsOf(scene).map(({ atMs, command, values, isLate }) => ({ at: iso(atMs), command, values, isLate })),
    timeline: timelineLines(scene).map(({ is, timeMs, text, address }) => ({ at: iso(timeMs), is, text, address })),
    outbox: scene.outbox ?? null,
    notice: scene.notice ?? null,
    returned: inner.returners ?? [],
    trouble: inner.trouble ?? null,
    limits: { ledgerIsFull: scene.limited, requestsMissing: !scene.isComplete },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
