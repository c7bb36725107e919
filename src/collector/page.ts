/**
 * Owns the frame of the collector's HTML pages: document, language links, headers, style sheet.
 * Everything is rendered here on the server and escaped by the template; there is no script, and the policy allows none.
 */
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isLanguage, LANGUAGES, type Language } from '../core/language.ts';
import { LANGUAGE_NAMES } from './choice-words.ts';

export type Markup = ReturnType<typeof html>;

export const STYLE_SHEET = `
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 60rem; font: 1rem/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.125rem; margin-top: 2rem; }
nav a { margin-inline-end: 1rem; }
dl { display: grid; grid-template-columns: minmax(10rem, max-content) 1fr; gap: .4rem 1.5rem; }
dt { color: #555d66; } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; } th, td { padding: .25rem .9rem .25rem 0; text-align: start; vertical-align: top; border-bottom: 1px solid #d9dee3; }
td.number { text-align: end; font-variant-numeric: tabular-nums; }
ul { margin: 0; padding: 0; list-style: none; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }
@media (prefers-color-scheme: dark) { body { color: #e6e9ec; background: #15181b; } a { color: #8ab8ff; } dt { color: #a5adb5; } th, td { border-color: #363c42; } }
`;

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  // A receipt's address is the key to it: it must not travel on.
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
  'Cache-Control': 'no-store',
  Vary: 'Accept, Accept-Language',
};

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

export async function sendPage(
  c: Context,
  status: ContentfulStatusCode,
  language: Language,
  title: string,
  body: Markup,
): Promise<Response> {
  const links = LANGUAGES.map((other) =>
    other === language
      ? html`<a href="?lang=${other}" lang="${other}" aria-current="true">${LANGUAGE_NAMES[other]}</a>`
      : html`<a href="?lang=${other}" lang="${other}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a>`,
  );
  const page = html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/collector.css"></head>
<body><nav>${links}</nav><main><h1>${title}</h1>${body}</main></body>
</html>`;
  return c.html(page, status, HEADERS);
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
