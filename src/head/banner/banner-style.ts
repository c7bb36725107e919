/**
 * Owns the look of the first layer. Adopted, so that `style-src 'self'` is enough. The site themes it by the custom properties:
 * --kelisim-bg, --kelisim-fg, --kelisim-accent, --kelisim-accent-fg, --kelisim-border, --kelisim-radius, --kelisim-font.
 * System colours follow dark mode and forced colours by themselves. The three buttons weigh the same: refusing is as easy as accepting (R20).
 * The host has no box: a box that turned from banner into launcher would count as a layout shift, and none takes no room and no pointer.
 */
export const BANNER_STYLE = `:host{all:initial;display:contents;color-scheme:light dark;font:15px/1.45 var(--kelisim-font,system-ui)}
@media print{:host{display:none}}
:host([hidden]){display:none}
section,button{font:inherit;color:var(--kelisim-fg,CanvasText);background:var(--kelisim-bg,Canvas);border:1px solid var(--kelisim-border,#8a93a0)}
section,:host([launcher]) button{position:fixed;z-index:2147483646;inset:auto 0 0}
section{overflow-wrap:anywhere;max-height:80vh;overflow:auto;padding:16px 20px calc(16px + env(safe-area-inset-bottom))}
section>*{max-width:1120px;margin:0 auto 8px}
:host([layout=box]) section{max-width:440px;margin:16px;border-radius:var(--kelisim-radius,12px)}
a{color:inherit}
div{display:flex;flex-wrap:wrap;gap:8px}
button{padding:3px 10px;border-radius:var(--kelisim-radius,12px)}
[aria-pressed]{font-weight:700}
.b button{flex:1 1 180px;min-height:46px;font-weight:700;color:var(--kelisim-accent-fg,#fff);background:var(--kelisim-accent,#0b57d0)}
:host([launcher]) button{inset:auto auto 12px 12px}`;
