/** Five thousand broken requests at a real collector process; the long run is `npm run fuzz:collector`. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fuzzCollector } from '../../faults/fuzz-collector.ts';
import { CollectorProcess } from '../../support/collector-process.ts';
import { rowsOf, temporaryFolder } from './collector-fixture.ts';

const SEED = 20261120;

test('After 5 000 broken requests none was answered 500 or with more than a code, the rows are exactly what was acknowledged, and the collector goes on.', async () => {
  const file = join(temporaryFolder(), 'records.sqlite');
  const collector = await CollectorProcess.start(file);
  onTestFinished(() => collector.kill('SIGKILL'));
  const result = await fuzzCollector(collector.url, { requests: 5000, seed: SEED });
  expect(result.faults).toEqual([]);
  expect(result.requests).toBe(5000);
  expect(collector.isRunning).toBe(true);
  expect((await fetch(`${collector.url}/healthz`)).status).toBe(200);
  const ids = rowsOf(file).map((row) => row.record_id);
  // A sender that went away may have been stored without hearing of it; nobody was told so who is not.
  expect([...result.stored].filter((id) => !ids.includes(id))).toEqual([]);
  expect(ids.length).toBe(new Set(ids).size);
  // Seeds could be unlucky: enough of each kind must have come.
  expect(result.stored.size).toBeGreaterThan(300);
  expect(result.quarantined).toBeGreaterThan(20);
  for (const status of [200, 400, 403, 404, 413, 415, 431])
    expect(result.statuses[status], `${status}`).toBeGreaterThan(0);
  await collector.kill('SIGTERM');
  expect(await collector.errors).toBe('');
}, 120_000);
