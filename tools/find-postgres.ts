/**
 * Owns where the tests' PostgreSQL is: the folder with initdb and pg_ctl, by environment variable first, then where distributions put it,
 * which is not on anybody's path. Run by hand it prints what it found. Debian and Ubuntu: `apt-get install --no-install-recommends postgresql`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';

const VERSIONS_FOLDER = '/usr/lib/postgresql';
const FOLDERS = ['/usr/local/bin', '/usr/local/pgsql/bin', '/opt/homebrew/bin'];

/** @returns null when there is none. */
export function findPostgres(): string | null {
  const versions = existsSync(VERSIONS_FOLDER) ? readdirSync(VERSIONS_FOLDER) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(VERSIONS_FOLDER, version, 'bin'));
  const folders = [env['KELISIM_POSTGRES'], ...newest, ...(env['PATH'] ?? '').split(delimiter), ...FOLDERS];
  return folders.find((folder) => folder && existsSync(join(folder, 'initdb'))) ?? null;
}

if (import.meta.main) console.log(`KELISIM_POSTGRES=${findPostgres() ?? ''}`);
