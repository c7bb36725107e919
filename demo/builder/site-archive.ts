/**
 * Owns the archives an owner without Node takes away: the site's own files, made by the same code as `kelisim build`, and the folders of the
 * generic route. The shipped parts lie beside this page, in files/. Leaves to others: what the files are (cli/compose-site.ts), packing (zip.ts).
 */
import { composeSite, type ShippedParts, type SiteFile } from '../../src/cli/compose-site.ts';
import type { SiteConfig } from '../../src/core/config.ts';
import { siteJson } from './output.ts';
import { zip } from './zip.ts';

/** Written by tools/build.ts: what there is in files/client. */
const LIST = 'files/client.json';
const HEAD_FILES = ['template.js', 'template-bare.js', 'template-worker.js'] as const;

async function fetched(path: string): Promise<Response> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

async function clientFiles(): Promise<SiteFile[]> {
  const names = (await (await fetched(LIST)).json()) as string[];
  return Promise.all(
    names.map(async (name) => ({
      name,
      bytes: new Uint8Array(await (await fetched(`files/client/${name}`)).arrayBuffer()),
    })),
  );
}

async function shippedParts(): Promise<ShippedParts> {
  const [client, ...texts] = await Promise.all([
    clientFiles(),
    ...HEAD_FILES.map(async (name) => (await fetched(`files/head/${name}`)).text()),
  ]);
  return { client, head: (name) => texts[HEAD_FILES.indexOf(name)]! };
}

/** @param config a checked one. */
export async function makeSiteArchive(
  config: Readonly<Record<string, unknown>>,
  folder: string,
): Promise<{ archive: Blob; tagHtml: string }> {
  const parts = await shippedParts();
  // Exactly what `kelisim build` would read: the notice hash covers the order of fields too.
  const text = siteJson(config);
  const site = await composeSite({ config: JSON.parse(text) as SiteConfig, parts, publicPath: folder });
  const own = { name: 'site.json', bytes: new TextEncoder().encode(text) };
  return { archive: zip([...site.files, own]), tagHtml: site.tagHtml };
}

/** The generic head file and the client, beside each other as the head file looks for it. */
export async function makeTagArchive(): Promise<Blob> {
  const [client, head] = await Promise.all([clientFiles(), fetched('files/head/kelisim.js')]);
  return zip([
    { name: 'head/kelisim.js', bytes: new Uint8Array(await head.arrayBuffer()) },
    ...client.map((file) => ({ ...file, name: `client/${file.name}` })),
  ]);
}
