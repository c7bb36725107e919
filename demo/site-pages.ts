/**
 * Owns the way from a demo site's folder to what a browser gets: parts are put in, the Kelisim tag is put in, host names are mapped.
 * Shared by the demo server and the end-to-end server. Leaves to others: building Kelisim's own files, sockets.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface SitePages {
  /** Folder of the site: `index.html`, `kk/index.html`, `parts/…`. */
  readonly folder: string;
  /** What stands in place of `<!-- kelisim:tag -->`; '' leaves the page without Kelisim. */
  readonly tag: string;
  /** Folder with Kelisim's built files, served under `/kelisim/`. */
  readonly kelisim?: string;
  /** Parts that are generated rather than read from `parts/`. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Maps host names in text; the end-to-end server leaves them alone. */
  readonly rewrite?: (text: string) => string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

export const TAG_PLACE = '<!-- kelisim:tag -->';
const KELISIM_FILES = '/kelisim/';
const PART = /^([ \t]*)<!-- part:([a-z-]+) -->$/gm;

/** Answers one path of a site; 404 when there is no such file. */
export function sitePage(site: SitePages, path: string): PageAnswer {
  const missing: PageAnswer = { status: 404, headers: { 'content-type': 'text/plain' }, body: 'no such file\n' };
  const own = path.startsWith(KELISIM_FILES);
  const folder = own ? site.kelisim : site.folder;
  const asked = cleanPath(own ? path.slice(KELISIM_FILES.length - 1) : path);
  if (!folder || asked === null) return missing;
  const file = join(folder, asked.endsWith('/') ? `${asked}index.html` : asked);
  // What is not meant for visitors: the parts, the config, and the TypeScript beside the pages.
  if (!own && (asked.startsWith('/parts/') || asked === '/site.json' || asked.endsWith('.ts'))) return missing;
  if (!existsSync(file)) return missing;
  if (statSync(file).isDirectory()) return { status: 301, headers: { location: `${path}/` }, body: '' };
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  // Never cached: a demo is edited while it is looked at, and a test must not see yesterday's page.
  const headers = { 'content-type': type, 'cache-control': 'no-store' };
  // Kelisim's files are built with mapped hosts; what they hold is bound to their SRI values.
  if (own) return { status: 200, headers, body: readFileSync(file) };
  if (!type.startsWith('text/')) return { status: 200, headers, body: readFileSync(file) };
  const text = type.startsWith('text/html') ? page(site, file) : readFileSync(file, 'utf8');
  const mapped = site.rewrite ? site.rewrite(text) : text;
  return {
    status: 200,
    headers,
    body: type.startsWith('text/html') ? mapped.replace(TAG_PLACE, () => site.tag) : mapped,
  };
}

function page(site: SitePages, file: string): string {
  return readFileSync(file, 'utf8').replace(PART, (_, indent: string, name: string) => {
    const text = site.parts?.[name] ?? readFileSync(join(site.folder, 'parts', `${name}.html`), 'utf8');
    return text.trimEnd().replace(/^(?=.)/gm, indent);
  });
}

/** A path that stays below its folder, or null. */
function cleanPath(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') || normalize(decoded).split(/[\\/]/).includes('..')
      ? null
      : normalize(decoded).replaceAll('\\', '/');
  } catch {
    return null;
  }
}
