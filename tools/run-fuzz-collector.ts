/**
 * Owns the command of the collector's fuzz (`npm run fuzz:collector -- --requests 200000 --seed 1`): a collector process on SQLite (`--postgres`: on a PostgreSQL of its own), broken requests
 * from a seed, and a look at the rows afterwards. Ends with 1 when something that must not be was seen. Leaves to others: the requests themselves.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStorage } from '../src/collector/storage/open-storage.ts';
import { fuzzCollector } from '../test/faults/fuzz-collector.ts';
import { CollectorProcess } from '../test/support/collector-process.ts';
import { endWithRun } from '../test/support/end-with-run.ts';
import { PostgresServer } from '../test/support/postgres-server.ts';
import { keepFaultResults, runCircumstances } from './keep-fault-results.ts';

/** From here on the result is kept in the documentation. */
const FULL_REQUESTS = 200_000;

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: String(FULL_REQUESTS) },
    seed: { type: 'string', default: '1' },
    postgres: { type: 'boolean', default: false },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'kelisim-fuzz-'));
endWithRun(() => rmSync(folder, { recursive: true, force: true }));
const server = values.postgres ? await PostgresServer.start() : undefined;
const file = server?.url ?? join(folder, 'records.db');
const collector = await CollectorProcess.start(file);
const startMs = performance.now();
try {
  const result = await fuzzCollector(collector.url, { requests: Number(values.requests), seed: Number(values.seed) });
  const faults = [...result.faults];
  if (!collector.isRunning) faults.push('the collector has ended');
  const memoryMb = collector.isRunning ? collector.memory().all : Number.NaN;
  await collector.kill('SIGTERM');
  const errors = await collector.errors;
  if (errors) faults.push(`the collector wrote: ${errors.slice(0, 200)}`);
  const storage = await openStorage(file);
  const rows = new Set<string>();
  let twice = 0;
  for await (const { id } of storage.rows({})) {
    if (rows.has(id)) twice++;
    rows.add(id);
  }
  await storage.close();
  const missing = [...result.stored].filter((id) => !rows.has(id)).length;
  if (missing) faults.push(`${missing} records were acknowledged and are not stored`);
  if (twice) faults.push(`${twice} record ids are stored twice`);
  const seconds = Math.round((performance.now() - startMs) / 1000);
  if (result.requests >= FULL_REQUESTS) {
    const database = server ? 'PostgreSQL' : 'SQLite';
    const { requests, statuses } = result;
    const counts = { requests, statuses, acknowledged: result.stored.size, stored: rows.size, faults: faults.length };
    keepFaultResults({
      fuzz: { [database]: { database, seed: Number(values.seed), seconds, ...counts, ...runCircumstances() } },
    });
  }
  console.log(`${result.requests} requests, seed ${values.seed}, ${seconds} s`);
  console.log(`answers: ${JSON.stringify(result.statuses)} (0: the sender broke off)`);
  console.log(
    `${result.stored.size} acknowledged, ${rows.size} stored, ${result.quarantined} quarantined; ${memoryMb.toFixed(0)} MB`,
  );
  for (const fault of faults) console.log(`FAULT ${fault}`);
  process.exitCode = faults.length ? 1 : 0;
} finally {
  await collector.kill('SIGKILL');
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}
