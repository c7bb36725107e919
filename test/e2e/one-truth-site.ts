/**
 * Owns small sites of a test's own: a demo's config changed, built as an owner would build it, and pages of a few tags on any host.
 * Leaves to others: the server (test/support), what arrived (proof.ts).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuiltSite, buildSite } from '../../src/cli/build-site.ts';
import type { SiteConfig } from '../../src/core/config.ts';
import type { DemoSite, DemoWorld } from '../support/demo-world.ts';
import type { Visitor } from './visitor.ts';

export interface OwnSite extends BuiltSite {
  readonly outDir: string;
}

let count = 0;

/** Builds a demo's config with changes. */
export async function buildOwn(
  world: DemoWorld,
  change: (config: SiteConfig) => SiteConfig,
  from: DemoSite = 'jetfin',
): Promise<OwnSite> {
  const outDir = join(world.workDir, `own-${process.pid}-${count++}`);
  const built = await buildSite({ config: change(world.built[from].config), outDir, distDir: world.genericDir });
  if (built.findings.length > 0) throw new Error(JSON.stringify(built.findings));
  return { ...built, outDir, tagHtml: built.tagHtml.trim(), headHtml: built.headHtml.trim() };
}

/** A config of these services alone, which sends its choices nowhere. */
export function only(services: SiteConfig['services'], more: Partial<SiteConfig> = {}) {
  return ({ sync: _sync, hosts: _hosts, ...config }: SiteConfig): SiteConfig => ({ ...config, services, ...more });
}

export interface OwnPage {
  /** Before Kelisim. */
  readonly first?: string;
  /** In place of the tag: how Kelisim stands in the page. */
  readonly tag?: string;
  readonly head?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

/** What a host is from now on: pages by path, and the built files below `/kelisim/`. */
export function serveOwn(
  world: DemoWorld,
  host: string,
  site: OwnSite,
  page: OwnPage | ((path: string) => OwnPage | null),
): void {
  world.standIn.setHost(host, (incoming, outgoing) => {
    const path = (incoming.url ?? '/').replace(/\?.*/s, '');
    if (path.startsWith('/kelisim/')) {
      outgoing.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=60' });
      return void outgoing.end(readFileSync(join(site.outDir, path.slice('/kelisim/'.length))));
    }
    const found = typeof page === 'function' ? page(path) : page;
    if (!found || path.includes('.')) return void outgoing.writeHead(404).end();
    const { first = '', tag = site.tagHtml, head = '', body = '', headers = {} } = found;
    outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
    outgoing.end(
      `<!doctype html><html lang="ru"><head><meta charset="utf-8">${first}${tag}<title>Page</title>${head}</head><body><main>${path}</main>${body}</body></html>`,
    );
  });
}

/** The API as far as pages use it. */
interface PageApi {
  has(id: string): boolean;
  withdraw(): boolean;
  decide(decision: unknown): boolean;
  ledger(): { readonly verdict: string; readonly vendor: string; readonly url: string }[];
}

/** Whether the page takes something for granted, by its own word. */
export function has({ page }: Visitor, id: string): Promise<boolean> {
  return page.evaluate((of) => (window as unknown as { kelisim: PageApi }).kelisim.has(of), id);
}

/** By a button of the page that calls `kelisim.withdraw()`. */
export function withdraw({ page }: Visitor): Promise<boolean> {
  return page.evaluate(() => (window as unknown as { kelisim: PageApi }).kelisim.withdraw());
}

export function ledgerOf({ page }: Visitor): Promise<ReturnType<PageApi['ledger']>> {
  return page.evaluate(() => (window as unknown as { kelisim: PageApi }).kelisim.ledger());
}

/** How often pages of a host were loaded, Kelisim's files left out. */
export function loadsOf(world: DemoWorld, host: string): number {
  return world.standIn.log.entries.filter(
    (entry) => entry.host === host && !/^\/kelisim\/|\.|\/favicon/.test(entry.path),
  ).length;
}
