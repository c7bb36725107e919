/** Owns what is in every measured page: when the banner is seen, what was clicked, when gated scripts ran, paints and shifts. */

export interface Recorded {
  /** First frame in which the accept button has a size, lies in the viewport and is more than half opaque; 0: never. */
  readonly bannerMs: number;
  readonly clickMs: number;
  /** Of each script that says `bench.ran()`, in the order they ran. */
  readonly ranMs: readonly number[];
  readonly firstPaintMs: number;
  readonly layoutShift: number;
}

/** Runs in the page before any script of it; may use nothing from outside its own body. */
export function installRecorder(isWatching: boolean): void {
  const ranMs: number[] = [];
  let bannerMs = 0;
  let clickMs = 0;
  let layoutShift = 0;
  // Natives as they are before the page's own scripts: the recorder must not run through what it measures.
  const { query, now } = { query: document.querySelector.bind(document), now: performance.now.bind(performance) };
  const accept = (): Element | null => {
    const host = query('kelisim-banner');
    return host?.shadowRoot?.querySelector('[data-kelisim-action="accept-all"]') ?? query('#accept');
  };
  const isVisible = (button: Element): boolean => {
    const { width, height, top, left } = button.getBoundingClientRect();
    let opacity = 1;
    for (let at: Element | null = button; at; at = at.parentElement ?? ((at.getRootNode() as ShadowRoot).host || null))
      opacity *= Number(getComputedStyle(at).opacity);
    return width > 0 && height > 0 && top >= 0 && left >= 0 && top < innerHeight && left < innerWidth && opacity > 0.5;
  };
  const look = () => {
    const button = accept();
    if (button && isVisible(button)) bannerMs = now();
    else requestAnimationFrame(look);
  };
  if (isWatching) requestAnimationFrame(look);
  addEventListener('click', ({ timeStamp }) => (clickMs = timeStamp), true);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) layoutShift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  const bench = {
    ran: () => ranMs.push(now()),
    ranCount: () => ranMs.length,
    banner: () => bannerMs,
    acceptPlace: () => {
      const { x, y, width, height } = accept()!.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    },
    result: (): Recorded => ({
      bannerMs,
      clickMs,
      ranMs,
      firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      layoutShift,
    }),
  };
  Object.defineProperty(window, 'bench', { value: bench });
}
