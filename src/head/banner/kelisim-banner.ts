/**
 * Owns what of the first layer is public: the tag and what themes and tests may hold on to; custom-elements.json is made of it. Types only:
 * the element is never registered (an undefined custom element may have a shadow root). Leaves to others: drawing it (banner.ts).
 */

/**
 * The first layer of the notice, then the launcher. The head script puts it between head and body, so that it comes first for the
 * keyboard. Its buttons carry `data-kelisim-action` (`accept-all`, `reject-all`, `settings`, `language`), the same in every language.
 *
 * @attr {boolean} launcher A choice is stored: what is shown is the button that opens the settings.
 * @csspart banner The first layer.
 * @csspart accept-all The button that agrees to everything.
 * @csspart reject-all The button that refuses everything.
 * @csspart settings The button that opens the settings, in the banner and as the launcher.
 * @csspart language A button of the language switch.
 * @csspart again Why a visitor who has chosen before is asked again.
 * @cssprop --kelisim-bg Ground.
 * @cssprop --kelisim-fg Text.
 * @cssprop --kelisim-accent Ground of buttons; in the settings links and switches that are on, too.
 * @cssprop --kelisim-accent-fg Text on the accent.
 * @cssprop --kelisim-border Lines.
 * @cssprop --kelisim-radius Corners.
 * @cssprop --kelisim-font Font family.
 */
export declare class KelisimBanner extends HTMLElement {}

declare global {
  interface HTMLElementTagNameMap {
    'kelisim-banner': KelisimBanner;
  }
}
