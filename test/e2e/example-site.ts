/**
 * Owns the examples of examples/ as a site of their own: built as their reader would build them, on https://example.kz/, with the played
 * vendors and a collector. Leaves to others: what a visitor does there (own-ui.spec.ts).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { sitePage, type SitePages } from '../../demo/site-pages.ts';
import { buildSite } from '../../src/cli/build-site.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { DiskCollector } from '../support/disk-collector.ts';

export const EXAMPLES = ['plain', 'react'] as const;
export type Example = (typeof EXAMPLES)[number];

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'examples');

/** Folder with the page's files: the plain example as it is, the React one as its bundler makes it. */
async function pagesOf(example: Example, workDir: string): Promise<string> {
  if (example === 'plain') return FOLDER;
  const outDir = join(workDir, 'example-react');
  await build({
    root: FOLDER,
    configFile: false,
    logLevel: 'error',
    build: { outDir, rolldownOptions: { input: join(FOLDER, 'react/index.html') } },
    // As the installed package would answer.
    resolve: { alias: { kelisim: join(ROOT, 'dist/index.js') } },
  });
  return outDir;
}

async function buildExample(world: DemoWorld, example: Example): Promise<SitePages> {
  const kelisim = join(world.workDir, `example-${example}-kelisim`);
  const config: unknown = JSON.parse(readFileSync(join(FOLDER, 'site.json'), 'utf8'));
  const { tagHtml, findings } = await buildSite({ config, outDir: kelisim, distDir: world.genericDir });
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return { folder: await pagesOf(example, world.workDir), tag: tagHtml.trim(), kelisim };
}

/** Built once per worker. */
const built = new Map<Example, Promise<SitePages>>();

/** Puts an example on example.kz. Returns its collector, which the test closes. */
export async function serveExample(world: DemoWorld, example: Example): Promise<DiskCollector> {
  const building = built.get(example) ?? buildExample(world, example);
  built.set(example, building);
  const pages = await building;
  world.standIn.setHost('example.kz', (incoming, outgoing) => {
    const answer = sitePage(pages, (incoming.url ?? '/').replace(/\?.*/s, ''));
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  });
  const collector = new DiskCollector(['https://example.kz']);
  await collector.start();
  world.standIn.setHost('consent.example.kz', { proxy: collector.url });
  return collector;
}
