/** Owns the looks of what the parts add to the settings, and of the records on paper. One rule per line: the text is shipped as it stands. */
export const OPENED_STYLES = `dl{display:grid;grid-template-columns:minmax(0,200px) minmax(0,1fr);gap:6px 16px;margin:4px 0 12px;font-size:.875em}
dt{font-weight:600}
dd{margin:0}
dd>div+div{margin-top:4px}
dd>ul{margin:0}
.plain>li{padding:0 0 2px;border:0}
dd code{font-size:1em}
dd>.plain,p+.plain{padding-left:1.2em;list-style:disc}
.parts details>:is(p,ul){font-size:.9375em}
.operator{padding-bottom:12px;border-bottom:1px solid var(--w)}
.acts{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0 12px}
.acts button{flex:1 1 180px}
[aria-disabled=true]{opacity:.6;cursor:default}
.warning{padding-left:12px;border-left:4px solid var(--a)}
@media (max-width:560px){dl{display:block}dd{margin-bottom:10px}}
@media print{.acts{display:none}}`;

export const PRINT_STYLES = `:host{display:none!important}
h1{font:700 20px/1.3 sans-serif}
h2{margin:20px 0 4px;font:700 15px/1.3 sans-serif;break-after:avoid}
p,dl{margin:4px 0;font:13px/1.4 sans-serif}
dl{display:grid;grid-template-columns:180px 1fr;gap:2px 16px;break-inside:avoid}
dt{font-weight:700}
dd{margin:0;overflow-wrap:anywhere}
@media print{:host{all:initial!important;display:block!important;color:#000!important}}`;
