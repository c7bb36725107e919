/** What the config builder makes in the page is what `kelisim build` writes. Needs no built dist: the parts are stand-ins with the placeholder. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteJson } from '../../../demo/builder/output.ts';
import { zip } from '../../../demo/builder/zip.ts';
import { buildSite } from '../../../src/cli/build-site.ts';
import { composeSite, type SiteFile } from '../../../src/cli/compose-site.ts';
import type { SiteConfig } from '../../../src/core/config.ts';

const CONFIG = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../demo/kreditomat/site.json'), 'utf8'),
) as SiteConfig;
const HEAD = ['template.js', 'template-bare.js', 'template-worker.js'];
/** The head file's name and order of fields are chosen by Node's brotli, which no browser has. */
const CHOSEN = /^(?:kelisim(?:\.[0-9a-f]{10})?\.js|tag\.html|integrity\.json)$/;

let work: string;
let client: SiteFile[];

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'kelisim-builder-'));
  for (const folder of ['dist/head', 'dist/client']) mkdirSync(join(work, folder), { recursive: true });
  for (const name of HEAD) writeFileSync(join(work, 'dist/head', name), `start(KELISIM_DATA)//${name}`);
  client = ['kelisim-client.js', 'kelisim-worker.js', 'kelisim-kk-12345678.js', 'Z.txt'].map((name) => ({
    name,
    bytes: new TextEncoder().encode(`// ${name} қ`),
  }));
  for (const { name, bytes } of client) writeFileSync(join(work, 'dist/client', name), bytes);
});
afterAll(() => rmSync(work, { recursive: true }));

function inPage(config: SiteConfig) {
  // Not in the order of the folder: the page fetches them by a list.
  const parts = { client: client.toReversed(), head: (name: string) => `start(KELISIM_DATA)//${name}` };
  return composeSite({ config, parts, publicPath: '/kelisim/' });
}

it('The text behind the hash of the notice has, in every language of the site, what a visitor may read: settings, my choices, placeholders, asking again', async () => {
  const site = await inPage({ ...CONFIG, languages: ['kk', 'ru'] });
  const file = site.files.find(({ name }) => name.startsWith('notices/'))!;
  const { words } = JSON.parse(Buffer.from(file.bytes).toString()) as Record<string, Record<string, object>>;
  expect(Object.keys(words!)).toEqual(['kk', 'ru']);
  for (const part of Object.values(words!)) {
    const prefixes = new Set(Object.keys(part).map((id) => id.replace(/\..*/, '')));
    expect([...prefixes]).toEqual(
      expect.arrayContaining(['settings', 'category', 'mine', 'embed', 'again', 'service']),
    );
    expect([...prefixes]).not.toEqual(expect.arrayContaining(['panel']));
  }
  expect(Object.keys(words!['kk']!)).toEqual(Object.keys(words!['ru']!));
});

describe('The files that the config builder makes in the page', () => {
  for (const ui of [CONFIG.ui, { banner: false }]) {
    it(`are, with the interface ${JSON.stringify(ui)}, byte for byte those of "kelisim build", but for the order of fields that Node's brotli chooses in kelisim.js`, async () => {
      const config = JSON.parse(siteJson({ ...CONFIG, ui })) as SiteConfig;
      const site = await inPage(config);
      const outDir = join(work, 'out');
      const built = await buildSite({ config, outDir, distDir: join(work, 'dist') });
      expect(built.findings).toEqual([]);
      const named = (names: readonly string[]) => names.filter((name) => !CHOSEN.test(name));
      expect(named(site.files.map(({ name }) => name))).toEqual(named(built.files));
      expect(named(built.files).some((name) => /^notices\/[0-9a-f]{64}\.json$/.test(name))).toBe(true);
      for (const { name, bytes } of site.files.filter((file) => !CHOSEN.test(file.name)))
        expect(Buffer.from(bytes).equals(readFileSync(join(outDir, name))), name).toBe(true);

      const head = (text: string) => [...text].sort().join('');
      const own = site.files.find(({ name }) => name === 'kelisim.js')!;
      expect(head(Buffer.from(own.bytes).toString())).toBe(head(readFileSync(join(outDir, 'kelisim.js'), 'utf8')));
      expect(site.headHtml).toBe(built.headHtml);
    });
  }

  it('differ as soon as a text of the config differs: the notice hash is of these very words', async () => {
    const noticeOf = async (config: SiteConfig) =>
      (await inPage(config)).files.find(({ name }) => name.startsWith('notices/'))!.name;
    const [operator] = CONFIG.operators;
    const other = { ...CONFIG, operators: [{ ...operator!, name: { ...operator!.name, kk: 'Басқа' } }] };
    expect(await noticeOf(other)).not.toBe(await noticeOf(CONFIG));
  });
});

describe('The archive', () => {
  it('holds every file as it is, under its own name, with a right checksum in both places', async () => {
    const files = [
      { name: 'k0123456789/site.js', bytes: new TextEncoder().encode('export {}\n') },
      { name: 'құжат.txt', bytes: new Uint8Array() },
    ];
    const archive = Buffer.from(await zip(files).arrayBuffer());
    let at = archive.readUInt32LE(archive.length - 6);
    for (const { name, bytes } of files) {
      expect(archive.readUInt32LE(at)).toBe(0x02014b50);
      const local = archive.readUInt32LE(at + 42);
      const title = Buffer.from(name);
      for (const [place, header] of [
        [at + 16, at + 46],
        [local + 14, local + 30],
      ] as const) {
        expect(archive.readUInt32LE(place)).toBe(crc32(bytes));
        expect(archive.readUInt32LE(place + 4)).toBe(bytes.length);
        expect(archive.subarray(header, header + title.length).equals(title)).toBe(true);
      }
      const start = local + 30 + title.length;
      expect(archive.subarray(start, start + bytes.length).equals(bytes)).toBe(true);
      at += 46 + title.length;
    }
    expect(archive.readUInt32LE(at), 'the end follows the last entry').toBe(0x06054b50);
  });
});
