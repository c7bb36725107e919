/**
 * Owns how the HTML report looks on a screen of 320 px and more and on paper (A4; the wide table across). Light only: it is a document.
 * Every state has a word and a sign beside its colour; pairs of colours have a contrast of 4.5 : 1 and more.
 */
export const REPORT_STYLE = `
:root { color-scheme: light; --line: #c9d0d8; --quiet: #4b5663; --paper: #fff; --shade: #f3f5f8; --ink: #14191f; --link: #0b4fa8; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--shade); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main, header.head { display: flow-root; max-width: 84rem; margin: 0 auto; padding: 0 1.25rem; background: var(--paper); }
header.head { padding-top: 1.25rem; }
main { padding-bottom: 3rem; }
h1 { margin: .25rem 0 0; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 .75rem; padding-top: .5rem; border-top: 3px solid var(--ink); font-size: 1.375rem; line-height: 1.25; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1.125rem; line-height: 1.3; }
h4 { margin: 1.25rem 0 .4rem; font-size: 1rem; }
p { margin: .4rem 0; max-width: 46rem; }
a { color: var(--link); }
a:focus-visible, button:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid #0b4fa8; outline-offset: 2px; }
.quiet { color: var(--quiet); }
.site { font-size: 1.125rem; color: var(--quiet); overflow-wrap: anywhere; }
#tools { display: flex; flex-wrap: wrap; gap: .5rem; justify-content: end; }
#tools[hidden] { display: none; }
button { min-height: 2.5rem; padding: .3rem .9rem; border: 1px solid #6b7683; border-radius: .3rem; background: #fff; color: var(--ink); font: inherit; cursor: pointer; }
button[aria-pressed="true"] { background: var(--ink); color: #fff; }
button[hidden] { display: none; }
.verdict { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; align-items: start; margin: 1.25rem 0; padding: 1rem 1.25rem; border: 2px solid currentColor; border-radius: .5rem; }
.verdict .sign { grid-row: span 3; font-size: 2.25rem; line-height: 1; font-weight: 700; }
.verdict strong { font-size: 1.25rem; }
.verdict p { color: var(--ink); }
.is-pass, .is-none { color: #14532d; background: #e6f4ea; }
.is-fail, .is-error { color: #8c1414; background: #fdeaea; }
.is-warn, .is-warning { color: #6a4300; background: #fff2d3; }
.is-unsure, .is-nothing { color: #3b2c8f; background: #ecebfd; }
.is-note { color: #3a4552; background: #eceff3; }
.is-absent { color: var(--quiet); background: #fff; }
.badge { display: inline-block; padding: .05rem .5rem; border: 1px solid currentColor; border-radius: .25rem; font-size: .875rem; font-weight: 600; white-space: nowrap; }
.raw { padding: .75rem 1rem; border: 3px solid #8c1414; color: #8c1414; font-weight: 700; max-width: none; }
nav.contents h2 { font-size: 1rem; border: 0; margin: 1.5rem 0 0; } nav.contents ol { margin: .25rem 0; padding-inline-start: 1.25rem; columns: 2 18rem; }
dl { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: .3rem 1.25rem; margin: .5rem 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
dd ul { margin: 0; padding: 0; list-style: none; }
.scroll { overflow-x: auto; margin: .5rem 0; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
caption { padding: .25rem 0; text-align: start; color: var(--quiet); }
th, td { padding: .4rem .6rem; border: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { background: var(--shade); font-weight: 600; }
tbody th { font-weight: 600; }
td.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.matrix th, .matrix td { padding: .4rem .45rem; } .matrix td { font-weight: 600; font-size: .8125rem; } .matrix thead th { font-size: .8125rem; } .matrix tbody th[scope=row] { min-width: 8.5rem; }
.matrix td a { color: inherit; }
.matrix th small, .matrix td small { display: block; color: var(--quiet); font-weight: 400; font-size: .8125rem; }
.cards td .phase { display: none; }
.matrix tr.group th { background: var(--shade); color: var(--quiet); font-size: .875rem; }
.legend { grid-template-columns: max-content 1fr; font-size: .9375rem; }
.legend dt { color: inherit; }
.finding { margin: 1.25rem 0; padding: .25rem 1.25rem 1rem; border: 1px solid var(--line); border-inline-start: .4rem solid #6b7683; border-radius: .3rem; }
.finding.at-error { border-inline-start-color: #b3261e; } .finding.at-warning { border-inline-start-color: #b07400; } .finding.at-unsure { border-inline-start-color: #5546c4; }
.finding h3 { margin-top: .75rem; }
.finding .found { font-size: 1.0625rem; }
pre { margin: .25rem 0 .6rem; padding: .6rem .75rem; border: 1px solid var(--line); background: var(--shade); font: .875rem/1.45 ui-monospace, "Cascadia Mono", Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
pre.before { border-inline-start: .3rem solid #b3261e; } pre.after { border-inline-start: .3rem solid #1a7f37; }
code { font: .875em/1.4 ui-monospace, "Cascadia Mono", Consolas, monospace; overflow-wrap: anywhere; }
.fix { margin: .5rem 0 0; padding-inline-start: 1.5rem; }
.fix.only { padding: 0; list-style: none; }
.fix > li { margin: .4rem 0; }
.label { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; margin-top: .4rem; color: var(--quiet); font-size: .875rem; }
.label button { min-height: 1.75rem; padding: 0 .6rem; }
.sign-lines { display: grid; grid-template-columns: 2fr 1fr 1fr; gap: 2.5rem 1.5rem; margin-top: 2.5rem; }
.sign-lines div { padding-top: .3rem; border-top: 1px solid var(--ink); color: var(--quiet); font-size: .875rem; }
details { margin: 1rem 0; border: 1px solid var(--line); border-radius: .3rem; }
summary { padding: .5rem 1rem; background: var(--shade); cursor: pointer; }
summary h3 { display: inline; }
.inside { padding: 0 1rem 1rem; }
.shots { display: flex; flex-wrap: wrap; gap: 1rem; margin: .5rem 0; }
figure { margin: 0; max-width: 20rem; } figure img { display: block; width: 100%; height: auto; max-height: 24rem; object-fit: contain; object-position: top left; border: 1px solid var(--line); }
figcaption { color: var(--quiet); font-size: .875rem; }
.timeline svg { display: block; width: 100%; min-width: 44rem; height: auto; }
.timeline text { font: 12px system-ui, sans-serif; fill: var(--ink); } .timeline .small { font-size: 11px; fill: var(--quiet); }
.stage-0 { fill: #eef4fb; } .stage-1 { fill: #eaf5ec; } .stage-2 { fill: #fdf0e7; } .stage-3 { fill: #f3effb; }
.mark { stroke: #fff; stroke-width: 1; } .mark.sent { fill: #0b4fa8; } .mark.blocked { fill: #14532d; } .mark.failed { fill: #6b7683; } .mark.bad { fill: #b3261e; }
.key { display: inline-flex; gap: .3rem; align-items: center; margin-inline-end: 1rem; font-size: .875rem; } .key svg { width: 14px; min-width: 0; height: 14px; }
.requests { font-size: .875rem; } .requests ol, .requests ul { margin: .15rem 0 0; padding-inline-start: 1.1rem; } .requests td.address { min-width: 14rem; } .requests td.chain { min-width: 16rem; }
tr.bad td { background: #fdeaea; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 48rem) {
  h1 { font-size: 1.375rem; } h2 { font-size: 1.1875rem; }
  main, header.head { padding-inline: .875rem; }
  dl, .legend { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; }
  .verdict { padding: .75rem; } .finding { padding-inline: .75rem; }
  .sign-lines { grid-template-columns: 1fr; }
  table.cards, .cards tbody, .cards tr, .cards td, .cards th { display: block; }
  .cards thead { display: none; }
  .cards tr { margin: 0 0 .75rem; border: 1px solid var(--line); } .cards th, .cards td { border: 0; border-top: 1px solid var(--line); min-width: 0; }
  .cards tr > :first-child { border-top: 0; background: var(--shade); }
  .cards td .phase { display: block; color: var(--quiet); font-weight: 400; font-size: .8125rem; }
  .cards.matrix td { display: grid; grid-template-columns: 1fr 1fr; gap: .25rem; align-items: baseline; }
}
@page { size: A4; margin: 14mm 13mm 16mm; }
@page across { size: A4 landscape; margin: 12mm; }
@media print {
  body { background: #fff; font-size: 10pt; line-height: 1.4; }
  main, header.head { max-width: none; padding: 0; }
  #tools, .label button, nav.contents { display: none !important; }
  h1 { font-size: 18pt; } h2 { font-size: 14pt; margin-top: 1.25rem; } h3 { font-size: 11.5pt; }
  h2, h3, h4, caption, summary { break-after: avoid; }
  tr, figure, .verdict, .label, .sign-lines, dl > div { break-inside: avoid; }
  .finding > h3, .finding > p, .finding h4, .label { break-after: avoid; } .finding p { break-inside: avoid; } pre { break-inside: avoid; border-color: #999; } .finding { margin: .8rem 0; padding-block: 0 .4rem; }
  .across { page: across; break-before: page; break-after: page; } .across h2 { margin-top: 0; }
  .developers { break-before: page; }
  .scroll { overflow: visible; } table { font-size: 8.5pt; } .matrix th, .matrix td { padding: .15rem .3rem; } .matrix td, .matrix thead th, .matrix tr.group th { font-size: 7.5pt; } .matrix th small { font-size: 7pt; line-height: 1.25; } .matrix tbody th[scope=row] { min-width: 7.5rem; font-size: 8pt; line-height: 1.25; } .legend { grid-template-columns: max-content 1fr max-content 1fr; gap: .15rem .8rem; font-size: 8pt; } .legend .badge { font-size: 7.5pt; } .requests { font-size: 7.5pt; } .requests td.address, .requests td.chain { min-width: 0; }
  .timeline svg { min-width: 0; } pre { font-size: 8pt; }
  a { color: inherit; text-decoration: none; }
  .verdict, .badge, .matrix td, thead th, tr.bad td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
@media (forced-colors: active) { .badge, .verdict { border-color: CanvasText; } }
`;
