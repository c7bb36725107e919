/**
 * Owns packing files into one ZIP archive, through fflate. Without compression: what is in it is served unpacked, and an archive of a few
 * hundred kB that never leaves the machine gains nothing from being smaller.
 */
import { type Zippable, zipSync } from 'fflate';
import type { SiteFile } from '../../src/cli/compose-site.ts';

/** The first day the format knows: the same files make the same archive. */
const DATE = new Date(1980, 0, 1);

export function zip(files: readonly SiteFile[]): Blob {
  const entries: Zippable = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
  return new Blob([zipSync(entries, { level: 0, mtime: DATE })], { type: 'application/zip' });
}
