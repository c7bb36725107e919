/**
 * Owns the command of the collector's faults (`npm run faults:collector`): every fault so many times on both databases. Some ten minutes;
 * `--runs 3` is a short look that writes nothing, `--only postgres-crash,sqlite-kill` does these alone. Ends with 1 when anything acknowledged is
 * missing or anything is there twice. Leaves to others: the faults (test/faults/collector-faults.ts), keeping the results (keep-fault-results.ts).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  crashPostgres,
  type FaultResult,
  fillPostgresDisk,
  fillSqliteDisk,
  jumpClock,
  killUnderLoad,
  twoCollectors,
} from '../test/faults/collector-faults.ts';
import { endWithRun } from '../test/support/end-with-run.ts';
import { PostgresServer } from '../test/support/postgres-server.ts';
import { findPostgres } from './find-postgres.ts';
import { keepFaultResults, runCircumstances } from './keep-fault-results.ts';

const KILLS = 50;
const RESTARTS = 20;

const { values } = parseArgs({ options: { runs: { type: 'string' }, only: { type: 'string' } } });
const times = (full: number): number => Math.min(full, Number(values.runs ?? full));
const only = values.only?.split(',');
let failed = 0;

async function show(name: string, fault: string, play: () => Promise<FaultResult>): Promise<void> {
  if (only && !only.includes(name)) return;
  const startMs = performance.now();
  try {
    const result = await play();
    if (result.lost || result.twice || result.miscounted) failed++;
    console.log(`${name}: ${JSON.stringify(result)} ${((performance.now() - startMs) / 1000).toFixed(0)} s`);
    if (values.runs === undefined)
      keepFaultResults({ faults: { [name]: { fault, ...result, ...runCircumstances() } } });
  } catch (error) {
    failed++;
    console.error(`${name}: did not run: ${String(error)}`);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'kelisim-faults-'));
endWithRun(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string): string => join(folder, `${name}.db`);
let server: PostgresServer | undefined;
try {
  await show('sqlite-kill', 'SQLite: `kill -9` of the collector under load', () =>
    killUnderLoad(file('kill'), times(KILLS)),
  );
  await show('sqlite-full', 'SQLite: disk full (`ulimit -f`)', () => fillSqliteDisk(file('full')));
  await show('sqlite-clock', "SQLite: the collector's clock jumps between 1971 and 2100", () =>
    jumpClock(file('clock'), 3),
  );
  if (findPostgres() === null) console.log('postgres: not installed here, left out');
  else {
    const postgres = (server = await PostgresServer.start());
    await show('postgres-kill', 'PostgreSQL: `kill -9` of the collector under load', () =>
      killUnderLoad(postgres.makeDatabase('killed'), times(KILLS)),
    );
    await show('postgres-pair', 'PostgreSQL: the same ids at two collectors, one killed and started again', () =>
      twoCollectors(postgres.makeDatabase('pair'), times(RESTARTS)),
    );
    await show('postgres-clock', "PostgreSQL: the collector's clock jumps between 1971 and 2100", () =>
      jumpClock(postgres.makeDatabase('clock'), 3),
    );
    await show('postgres-crash', 'PostgreSQL: the server crashes and is started again under load', () =>
      crashPostgres(postgres, postgres.makeDatabase('crashed'), times(RESTARTS)),
    );
    await show('postgres-full', 'PostgreSQL: the server can write no more (`prlimit --fsize`)', () =>
      fillPostgresDisk(postgres, postgres.makeDatabase('full')),
    );
  }
} finally {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
