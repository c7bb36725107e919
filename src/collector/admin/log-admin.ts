/** Owns noting who did what on the admin side. It is written before the answer goes out: what cannot be noted is not shown. */
import type { Context } from 'hono';
import type { CollectorHono } from '../collector-environment.ts';
import type { AdminEnvironment } from './admin-environment.ts';

/** @param what a fixed word: no id and no search word may stand in the log */
export async function logAdmin(
  { storage, now }: AdminEnvironment,
  c: Context<CollectorHono>,
  what: string,
  count: number,
): Promise<void> {
  const token = c.get('token');
  if (!token) throw new Error('a route without access control');
  await storage.logAdmin({ at: new Date(now()).toISOString(), token: token.name, what, count });
}
