/** Owns reading a site.json from disk: parsed, or in one sentence why not. Leaves to others: whether it is right (core/schema). */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export type ReadConfig = { readonly config: unknown } | { readonly problem: string };

/** @param file as the user wrote it; it stands so in the sentence. */
export function readConfig(file: string): ReadConfig {
  const path = resolve(file);
  if (!existsSync(path)) return { problem: `${file}: no such file` };
  try {
    return { config: JSON.parse(readFileSync(path, 'utf8')) };
  } catch (error) {
    return { problem: `${file}: not JSON (${(error as Error).message})` };
  }
}
