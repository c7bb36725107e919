/** Owns the texts an owner takes away: site.json, the tag of the generic file, examples of marked tags, the command of the Node route. */
import { KEEP_IN_PLACE } from '../../src/cli/paste-forms.ts';
import { expandPresets } from '../../src/core/host-presets.ts';
import { serviceIdAt, serviceNameAt } from './service-list.ts';
import type { Scene } from './scene.ts';

/** As the documentation has it; what else an opened file holds comes last. */
const ORDER: readonly string[] = [
  '$schema',
  'version',
  'site',
  'languages',
  'operators',
  'policy',
  'about',
  'term',
  'services',
  'categories',
  'hosts',
  'cookies',
  'unlisted',
  'signals',
  'gpc',
  'withdrawal',
  'sync',
  'ui',
  'panel',
];

function ordered(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const rank = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return Object.fromEntries(Object.entries(config).sort(([a], [b]) => rank(a) - rank(b)));
}

export function siteJson(config: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(ordered(config), null, 2)}\n`;
}

/** A config inside an HTML script element: no `<` may stand there as it is. */
export function configScript(config: unknown): string {
  const json = JSON.stringify(config, null, 2).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="kelisim-config" ${KEEP_IN_PLACE}>\n${json}\n</script>`;
}

/** Where the files will lie, with a slash at the end; null when it is neither a path nor a whole address. */
export function folderOf(text: string): string | null {
  const folder = text.trim().replace(/\/*$/, '/');
  return /^(?:https:\/\/[a-z0-9.-]+(?::\d+)?)?\/(?:[\w.~-]+\/)*$/i.test(folder) ? folder : null;
}

/** @param folder where the folders head and client lie, with a slash at the end. */
export function genericTag(config: Readonly<Record<string, unknown>>, folder: string): string {
  const src = escaped(`${folder}head/kelisim.js`);
  // The ready-made head file carries no presets: they are written out for it.
  return `${configScript(expandPresets(ordered(config)))}\n<script src="${src}" ${KEEP_IN_PLACE}></script>\n`;
}

export function nodeCommand(folder: string): string {
  const path = folder === '/kelisim/' ? '' : ` --public-path ${folder}`;
  return `npx kelisim build --config site.json --out public/kelisim${path}\n`;
}

/** One marked tag for each service. */
export function markedTags({ draft, words }: Pick<Scene, 'draft' | 'words'>): string {
  const tags = draft.list('services').map((_, i) => {
    const id = escaped(serviceIdAt(draft, i));
    const name = serviceNameAt({ draft, words }, i).replace(/-->|<!--|--!>/g, '');
    // The catalogue calls what stands in a page as a frame so.
    const tag = id.endsWith('-embed')
      ? `<iframe data-kelisim="${id}" data-src="…" title="…"></iframe>`
      : `<script type="text/plain" data-kelisim="${id}">…</script>`;
    return `<!-- ${name} -->\n${tag}\n`;
  });
  return tags.join('');
}

export function settingsLink(words: string): string {
  return `<a href="#" data-kelisim-open>${escaped(words)}</a>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
