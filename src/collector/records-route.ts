/**
 * Owns `POST /v1/sites/{site}/records`: a batch in, one result per record out, in order.
 * No `Cache-Control: no-store` here: Chromium then gives keepalive quota back only when the body was read, and later sends hang
 * (https://github.com/open-telemetry/opentelemetry-js/issues/7001).
 */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { batchEnvelopeSchema } from '../core/schema/wire.ts';
import { type Acknowledgement, WIRE_VERSION } from '../core/wire.ts';
import { checkRecord } from './check-record.ts';
import type { CollectorEnvironment, CollectorHono } from './collector-environment.ts';
import { MissingNotices } from './missing-notices.ts';
import { originGuard } from './origin-guard.ts';
import { readUpload } from './read-upload.ts';
import { refuse } from './refuse.ts';
import type { QuarantinedRecord } from './storage/storage.ts';
import type { TokenBuckets } from './token-buckets.ts';

const ROUTE = '/v1/sites/:site/records';

export function addRecordsRoute(
  app: Hono<CollectorHono>,
  environment: CollectorEnvironment,
  writes: TokenBuckets,
): void {
  const { limits, storage } = environment;
  const notices = new MissingNotices(storage, environment.now);
  const guard = originGuard(environment.allowedOrigins);
  app.options(ROUTE, guard);
  app.post(ROUTE, guard, async (c) => {
    const upload = await readUpload(c, environment, writes, limits.batchBytes);
    if (!upload.ok) return upload.response;
    const batch = v.safeParse(batchEnvelopeSchema, upload.value, { abortEarly: true });
    if (!batch.success) return refuse(c, 400, isWrongVersion(upload.value) ? 'wrong-version' : 'malformed-batch');
    if (batch.output.records.length > limits.batchRecords) return refuse(c, 413, 'too-many-records');

    const checks = batch.output.records.map((record) =>
      checkRecord(record, upload.site, limits.recordBytes, upload.bytes),
    );
    const receivedAt = new Date(environment.now()).toISOString();
    const checked = checks.flatMap((check) => (check.ok ? [check.checked] : []));
    const stored = await storage.store(checked, receivedAt);
    let next = 0;
    const results: Acknowledgement['results'][number][] = [];
    for (const check of checks) {
      // `retry` cannot come up: a storage answers for every record it was given. Saying it beats acknowledging what nobody stored.
      if (check.ok) results.push({ id: check.checked.record.id, result: stored[next++] ?? 'retry' });
      else if ('newer' in check) results.push(await keepNewer(check.newer, receivedAt));
      else results.push({ id: check.id, result: 'rejected', code: check.code });
    }
    const counts: Record<string, number> = {};
    for (const { result } of results) counts[result] = (counts[result] ?? 0) + 1;
    c.set('counts', counts);
    const missing = await notices.of(checked);
    return c.json({
      v: WIRE_VERSION,
      results,
      ...(missing.length > 0 && { missingNotice: missing }),
    } satisfies Acknowledgement);
  });

  /** Beyond the day's share the sender is asked to come again: a collector that is updated meanwhile will take it. */
  async function keepNewer(record: QuarantinedRecord, receivedAt: string): Promise<Acknowledgement['results'][number]> {
    const kept = await storage.quarantine(record, receivedAt, limits.quarantinedPerDay);
    return kept === 'full'
      ? { id: record.id, result: 'retry', code: 'quarantine-full' }
      : { id: record.id, result: 'quarantined' };
  }
}

function isWrongVersion(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    (value as { v?: unknown }).v !== WIRE_VERSION
  );
}
