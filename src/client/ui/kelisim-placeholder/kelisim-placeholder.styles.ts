/**
 * Owns the looks of a placeholder. One rule per line and no indentation: the text is shipped as it stands. The same theme properties as the
 * settings (kelisim-settings.styles.ts), set on any ancestor. Whatever the page says of all its elements, the host has no box (`!important`
 * of a shadow tree wins over the page's, CSS Scoping §3.3), so nothing around it can move; where the box lies is cover.ts.
 * A box may be small: then letters and gaps are, the buttons follow the first line, and the rest is reached by scrolling.
 */
export const PLACEHOLDER_STYLES = `:host{all:initial!important;display:contents!important;color-scheme:light dark!important;--b:var(--kelisim-bg,light-dark(#fff,#1b1d21));--f:var(--kelisim-fg,light-dark(#1b1d21,#eceef2));--a:var(--kelisim-accent,light-dark(#0b57d0,#a8c7fa));--o:var(--kelisim-accent-fg,light-dark(#fff,#062e6f));--l:var(--kelisim-border,light-dark(#747a85,#8e96a3));--r:var(--kelisim-radius,10px)}
section{box-sizing:border-box;container-type:size;overflow:auto;border:1px solid var(--l);color:var(--f);background:var(--b);font:15px/1.4 var(--kelisim-font,system-ui,sans-serif);text-align:start;overflow-wrap:anywhere}
.light{color-scheme:light}
.dark{color-scheme:dark}
.flow{min-height:260px}
.in{display:flex;flex-direction:column;gap:8px;justify-content:center;box-sizing:border-box;min-height:100%;max-width:620px;margin:auto;padding:14px 18px}
p{margin:0}
[part=title]{font-weight:700;font-size:1.1em}
[part=title]:empty{display:none}
[part=title]:empty+p{font-weight:700}
.more{font-size:.87em}
[role=group]{display:flex;flex-wrap:wrap;gap:8px}
button{min-height:40px;padding:4px 14px;border:1px solid var(--a);border-radius:var(--r);color:var(--o);background:var(--a);font:inherit;font-weight:600;cursor:pointer}
[part=settings]{border-color:#0000;color:inherit;background:0 0;text-decoration:underline}
:focus-visible{outline:3px solid var(--f);outline-offset:2px}
@container (max-height:300px) or (max-width:340px){.in{gap:5px;padding:8px 10px;font-size:13px;line-height:1.3}button{flex:auto;min-height:28px;padding:2px 8px}[role=group]{gap:5px}}
@container (max-height:190px) or (max-width:200px){.in{gap:4px;padding:5px 8px;font-size:12px;justify-content:start}button{min-height:24px;padding:0 5px}[role=group]~p,p:nth-child(3){order:1}}
@media (forced-colors:active){button{border-width:2px}}
@media print{section{display:none!important}}`;
