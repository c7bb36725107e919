/**
 * Owns the world of the end-to-end tests: the stand-in server with the four demo sites on their real names, each built as an owner would
 * build it, and the generic file beside them. Built once per worker into a folder of its own: a build of dist under way disturbs nobody.
 * Leaves to others: the server (stand-in-server.ts), the collector (disk-collector.ts), what a test changes for itself (test/e2e/story.ts).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asPastedParts } from '../../demo/as-pasted/render.ts';
import { sitePage, type SitePages } from '../../demo/site-pages.ts';
import { buildSite } from '../../src/cli/build-site.ts';
import type { SiteConfig } from '../../src/core/config.ts';
import { type StandIn, startStandIn } from './stand-in-server.ts';

export const DEMO_SITES = ['jetfin', 'kengo', 'kreditomat'] as const;
export type DemoSite = (typeof DEMO_SITES)[number] | 'as-pasted';
const ALL_SITES: readonly DemoSite[] = [...DEMO_SITES, 'as-pasted'];

export const LEVELS = ['tag', 'inline'] as const;
/** How Kelisim stands in the page; `none` leaves the page as it is without Kelisim. */
export type Level = (typeof LEVELS)[number] | 'none';

export interface ServeOptions {
  /** Default `tag`. */
  readonly level?: Level;
  /** In place of what the level pastes. */
  readonly tag?: string;
  /** Folder served under `/kelisim/`. Default: the site's built files. */
  readonly kelisim?: string;
  /** Sent with every page and file. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the site's server runs before it answers. */
  readonly middleware?: (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => void;
  /** In place of `parts/<name>.html`. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Changes a page before it is sent. */
  readonly change?: (html: string) => string;
  /** Which file a path shows. */
  readonly route?: (path: string) => string;
}

export interface BuiltDemo {
  readonly config: SiteConfig;
  readonly outDir: string;
  /** Folder of the client below `/kelisim/`, with a slash at the end. */
  readonly clientDir: string;
  readonly tagHtml: string;
  readonly headHtml: string;
}

export interface DemoWorld {
  readonly standIn: StandIn;
  readonly built: Readonly<Record<DemoSite, BuiltDemo>>;
  /** Folder with `head/kelisim.js` and `client/` as the package ships them. */
  readonly genericDir: string;
  readonly workDir: string;
  /** Sets what `https://<site>.kz/` is from now on. */
  serve(site: DemoSite, options?: ServeOptions): void;
  close(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '../..');

export async function startDemoWorld(): Promise<DemoWorld> {
  const workDir = mkdtempSync(join(tmpdir(), 'kelisim-e2e-'));
  const distDir = join(workDir, 'dist');
  for (const folder of ['head', 'client'])
    cpSync(join(ROOT, 'dist', folder), join(distDir, folder), { recursive: true });
  const entries = await Promise.all(
    ALL_SITES.map(async (site) => [site, await buildDemo(site, workDir, distDir)] as const),
  );
  const built = Object.fromEntries(entries) as Record<DemoSite, BuiltDemo>;
  const hosts = ALL_SITES.flatMap((site) => [`${site}.kz`, `consent.${site}.kz`]);
  const standIn = await startStandIn({
    // Names for the certificate; what they are is set by `serve` and by each test's collector.
    pages: Object.fromEntries(hosts.map((host) => [host, { folder: join(workDir, 'empty'), tag: '' }])),
  });
  return {
    standIn,
    built,
    genericDir: distDir,
    workDir,
    serve: (site, options = {}) => serveSite(standIn, site, built[site], options),
    async close() {
      await standIn.close();
      rmSync(workDir, { recursive: true, force: true });
    },
  };
}

async function buildDemo(site: DemoSite, workDir: string, distDir: string): Promise<BuiltDemo> {
  const config = JSON.parse(readFileSync(join(ROOT, 'demo', site, 'site.json'), 'utf8')) as SiteConfig;
  const outDir = join(workDir, site);
  mkdirSync(outDir, { recursive: true });
  const built = await buildSite({ config, outDir, distDir });
  if (built.findings.length > 0) throw new Error(`demo/${site}/site.json: ${JSON.stringify(built.findings)}`);
  const clientDir = built.files.map((file) => /^k[0-9a-f]{10}\//.exec(file)?.[0]).find(Boolean);
  if (clientDir === undefined) throw new Error(`demo/${site}: no client folder among ${built.files.join(', ')}`);
  return { config, outDir, clientDir, tagHtml: built.tagHtml.trim(), headHtml: built.headHtml.trim() };
}

function serveSite(standIn: StandIn, site: DemoSite, built: BuiltDemo, options: ServeOptions): void {
  const { level = 'tag', headers = {}, change = (html) => html, route = (path) => path } = options;
  const { middleware = (_in, _out, next) => next() } = options;
  const parts = { ...(site === 'as-pasted' && asPastedParts()), ...options.parts };
  const pages: SitePages = {
    folder: join(ROOT, 'demo', site),
    tag: options.tag ?? { tag: built.tagHtml, inline: built.headHtml, none: '' }[level],
    kelisim: options.kelisim ?? built.outDir,
    parts,
  };
  standIn.setHost(`${site}.kz`, (incoming, outgoing) => {
    const answer = sitePage(pages, route((incoming.url ?? '/').replace(/\?.*/s, '')));
    const isPage = answer.headers['content-type']?.startsWith('text/html') === true;
    middleware(incoming, outgoing, () => {
      outgoing.writeHead(answer.status, { ...answer.headers, ...headers });
      // In one piece: slow delivery would hide what the browser's look-ahead asks for (gate-facts §5.5).
      outgoing.end(isPage ? change(String(answer.body)) : answer.body);
    });
  });
}

/** Puts a file beside the generic head file, for `data-config`. Returns its address on the site. */
export function putGenericFile(world: DemoWorld, name: string, text: string): string {
  writeFileSync(join(world.genericDir, name), text);
  return `/kelisim/${name}`;
}
