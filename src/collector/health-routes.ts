/** Owns `GET /healthz` (the process answers) and `GET /readyz` (a row could be written now). */
import type { Hono } from 'hono';
import type { CollectorEnvironment, CollectorHono } from './collector-environment.ts';

/** A probe writes: however often it is asked for, the database is tried once in this time. */
const PROBE_EVERY_MS = 1_000;

export function addHealthRoutes(app: Hono<CollectorHono>, { storage, now }: CollectorEnvironment): void {
  let probe: Promise<void> | null = null;
  let probedAtMs = 0;
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const elapsedMs = now() - probedAtMs;
    // A clock set back must not keep an old answer for ever.
    if (!probe || elapsedMs >= PROBE_EVERY_MS || elapsedMs < 0) {
      probedAtMs = now();
      probe = storage.probe();
    }
    // A rejection ends in onError: 503 with Retry-After.
    await probe;
    return c.json({ ok: true });
  });
}
