/** Owns the looks of what comes later (more-of-panel.ts). */
export const MORE_STYLES = `.entries td{padding:0 8px 8px 24px;border:0}
.copied{position:fixed;top:0;width:1px;height:1px;padding:0;border:0;opacity:0}
.trial{padding:6px 10px;border:2px solid var(--a);border-radius:6px}
.timeline{list-style:none;padding:0}
.timeline li{padding:3px 0}
.timeline .choice{padding:6px 8px;border-inline-start:4px solid var(--a);background:var(--g)}
time{color:var(--m);font-variant-numeric:tabular-nums}
ol,ul{margin:4px 0;padding:0 0 0 20px}
.late{color:light-dark(#a8071a,#ff9d9d)}
.limits{margin-top:12px;color:var(--m)}
.buttons{display:flex;flex-wrap:wrap;gap:6px;margin:8px 0}`;
