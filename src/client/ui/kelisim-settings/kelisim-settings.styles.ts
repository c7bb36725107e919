/**
 * Owns the looks of the settings. One rule per line and no indentation: the text is shipped as it stands.
 *
 * Theme, the same names as the banner's; set them on `kelisim-settings` or any ancestor:
 * `--kelisim-bg`, `--kelisim-fg` page of the dialog; `--kelisim-accent`, `--kelisim-accent-fg` buttons, links and switches that are on;
 * `--kelisim-border` lines; `--kelisim-radius`; `--kelisim-font` a font-family. A text and its ground want 4.5:1 (WCAG 2.2 §1.4.3).
 * Private names, one letter: b ground, f text, a accent, o on accent, l lines and switches that are off, w weaker lines, r radius.
 *
 * Everything starts at the dialog, from nothing: what a page says of every element (`* { all: unset }`) reaches the host, and through it only
 * what inherits. `!important` inside wins over `!important` outside (CSS Cascade 5 §6.1).
 */
export const SETTINGS_STYLES = `:host{display:contents!important}
dialog{all:initial;direction:ltr;color-scheme:light dark;--b:var(--kelisim-bg,light-dark(#fff,#1b1d21));--f:var(--kelisim-fg,light-dark(#1b1d21,#eceef2));--a:var(--kelisim-accent,light-dark(#0b57d0,#a8c7fa));--o:var(--kelisim-accent-fg,light-dark(#fff,#062e6f));--l:var(--kelisim-border,light-dark(#747a85,#8e96a3));--r:var(--kelisim-radius,10px);--w:color-mix(in srgb,var(--l) 45%,var(--b));position:fixed;inset:0;box-sizing:border-box;width:min(720px,100%);height:fit-content;max-height:min(100% - 32px,860px);margin:auto;overflow:auto;border:1px solid var(--l);border-radius:var(--r);color:var(--f);background:var(--b);font:16px/1.5 var(--kelisim-font,system-ui,sans-serif);overflow-wrap:anywhere}
.light{color-scheme:light}
.dark{color-scheme:dark}
dialog:not([open]){display:none}
dialog[open]{display:flex;flex-direction:column}
dialog::backdrop{background:#0009}
header{display:flex;gap:12px;align-items:center;justify-content:space-between}
dialog>header{padding:12px 12px 8px 20px}
.body{padding:0 20px;overflow:auto;overscroll-behavior:contain}
footer{display:grid;gap:8px;grid-template-columns:repeat(auto-fit,minmax(min(180px,100%),1fr));padding:12px 20px;border-top:1px solid var(--w)}
h2,h3{margin:0;font-size:1.2em;line-height:1.3}
h3{min-width:0;font-size:1.05em}
h2:focus{outline:0}
p{margin:4px 0 8px}
p:empty{margin:0}
.who,label,.on{font-size:.875em}
button{min-height:44px;padding:8px 12px;border:1px solid var(--l);border-radius:var(--r);color:inherit;background:0 0;font:inherit;cursor:pointer}
header button{flex:none;width:44px;border:0;font-size:1.25em}
footer button{font-weight:600}
footer button,[aria-pressed=true]{border-color:var(--a);color:var(--o);background:var(--a)}
[role=group]{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0 12px}
:focus-visible{outline:3px solid var(--a);outline-offset:2px}
section{margin:0 0 12px;padding:12px 16px 4px;border:1px solid var(--w);border-radius:var(--r)}
.own{margin-left:20px}
.parts{padding-bottom:8px}
summary{padding:6px 0;cursor:pointer}
.parts>details>summary{font-weight:600}
ul{margin:0 0 8px;padding:0;list-style:none}
li{position:relative;padding-left:16px;border-top:1px solid var(--w)}
.switched>details>summary{padding-right:60px}
label{display:flex;flex:none;gap:8px;align-items:center;min-height:38px;cursor:pointer}
li>label{position:absolute;top:0;right:0}
input{appearance:none;box-sizing:border-box;flex:none;width:44px;height:26px;margin:0;padding:3px;border:2px solid var(--l);border-radius:13px;cursor:pointer}
input:before{content:'';display:block;width:16px;height:16px;border-radius:50%;background:var(--l)}
input:checked{border-color:var(--a);background:var(--a)}
input:checked:before{translate:18px;background:var(--o)}
input.mixed:before{translate:9px}
a{color:var(--a)}
.said{position:fixed;top:0;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%)}
@media (max-width:560px){footer{grid-template-columns:1fr 1fr}footer :last-child{grid-column:1/3}section{padding:8px 12px 4px}h2{font-size:1.1em}}
@media (max-width:560px),(max-height:480px){dialog{width:100%;height:100%;max-height:none;border:0;border-radius:0}}
@media (max-height:480px){dialog[open]{display:block}}
@media (prefers-reduced-motion:no-preference){input:before{transition:translate .15s}}
@media (forced-colors:active){input:before{background:ButtonText}input:checked{background:Highlight;forced-color-adjust:none}input:checked:before{background:HighlightText}footer button,[aria-pressed=true]{border-width:3px}}
@media print{dialog[open]{display:block;position:absolute;inset:0 0 auto;width:100%;max-height:none;margin:0;border:0}input{print-color-adjust:exact}.body{overflow:visible}footer,header button,[role=group]{display:none}:host([printing]) dialog{display:none}}`;

/** For the page itself while the dialog is open: paper shows the settings, or the records (parts/print-choices.ts), not what lies behind. */
export const PAGE_STYLES =
  '@media print{html,body{display:block!important;position:static!important;height:auto!important;overflow:visible!important}body>:not(kelisim-settings,kelisim-print){display:none!important}}';
