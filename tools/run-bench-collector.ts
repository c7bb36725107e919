/**
 * Owns the command of the collector's bench (`npm run bench:collector`): SQLite and a PostgreSQL of its own, in turns with the driver alone.
 * In full some twenty minutes of a quiet machine; `--quick` shows in four that everything can be measured. Writes docs/bench-collector.md and .json
 * unless `--print` is given. Times live here and never in a test: a figure over its limit is printed as such.
 *
 *   --quick    --print    --only sqlite
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchMachine, collectorReport } from '../test/bench/collector/collector-report.ts';
import { type BenchPlan, type CollectorFigures, measureCollector } from '../test/bench/collector/measure-collector.ts';
import { endWithRun } from '../test/support/end-with-run.ts';
import { PostgresServer } from '../test/support/postgres-server.ts';
import { findPostgres } from './find-postgres.ts';

const root = join(import.meta.dirname, '..');
const FULL: BenchPlan = { rounds: 7, seconds: 10, burstSeconds: 60, recoverSeconds: 30, rows: 1_000_000 };
const QUICK: BenchPlan = { rounds: 3, seconds: 3, burstSeconds: 10, recoverSeconds: 30, rows: 100_000 };

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const plan = values.quick ? QUICK : FULL;
const bin = join(root, 'dist/cli/kelisim.js');
if (!existsSync(bin))
  throw new Error('dist is missing: run "npm run build" first, the bench measures what is installed');
const program = [bin, 'collector'];
const loadBefore = loadavg();
const all: CollectorFigures[] = [];

if (values.only !== 'postgres') {
  const folder = mkdtempSync(join(tmpdir(), 'kelisim-bench-'));
  endWithRun(() => rmSync(folder, { recursive: true, force: true }));
  try {
    all.push(await measureCollector('sqlite', join(folder, 'records.db'), plan, program, console.log));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
if (values.only !== 'sqlite') {
  if (findPostgres() === null) console.log('postgres: not installed here, left out');
  else {
    const server = await PostgresServer.start();
    try {
      all.push(await measureCollector('postgres', server.url, plan, program, console.log));
    } finally {
      await server.stop();
    }
  }
}

const machine: BenchMachine = {
  date: new Date().toISOString().slice(0, 16).replace('T', ' '),
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
  node: process.version,
  cpus: cpus().length,
  model: cpus()[0]?.model ?? '',
  memoryGb: totalmem() / 2 ** 30,
  loadBefore,
  loadAfter: loadavg(),
  short: values.quick,
};
const report = collectorReport(machine, all);
if (values.print) console.log(report);
else {
  writeFileSync(join(root, 'docs/bench-collector.md'), report);
  writeFileSync(
    join(root, 'docs/bench-collector.json'),
    `${JSON.stringify({ machine, plan, figures: all }, null, 2)}\n`,
  );
}
