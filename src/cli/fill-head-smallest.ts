/** Owns choosing the order of fields in which a site's head file compresses best. Apart from fill-head.ts: it needs Node's brotli. */
import { brotliCompressSync } from 'node:zlib';
import type { HeadData } from '../core/head-data.ts';
import type { HeadSite } from '../core/head-site.ts';
import { fillHead } from './fill-head.ts';

/** Brotli gains or loses some 40 bytes by which text stands near which, and no rule tells beforehand; eight orders are tried. */
export function fillHeadSmallest(template: string, data: HeadData): string {
  if (!data.site) return fillHead(template, data);
  const fields = Object.entries(data.site);
  const files = fields.map((_, i) => {
    const site = Object.fromEntries([...fields.slice(i), ...fields.slice(0, i)]) as unknown as HeadSite;
    return fillHead(template, { ...data, site });
  });
  const sizes = files.map((file) => brotliCompressSync(file).length);
  return files[sizes.indexOf(Math.min(...sizes))]!;
}
