/**
 * Owns the frame of the collector's HTML pages: document, language links, headers, style sheet.
 * Everything is rendered here on the server and escaped by the template; there is no script, and the policy allows none.
 */
import type { Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isLanguage, LANGUAGES, type Language } from '../core/language.ts';
import { LANGUAGE_NAMES } from './choice-words.ts';
import type { CollectorHono } from './collector-environment.ts';

export type Markup = ReturnType<typeof html>;

const STYLE_SHEET = `
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 60rem; font: 1rem/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.125rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
nav a, nav form { margin-inline-end: 1rem; } nav form { display: inline; }
dl { display: grid; grid-template-columns: minmax(10rem, max-content) 1fr; gap: .4rem 1.5rem; }
dt { color: #555d66; } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; } th, td { padding: .25rem .9rem .25rem 0; text-align: start; vertical-align: top; border-bottom: 1px solid #d9dee3; }
td.number { text-align: end; font-variant-numeric: tabular-nums; }
ul { margin: 0; padding: 0; list-style: none; }
form.fields { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin: 1rem 0; }
label { display: grid; gap: .2rem; color: #555d66; } input, select, button { font: inherit; padding: .35rem .5rem; }
button { padding-inline: 1rem; cursor: pointer; }
img.plot { display: block; max-width: 100%; height: auto; background: #fff; }
blockquote { margin: 1rem 0; padding: .25rem 1rem; border-inline-start: 3px solid #c5ccd3; }
pre { overflow: auto; max-height: 30rem; padding: .75rem; background: #f3f5f7; font-size: .875rem; }
[role="alert"] { padding: .5rem .75rem; border: 1px solid #b3261e; }
@media print { nav, form { display: none; } pre { max-height: none; } }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }
@media (prefers-color-scheme: dark) { body { color: #e6e9ec; background: #15181b; } a { color: #8ab8ff; } dt, label { color: #a5adb5; } th, td { border-color: #363c42; } pre { background: #1f2429; } }
`;

/** Admin pages have forms and plots; receipts have neither. `same-origin` there: under `no-referrer` a form would post `Origin: null`. */
const POLICIES = {
  receipt: {
    csp: "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    // A receipt's address is the key to it: it must not travel on.
    referrer: 'no-referrer',
  },
  admin: {
    csp: "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    referrer: 'same-origin',
  },
} as const;

export interface Page {
  readonly status: ContentfulStatusCode;
  readonly language: Language;
  readonly title: string;
  readonly body: Markup;
  readonly kind: keyof typeof POLICIES;
  /** Links to other pages, after the languages. */
  readonly nav?: Markup;
}

/** `?lang=`, then the browser's languages, then Kazakh. */
export function pageLanguage(c: Context): Language {
  const asked = c.req.query('lang');
  if (isLanguage(asked)) return asked;
  return accepts(c, {
    header: 'Accept-Language',
    supports: [...LANGUAGES],
    default: 'kk',
    match: bestLanguage,
  }) as Language;
}

export function wantsHtml(c: Context): boolean {
  return (
    accepts(c, { header: 'Accept', supports: ['application/json', 'text/html'], default: 'application/json' }) ===
    'text/html'
  );
}

export async function sendPage(c: Context, { status, language, title, body, kind, nav }: Page): Promise<Response> {
  const links = LANGUAGES.map((other) => {
    const href = addressIn(c, other);
    return other === language
      ? html`<a href="${href}" lang="${other}" aria-current="true">${LANGUAGE_NAMES[other]}</a>`
      : html`<a href="${href}" lang="${other}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a>`;
  });
  const page = html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/collector.css"></head>
<body><nav>${links}</nav>${nav}<main><h1>${title}</h1>${body}</main></body>
</html>`;
  return c.html(page, status, {
    'Content-Security-Policy': POLICIES[kind].csp,
    'Referrer-Policy': POLICIES[kind].referrer,
    'X-Robots-Tag': 'noindex',
    'Cache-Control': 'no-store',
    Vary: 'Accept, Accept-Language',
  });
}

export function addStyleSheet(app: Hono<CollectorHono>): void {
  app.get('/collector.css', (c) =>
    c.body(STYLE_SHEET, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=300' }),
  );
}

/** This page in another language: the same query, so that a search stays a search. */
function addressIn(c: Context, language: Language): string {
  const query = new URLSearchParams(c.req.query());
  query.set('lang', language);
  return `?${query.toString()}`;
}

/** `2026-07-01 14:03 UTC+05:00`: the same in every language, in the visitor's own time. */
export function formatInstant(iso: string, utcOffsetMinutes: number): string {
  const local = new Date(Date.parse(iso) + utcOffsetMinutes * 60_000).toISOString();
  const minutes = Math.abs(utcOffsetMinutes);
  const offset = `${Math.floor(minutes / 60)}`.padStart(2, '0') + `:${minutes % 60}`.replace(/^:(\d)$/, ':0$1');
  return `${local.slice(0, 10)} ${local.slice(11, 16)} UTC${utcOffsetMinutes < 0 ? '−' : '+'}${offset}`;
}

/** Browsers send `kk-KZ`; only the first part counts here. */
function bestLanguage(wanted: readonly { type: string; q: number }[]): string {
  const byWeight = wanted.filter(({ q }) => q > 0).toSorted((a, b) => b.q - a.q);
  for (const { type } of byWeight) {
    const primary = type.split('-', 1)[0]?.toLowerCase();
    if (isLanguage(primary)) return primary;
  }
  return 'kk';
}
