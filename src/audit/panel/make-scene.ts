/**
 * Owns putting together what the panel draws and copies: rows and verdicts of what was seen so far, and around them the page, the choice and what
 * waits. Leaves to others: seeing (page-watch.ts), judging (service-rows.ts), drawing (the element).
 */
import type { KelisimApi } from '../../core/api.ts';
import type { SiteConfig } from '../../core/config.ts';
import { LEDGER_MAX_ENTRIES } from '../../core/ledger-entry.ts';
import { dataLayerItems } from './data-layer.ts';
import type { MoreOfPanel } from './more-of-panel.ts';
import type { PageWatch } from './page-watch.ts';
import type { PanelScene } from './panel-scene.ts';
import type { PanelWords } from './panel-words.ts';
import { serviceRows, type ServiceRows } from './service-rows.ts';

/** @param more undefined until the later part is there: nothing says yet where a leak comes from. */
export function rowsOf(api: KelisimApi, watch: PageWatch, more: MoreOfPanel | undefined): ServiceRows {
  const { facts, owners, moments, wire, isComplete, isSettled } = watch;
  const view = {
    facts,
    owners,
    ledger: api.ledger(),
    wire: wire.entries,
    moments,
    path: location.pathname,
    once: api.inner.once ?? {},
    isRecording: more?.isRecording,
    isComplete,
  };
  return serviceRows(
    view,
    isSettled,
    (leaked, row) => more?.findLeak(leaked, row, moments, facts.site.services) ?? { cause: 'trouble', lines: [] },
  );
}

export function makeScene(
  api: KelisimApi,
  watch: PageWatch,
  more: MoreOfPanel | undefined,
  shown: { readonly config: Partial<SiteConfig>; readonly words: PanelWords; readonly isTrial: boolean },
): PanelScene {
  const { owners, moments, wire, isComplete, pushedMs, outbox, notice } = watch;
  // When they came is known from now on.
  dataLayerItems().forEach(pushedMs);
  const ledger = api.ledger();
  return {
    ...rowsOf(api, watch, more),
    ...shown,
    api,
    origin: location.origin,
    path: location.pathname,
    ledger,
    wire: wire.entries,
    moments,
    owners,
    isComplete,
    pushedMs,
    outbox,
    notice,
    limited: ledger.length >= LEDGER_MAX_ENTRIES,
  };
}
