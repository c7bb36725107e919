/** Owns what docs/bench-collector.md says of the figures: ratios and limits first, the machine and its noise beside them. */
import { type CollectorFigures, median, P99_LIMIT_MS } from './measure-collector.ts';

export interface BenchMachine {
  readonly date: string;
  readonly commit: string;
  readonly node: string;
  readonly cpus: number;
  readonly model: string;
  readonly memoryGb: number;
  readonly loadBefore: readonly number[];
  readonly loadAfter: readonly number[];
  readonly short: boolean;
}

const NAMES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

export function collectorReport(machine: BenchMachine, all: readonly CollectorFigures[]): string {
  const lines = all.map(tableOf);
  return `# The collector in numbers

Written by \`npm run bench:collector\`${machine.short ? ' in its short form (--quick)' : ''}; not by hand. Ratios count: the driver alone (same driver, tables, rows and disk promise; one
committed row after the other on one connection) and the collector (64 connections, one record a request, real HTTP) are measured in turns on the same machine.
The load is made by a process of its own, on the same cores. "Noise" is the largest round over the smallest.

${machine.date}, commit ${machine.commit}, Node ${machine.node}, ${machine.cpus} × ${machine.model}, ${machine.memoryGb.toFixed(0)} GB; load before ${machine.loadBefore.map((n) => n.toFixed(1)).join(' ')}, after ${machine.loadAfter.map((n) => n.toFixed(1)).join(' ')}${(machine.loadBefore[0] ?? 0) > machine.cpus ? ' — **the machine was busy with other work**: absolute figures and latencies are worse than they would be alone, and the ratio mixes a load that waits for the disk with one that waits for the processor' : ''}.

${lines.join('\n')}
## What is not measured

A network, TLS, a second machine for the load, a disk that is shared, and years of rows. No figure here is a promise for another machine.
`;
}

function tableOf(figures: CollectorFigures): string {
  const { kind, driver, http, p50, p99, burst, large, startMs, idleMb, idleOwnMb, floorMb } = figures;
  const ratios = http.map((rate, i) => rate / driver[i]!);
  const rows = [
    ['driver alone, rows/s', median(driver).toFixed(0), '', noise(driver)],
    ['collector, single-record posts/s', median(http).toFixed(0), '', noise(http)],
    ['ratio', percent(median(ratios)), within(median(ratios) >= 0.5, '≥ 50 %'), noise(ratios)],
    [`p50 at ${figures.atPerSecond}/s (70 %), ms`, median(p50).toFixed(1), '', noise(p50)],
    [
      `p99 at ${figures.atPerSecond}/s (70 %), ms`,
      median(p99).toFixed(1),
      within(median(p99) <= P99_LIMIT_MS[kind], `≤ ${P99_LIMIT_MS[kind]}`),
      noise(p99),
    ],
    [
      'burst of 10× the requests: offered / acknowledged / lost',
      `${burst.offered} / ${burst.acknowledged} / ${burst.lost}`,
      within(burst.lost === 0, 'none lost'),
      '',
    ],
    [
      'burst: 503, of them without Retry-After',
      `${burst.refused}, ${burst.bare}`,
      within(burst.bare === 0, 'none without'),
      '',
    ],
    [
      'p99 back within the limit after, s',
      burst.backAfterSeconds === null ? 'not in the time looked at' : `${burst.backAfterSeconds}`,
      within((burst.backAfterSeconds ?? 99) <= 30, '≤ 30'),
      '',
    ],
    [
      `receipt look-up at ${large.rows} rows, p50 / p99 ms`,
      `${large.receiptP50.toFixed(1)} / ${large.receiptP99.toFixed(1)}`,
      '',
      '',
    ],
    [`export of ${large.rows} rows, rows/s`, large.exportRowsPerSecond.toFixed(0), '', ''],
    [
      'export: memory in the first tenth / peak, MB',
      `${large.memoryBeforeMb.toFixed(0)} / ${large.memoryPeakMb.toFixed(0)}`,
      within(large.memoryPeakMb <= 256, '≤ 256'),
      '',
    ],
    ['start, ms', median(startMs).toFixed(0), within(median(startMs) <= 1000, '≤ 1000'), noise(startMs)],
    ['idle memory without the shared pages of Node itself, MB', median(idleOwnMb).toFixed(0), '', noise(idleOwnMb)],
    [
      'idle memory of this Node with an HTTP server that does nothing, MB',
      median(floorMb).toFixed(0),
      '',
      noise(floorMb),
    ],
    ['idle memory, MB', median(idleMb).toFixed(0), within(median(idleMb) <= 80, '≤ 80'), noise(idleMb)],
  ];
  return `## ${NAMES[kind]}

| | measured (median) | limit | noise |
|---|---|---|---|
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`;
}

function noise(values: readonly number[]): string {
  return values.length > 1 ? `× ${(Math.max(...values) / Math.min(...values)).toFixed(2)}` : '';
}

function percent(part: number): string {
  return `${(part * 100).toFixed(0)} %`;
}

function within(ok: boolean, limit: string): string {
  return `${limit} ${ok ? '✓' : '✗ missed'}`;
}
