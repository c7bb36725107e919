/** Owns what moved on a page, by the browser's own account. Chromium only: nobody else has the entry. */
import type { Visitor } from './visitor.ts';

export interface Shift {
  readonly value: number;
  readonly moved: string[];
}

/**
 * A page that is painted for the first time when its last tag was read. Chromium paints half-read pages too, when the machine is busy, and
 * what stands to the right of the half it had (the languages in a demo's header) then moves by itself, with or without Kelisim.
 * https://html.spec.whatwg.org/multipage/links.html#link-type-expect
 */
export function paintedWhole(html: string): string {
  return html
    .replace('<title>', '<link rel="expect" href="#page-end" blocking="render">$&')
    .replace('</body>', '<i id="page-end" hidden></i>$&');
}

/** Everything that moved since the page began, also just after a click, which the metric itself would forgive. */
export function shiftsOf({ page }: Visitor): Promise<Shift[]> {
  return page.evaluate(
    () =>
      new Promise<Shift[]>((resolve) => {
        const shifts: Shift[] = [];
        interface Entry extends PerformanceEntry {
          readonly value: number;
          readonly sources: readonly {
            readonly node: Node | null;
            readonly previousRect: DOMRectReadOnly;
            readonly currentRect: DOMRectReadOnly;
          }[];
        }
        const edges = ({ x, y, width, height }: DOMRectReadOnly): string => `${x} ${y} ${width}×${height}`;
        const describe = (node: Node | null): string =>
          node instanceof Element ? `${node.nodeName} ${node.id} ${node.className}` : (node?.nodeName ?? 'gone');
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as Entry[]) {
            shifts.push({
              value: entry.value,
              moved: entry.sources.map(
                ({ node, previousRect, currentRect }) =>
                  `${describe(node)}: ${edges(previousRect)} → ${edges(currentRect)}`,
              ),
            });
          }
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Entries are handed over after the frame that made them.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(shifts))));
      }),
  );
}
