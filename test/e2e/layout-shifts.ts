/** Owns what moved on a page, by the browser's own account. Chromium only: nobody else has the entry. */
import type { Visitor } from './visitor.ts';

export interface Shift {
  readonly value: number;
  readonly moved: string[];
}

/** Everything that moved since the page began, also just after a click, which the metric itself would forgive. */
export function shiftsOf({ page }: Visitor): Promise<Shift[]> {
  return page.evaluate(
    () =>
      new Promise<Shift[]>((resolve) => {
        const shifts: Shift[] = [];
        interface Entry extends PerformanceEntry {
          readonly value: number;
          readonly sources: readonly { readonly node: Node | null }[];
        }
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as Entry[]) {
            shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => node?.nodeName ?? 'gone') });
          }
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Entries are handed over after the frame that made them.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(shifts))));
      }),
  );
}
