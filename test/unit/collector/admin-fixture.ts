/** Owns what tests of the admin side share: the public and the admin app on one SQLite file, a token for each set of scopes, asking with it. */
import SqliteDatabase from 'better-sqlite3';
import { createAdminApp } from '../../../src/collector/admin/admin-app.ts';
import type { AdminEnvironment } from '../../../src/collector/admin/admin-environment.ts';
import { makeToken, TOKEN_SCOPES } from '../../../src/collector/evidence/admin-token.ts';
import { RequestCounters } from '../../../src/collector/request-counters.ts';
import type { LogEntry } from '../../../src/collector/collector-environment.ts';
import type { TokenScope } from '../../../src/collector/storage/storage.ts';
import { NOW_MS, startCollector, type TestCollector } from './collector-fixture.ts';

export const ADMIN_ORIGIN = 'http://localhost';
export const BROWSER = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

export interface TestAdmin extends TestCollector {
  readonly adminLogs: LogEntry[];
  readonly app: ReturnType<typeof createAdminApp>;
  /** A new token; its secret. */
  addToken(name: string, scopes: readonly TokenScope[]): Promise<string>;
  /** Asks the admin side with a token of all scopes, unless the headers say otherwise. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Asks without any token. */
  askAsNobody(path: string, init?: RequestInit): Promise<Response>;
  /** What was noted of the admin side's work. */
  noted(): { token: string; what: string; count: number }[];
}

export async function startAdmin(changes: Partial<AdminEnvironment> = {}): Promise<TestAdmin> {
  const counters = new RequestCounters();
  const logs: LogEntry[] = [];
  const adminLogs: LogEntry[] = [];
  const collector = await startCollector({
    log: (entry) => {
      counters.add('public', entry);
      logs.push(entry);
    },
  });
  const { storage, clock, file } = collector;
  const log = (entry: LogEntry) => {
    counters.add('admin', entry);
    adminLogs.push(entry);
  };
  const app = createAdminApp({ storage, now: () => clock.nowMs, log, counters, ...changes });
  const addToken = async (name: string, scopes: readonly TokenScope[]): Promise<string> => {
    const { secret, token } = makeToken(name, scopes, new Date(NOW_MS).toISOString());
    await storage.addToken(token);
    return secret;
  };
  const all = await addToken('all', TOKEN_SCOPES);
  const askAsNobody = async (path: string, init?: RequestInit): Promise<Response> => app.request(path, init);
  return {
    ...collector,
    logs,
    adminLogs,
    app,
    addToken,
    askAsNobody,
    ask: (path, init = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has('Authorization')) headers.set('Authorization', `Bearer ${all}`);
      return askAsNobody(path, { ...init, headers });
    },
    noted: () => {
      const db = new SqliteDatabase(file, { readonly: true });
      const rows = db.prepare('SELECT token, what, count FROM admin_log ORDER BY rowid').all();
      db.close();
      return rows as { token: string; what: string; count: number }[];
    },
  };
}

/** Logs in as a browser does; the cookie's pair. */
export async function logIn(admin: TestAdmin, secret: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await admin.askAsNobody('/login', {
    method: 'POST',
    body: new URLSearchParams({ token: secret }),
    headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
  });
  return response.headers.get('Set-Cookie')?.split(';', 1)[0] ?? '';
}
