/**
 * Owns the look of the first layer: four layouts, three themes. `kelisim build` bakes the one a site has, the generic file makes it in the page.
 * Adopted, so that `style-src 'self'` is enough. The site themes it by --kelisim-bg, --kelisim-fg, --kelisim-accent, --kelisim-accent-fg,
 * --kelisim-border, --kelisim-radius, --kelisim-font, and by its parts.
 *
 * The three buttons weigh the same in every layout: refusing is as easy as accepting (R20). The words scroll, the buttons stay in view. All layouts
 * stand on their lower edge and grow upwards, so that no button moves under a finger when words come or the language changes.
 * `!important` in a shadow root beats the page's, also its `!important` (CSS Cascade 5 §6.4.1): a page that resets everything resets nothing here.
 * Lengths are px and the font is `medium`, the visitor's own size: a page's `html{font-size:62.5%}` reaches neither.
 * The host has no box: a box that turned from banner into launcher would count as a layout shift, and none takes no room and no pointer.
 */
import type { SiteConfig } from './config.ts';

/** Where a layout other than the bar stands (`inset`), its width, its text. */
const PLACES: Readonly<Record<string, readonly [string, string, string]>> = {
  box: ['auto auto 0 0', 'min(430px,100% - 24px)', ''],
  corner: ['auto 0 0 auto', 'min(360px,100% - 24px)', ';font-size:.875em'],
  centre: ['auto 0 max(10%,50% - 180px)', 'min(660px,100% - 24px);margin:0 auto;max-height:min(80%,40% + 180px)', ''],
};

/** Dark by media query, not by light-dark(): inside var() an old browser would find that out too late to fall back. */
function accent(text: string, ground: string): string {
  return `footer button{color:var(--kelisim-accent-fg,${text});background:var(--kelisim-accent,${ground})}`;
}

/** @param ui unchecked in the page: what is not known is the default. */
export function bannerStyle(ui: SiteConfig['ui']): string {
  const { layout, theme } = ui || {};
  const place = PLACES[layout || ''];
  const [inset, width, text] = place || ['auto 0 0', 'auto;margin:0', ''];
  const scheme = theme === 'dark' || theme === 'light' ? theme : 'light dark';
  const dark = accent('#062e6f', '#a8c7fa');
  const rules = [
    `:host{all:initial!important;display:contents!important;color-scheme:${scheme}!important;font:medium/1.4 var(--kelisim-font,system-ui)!important}`,
    '@media print{:host{display:none!important}}',
    'section,button{box-sizing:border-box;border:1px solid var(--kelisim-border,#8a93a0);color:var(--kelisim-fg,CanvasText);background:var(--kelisim-bg,Canvas);font:inherit;overflow-wrap:anywhere}',
    'section,:host>button{position:fixed;z-index:9999999999;inset:auto auto env(safe-area-inset-bottom) env(safe-area-inset-left);margin:12px}',
    `section{display:flex;flex-direction:column;direction:ltr;height:fit-content;max-height:80%;padding:0 env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);inset:${inset};width:${width}${text}${place ? ';border-radius:var(--kelisim-radius,12px);box-shadow:0 4px 30px #0006' : ''}}`,
    'div{overflow:auto;padding:12px 16px 0}',
    'span{float:right;display:flex;gap:4px;padding-left:8px}',
    // Asked again: the reason comes from the client (client/again), which marks the section; shown before, the banner would grow and shift.
    'section:not([told]):has([part=again]){animation:k 2s step-end}@keyframes k{0%{visibility:hidden}}',
    'h2,p{margin:0 0 8px}',
    'h2{font-size:1.15em}',
    'a{color:inherit}',
    'button{padding:3px 10px;border-radius:var(--kelisim-radius,12px);cursor:pointer}',
    '[aria-pressed=true]{font-weight:700}',
    'footer{display:grid;grid-auto-rows:1fr;gap:8px;padding:8px 16px}',
    'footer button{min-height:46px;font-weight:700}',
    // Inside, in the colour of the text: on the same ground that the text is legible on.
    ':focus-visible{outline:3px solid;outline-offset:-3px}',
    theme === 'dark' ? dark : accent('#fff', '#0b57d0'),
    scheme === 'light dark' ? `@media(prefers-color-scheme:dark){${dark}}` : '',
    '@media(max-width:480px),(max-height:480px){section{font-size:.875em}}@media(max-height:480px){footer button{font-size:.8em}}',
    // Beside each other where there is room, and where there are few lines: 400 % zoom.
    `@media ${layout === 'box' || layout === 'corner' ? '' : '(min-width:640px),'}(max-height:480px){footer{grid-auto-flow:column;grid-auto-columns:1fr}footer button{padding:1px}}`,
    // Words left, buttons right.
    place
      ? ''
      : '@media(min-width:960px){section{flex-direction:row}div{flex:0 1 860px;margin-left:auto}footer{grid-auto-flow:row;width:300px;margin:auto auto 0 0}}',
  ];
  return rules.join('');
}
