/** Owns where the panel stands: above the first layer, whatever its height. Leaves to others: the rest of its looks (kelisim-panel.styles.ts). */

/** The first layer, whichever file drew it. */
const BANNER = 'kelisim-banner';

export class AboveBanner {
  /** A style attribute is what the page's policy may forbid. */
  readonly sheet = new CSSStyleSheet();
  readonly #size: ResizeObserver;
  #banner: Element | null = null;

  /** @param changed the banner is another size now. */
  constructor(changed: () => void) {
    this.#size = new ResizeObserver(changed);
  }

  stand(): void {
    // The host has no box; what it shows, banner or launcher, has.
    const banner = document.querySelector(BANNER)?.shadowRoot?.firstElementChild ?? null;
    // Observing it anew reports it anew: once is enough.
    if (banner && banner !== this.#banner) this.#size.observe(banner);
    this.#banner = banner;
    const { top = 0, height = 0 } = banner?.getBoundingClientRect() ?? {};
    const lift = height ? Math.max(0, window.innerHeight - top) : 0;
    // Replaced as a whole: WebKit does not restyle after a change of an adopted sheet's rule.
    this.sheet.replaceSync(`:host{--lift:${lift}px}`);
  }

  stop(): void {
    this.#size.disconnect();
    this.#banner = null;
  }
}
