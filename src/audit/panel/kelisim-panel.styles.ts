/**
 * Owns the looks of the panel: docked at the bottom, above the banner, so that the choice can be made and watched at once.
 * `--lift` is the height the banner takes; the element sets it in a sheet of its own. Below the banner's z-index and the settings' top layer.
 */
export const PANEL_STYLES = `:host{all:initial;--lift:0px;position:fixed;z-index:2147483645;inset:auto 0 var(--lift);color-scheme:light dark;--f:light-dark(#1b1d21,#eceef2);--b:light-dark(#fff,#1b1d21);--g:light-dark(#f1f3f6,#2a2d33);--l:light-dark(#747a85,#8e96a3);--a:light-dark(#0b57d0,#a8c7fa);--m:light-dark(#565c66,#b4bac4);font:14px/1.4 system-ui,sans-serif}
section{display:flex;flex-direction:column;box-sizing:border-box;max-height:max(160px,min(56vh,100vh - var(--lift)));overflow:hidden;color:var(--f);background:var(--b);border-top:2px solid var(--a);overflow-wrap:break-word}
header{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;padding:6px 12px;background:var(--g)}
#body{position:relative;overflow:auto;padding:8px 12px}
h2,h3{margin:0;font-size:15px;line-height:1.3}
h3{margin-top:12px;font-size:14px}
p{margin:8px 0}
header div{display:flex;flex-wrap:wrap;gap:4px;align-items:center}
.tools{margin-inline-start:auto}
button{min-width:32px;min-height:32px;padding:3px 10px;border:1px solid var(--l);border-radius:6px;color:var(--f);background:var(--b);font:inherit;cursor:pointer}
[aria-pressed=true]{border-color:var(--f);color:var(--b);background:var(--f)}
[aria-expanded]:before{content:'▸ '/''}
[aria-expanded=true]:before{content:'▾ '/''}
:focus-visible{outline:3px solid var(--a);outline-offset:1px}
[hidden]{display:none}
dl{display:flex;flex-wrap:wrap;gap:2px 20px;margin:0 0 8px}
dt,dd{display:inline;margin:0}
dt{color:var(--m)}
dt:after{content:': '}
table{width:100%;border-collapse:collapse}
th,td{padding:5px 8px;border-top:1px solid var(--l);text-align:start;vertical-align:top}
thead th{overflow-wrap:normal;border:0;color:var(--m);font-weight:400}
tbody th{min-width:150px}
tbody th button{min-height:24px;padding:0 2px;border:0;background:0 0;font-weight:600;text-align:start}
.state{min-width:110px;font-weight:600}
.state span{display:inline-flex;gap:6px}
.why{width:42%}
svg{flex:none;width:16px;height:16px;margin-top:2px;fill:none;stroke:currentColor;stroke-width:2}
[data-state=blocked] .state{color:light-dark(#7a4a00,#f2c169)}
[data-state=released] .state,[data-state=allowed] .state{color:light-dark(#0a6b2d,#7fd69a)}
[data-state=leaked] .state{color:light-dark(#a8071a,#ff9d9d)}
[data-state=not-seen] .state,[data-state=unknown] .state{color:var(--a)}
th,code{overflow-wrap:anywhere}
.facts div{white-space:nowrap}
code{font:13px monospace}
.why code{display:block;width:fit-content;margin-top:4px;padding:1px 6px;border-radius:4px;background:var(--g)}
.unseen{margin-top:12px;color:var(--m)}
.views{display:flex;flex-wrap:wrap;gap:6px;margin:8px 0}
.unseen ul{padding:0 0 0 20px}
@media (max-width:760px){section{max-height:max(160px,min(70vh,100vh - var(--lift)))}thead{display:block;position:absolute;top:0;left:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}table,tbody,tr:not([hidden]),tbody th,td{display:block}tbody tr{padding:6px 0;border-top:1px solid var(--l)}tbody tr.entries{border:0;padding:0}th,td{padding:1px 4px;border:0}.why{width:auto}td[data-label]:before{content:attr(data-label) ': ';color:var(--m);font-weight:400}.state span{display:inline}.state svg{display:inline-block;margin:0 4px -3px 0}.facts div{display:inline;white-space:normal}.facts div+div:before{content:' · '}}
@media (forced-colors:active){[aria-pressed=true]{border-width:3px}}
@media print{:host{display:none}}`;
