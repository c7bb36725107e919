/**
 * Owns the HTML report: one file that needs nothing else, reads without script in the asked language and switches to the others with it. Its own
 * policy forbids it every request. First what compliance asks, then what developers need.
 */
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { LANGUAGES, type Language } from '../../../core/language.ts';
import type { AuditRun } from '../../audit-run.ts';
import type { Comparison } from '../compare-findings.ts';
import { oneLine } from '../plain-text.ts';
import { type Rawness, reportOf } from '../render-json.ts';
import { reportText } from '../report-text.ts';
import { requestOwners } from '../request-owners.ts';
import { developersPart } from './developers-part.ts';
import { findingsPart } from './findings-part.ts';
import { LANGUAGE_NAMES } from './language-names.ts';
import { limitsPart } from './limits-part.ts';
import { type Markup, PageWords } from './page-words.ts';
import type { ReportPage } from './report-page.ts';
import { REPORT_SCRIPT } from './report-script.ts';
import { REPORT_STYLE } from './report-style.ts';
import { resultPart, testedPart } from './result-part.ts';
import { vendorTable } from './vendor-table.ts';

export interface HtmlOptions extends Rawness {
  /** Pictures by the file name that the observations give; what is not in it is named instead. */
  readonly screenshots?: ReadonlyMap<string, Uint8Array>;
  readonly comparison?: Comparison;
}

const CONTENTS = ['tested', 'table', 'findings', 'method', 'limits', 'signature'] as const;

export function renderHtml(run: AuditRun, language: Language, options: HtmlOptions = {}): string {
  const words = new PageWords(language);
  const report = reportOf(run, options);
  const page: ReportPage = {
    run: report,
    words,
    owners: requestOwners(run, report),
    screenshots: options.screenshots ?? new Map(),
    comparison: options.comparison ?? null,
  };
  const body = html`<header class="head">${tools(language, page)}
<p class="quiet">Kelisim</p>
<h1 id="report-title">${words.text('title')}</h1>
<p class="site" id="report-site">${hostsOf(page.run.urls)}</p>
<p>${words.text('lead')}</p>
${page.run.redacted ? '' : html`<p class="raw">${words.text('raw')}</p>`}
</header>
<main>
${resultPart(page)}
<nav class="contents" aria-labelledby="contents"><h2 id="contents">${words.text('contents')}</h2>
<ol>${CONTENTS.map((id) => html`<li><a href="#${id}">${words.text(id)}</a></li>`)}<li><a href="#developers">${words.text('part-developers')}</a></li></ol></nav>
${testedPart(page)}${vendorTable(page)}${findingsPart(page)}${limitsPart(page)}${developersPart(page)}
</main>`;
  const text = documentOf(body, page);
  // The template waits only for promises, and no part of the report is one.
  if (text instanceof Promise) throw new Error('a part of the report is not at hand');
  return text.toString();
}

function documentOf(body: Markup, { run, words }: ReportPage): Markup {
  const title = `${reportText('title')[words.language]}: ${hostsOf(run.urls)}`;
  return html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src '${hashOf(REPORT_STYLE)}'; script-src '${hashOf(REPORT_SCRIPT)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="generator" content="Kelisim ${run.tool}">
<title>${title}</title>
<style>${raw(REPORT_STYLE)}</style>
</head>
<body>
${body}
<script type="application/json" id="report-words">${raw(words.json())}</script>
<script>${raw(REPORT_SCRIPT)}</script>
</body>
</html>
`;
}

/** Only with script: without one the buttons could do nothing. */
function tools(language: Language, { words }: ReportPage): Markup {
  const label = words.attribute(reportText('language'));
  return html`<div id="tools" hidden role="group" aria-label="${label.value}" data-w-aria-label="${label.number}">${LANGUAGES.map(
    (other) =>
      html`<button type="button" lang="${other}" data-language="${other}" aria-pressed="${String(other === language)}">${LANGUAGE_NAMES[other]}</button>`,
  )}<button type="button" id="print">${words.text('print')}</button><span id="said" role="status" class="visually-hidden"></span></div>`;
}

function hostsOf(urls: readonly string[]): string {
  return oneLine([...new Set(urls.map((url) => URL.parse(url)?.host ?? url))].join(', '), 300);
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
