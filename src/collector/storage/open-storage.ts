/** Owns which database an address means: `postgres://…` is PostgreSQL, anything else a SQLite file. Each is loaded only when it is meant. */
import type { SqliteOptions } from './sqlite/open-sqlite.ts';
import { SqlStorage, type SqlStorageOptions } from './sql-storage.ts';
import type { RecordStorage } from './storage.ts';

export function isPostgres(address: string): boolean {
  return /^postgres(?:ql)?:/i.test(address);
}

/** Rejects with StorageOpenError. */
export async function openStorage(address: string, options: SqlStorageOptions = {}): Promise<RecordStorage> {
  if (!isPostgres(address)) return openSqliteStorage(address, options);
  const { openPostgres } = await import('./postgres/open-postgres.ts');
  return new SqlStorage(await openPostgres(address), options);
}

/** Rejects with StorageOpenError. */
export async function openSqliteStorage(
  file: string,
  options: SqlStorageOptions & SqliteOptions = {},
): Promise<RecordStorage> {
  const { openSqlite } = await import('./sqlite/open-sqlite.ts');
  return new SqlStorage(await openSqlite(file, options), options);
}
