/**
 * Owns the command of the collector's faults (`npm run faults:collector`): every fault so many times on both databases, a table of runs and results,
 * docs/faults-collector.md. Some ten minutes; `--runs 3` is a short look that writes nothing. Ends with 1 when anything acknowledged is missing
 * or anything is there twice. Leaves to others: the faults (test/faults/collector-faults.ts).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
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

const KILLS = 50;
const RESTARTS = 20;

const { values } = parseArgs({ options: { runs: { type: 'string' } } });
const times = (full: number): number => Math.min(full, Number(values.runs ?? full));
const rows: string[] = [];
let failed = 0;

async function show(name: string, fault: () => Promise<FaultResult>): Promise<void> {
  const startMs = performance.now();
  const cells = await fault().then(
    ({ runs, acknowledged, stored, lost, twice, miscounted, note }) => {
      if (lost || twice || miscounted) failed++;
      return [name, runs, acknowledged, stored, lost, twice, miscounted, note];
    },
    (error: unknown) => {
      failed++;
      return [name, 'did not run', '', '', '', '', '', String(error).slice(0, 200)];
    },
  );
  const line = `| ${cells.join(' | ')} |`;
  rows.push(line);
  console.log(`${line} ${((performance.now() - startMs) / 1000).toFixed(0)} s`);
}

const folder = mkdtempSync(join(tmpdir(), 'kelisim-faults-'));
endWithRun(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string): string => join(folder, `${name}.db`);
let server: PostgresServer | undefined;
try {
  await show('SQLite: `kill -9` of the collector under load', () => killUnderLoad(file('kill'), times(KILLS)));
  await show('SQLite: disk full (`ulimit -f`)', () => fillSqliteDisk(file('full')));
  await show("SQLite: the collector's clock jumps between 1971 and 2100", () => jumpClock(file('clock'), 3));
  if (findPostgres() === null) rows.push('| PostgreSQL | not installed here | | | | | | |');
  else {
    const postgres = (server = await PostgresServer.start());
    await show('PostgreSQL: `kill -9` of the collector under load', () =>
      killUnderLoad(postgres.makeDatabase('killed'), times(KILLS)),
    );
    await show('PostgreSQL: the same ids at two collectors, one killed and started again', () =>
      twoCollectors(postgres.makeDatabase('pair'), times(RESTARTS)),
    );
    await show("PostgreSQL: the collector's clock jumps between 1971 and 2100", () =>
      jumpClock(postgres.makeDatabase('clock'), 3),
    );
    await show('PostgreSQL: the server crashes and is started again under load', () =>
      crashPostgres(postgres, postgres.makeDatabase('crashed'), times(RESTARTS)),
    );
    await show('PostgreSQL: the server can write no more (`prlimit --fsize`)', () =>
      fillPostgresDisk(postgres, postgres.makeDatabase('full')),
    );
  }
} finally {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (values.runs === undefined)
  writeFileSync(
    join(import.meta.dirname, '../docs/faults-collector.md'),
    `# Faults of the collector

Written by \`npm run faults:collector\`; not by hand. Eight senders post batches as fast as they are answered while the fault happens, again and again;
afterwards every acknowledged id is looked for in the database. "Lost": acknowledged and not stored. "Twice": one id in two rows, or acknowledged as stored
twice. "Miscounted": difference between the counts of the statistics page and the rows. Stored may be more than acknowledged: an answer that was on its way when the
process died had its row already, and the sender that asks again hears \`duplicate\`.

${new Date().toISOString().slice(0, 16).replace('T', ' ')}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}

| fault | times | acknowledged | stored | lost | twice | miscounted | seen |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}

A full disk is played by a limit on the size of any file, for the collector (SQLite) and for the server (PostgreSQL): writes fail as they do on a
full disk, without a disk of one's own. A crash of PostgreSQL is \`pg_ctl stop -m immediate\`, which skips every orderly end. A power cut of the machine is not
played: there the promise rests on \`synchronous=FULL\` and \`synchronous_commit=on\`, and on disks that do not lie about writing.
`,
  );
process.exitCode = failed ? 1 : 0;
