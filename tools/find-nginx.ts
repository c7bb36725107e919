/**
 * Owns where the tests' nginx is: environment variable first, then the path and the places where distributions put it, which are not on
 * everybody's path. Run by hand it prints what it found. Debian and Ubuntu: `apt-get install --no-install-recommends nginx`.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';

const FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** @returns null when there is none. */
export function findNginx(): string | null {
  const folders = [...(env['PATH'] ?? '').split(delimiter).filter(Boolean), ...FOLDERS];
  const files = [env['KELISIM_NGINX'], ...folders.map((folder) => join(folder, 'nginx'))];
  return files.find((file) => file !== undefined && existsSync(file)) ?? null;
}

if (import.meta.main) console.log(`KELISIM_NGINX=${findNginx() ?? ''}`);
