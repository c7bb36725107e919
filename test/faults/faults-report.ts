/**
 * Owns docs/faults-collector.md as text, made of the results in docs/faults-collector.json: each fault's latest run, with the day and the load it had.
 * Parts can be run by themselves (a crash of PostgreSQL twenty times wants its own quarter of an hour), so results are kept one by one.
 */
import type { FaultResult } from './collector-faults.ts';

export interface KeptResult extends FaultResult {
  /** What was done, as the table names it. */
  readonly fault: string;
  readonly date: string;
  readonly node: string;
  /** Of the machine when it was over. */
  readonly load: string;
}

export interface KeptFuzz {
  readonly database: 'SQLite' | 'PostgreSQL';
  readonly date: string;
  readonly node: string;
  readonly load: string;
  readonly requests: number;
  readonly seed: number;
  readonly seconds: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly acknowledged: number;
  readonly stored: number;
  readonly faults: number;
}

export interface KeptResults {
  readonly faults: Readonly<Record<string, KeptResult>>;
  readonly fuzz: Readonly<Record<string, KeptFuzz>>;
}

export function faultsReport({ faults, fuzz }: KeptResults): string {
  return `# Faults of the collector

Written by \`npm run faults:collector\` and \`npm run fuzz:collector\`; not by hand.

## Faults under load

Eight senders post batches as fast as they are answered while the fault happens, again and again; afterwards every acknowledged id is looked for in
the database. "Lost": acknowledged and not stored. "Twice": one id in two rows, or acknowledged as stored twice. "Miscounted": difference between
the counts of the statistics page and the rows. Stored may be more than acknowledged: an answer that was on its way when the process died had its
row already, and the sender that asks again hears \`duplicate\`.

| fault | times | acknowledged | stored | lost | twice | miscounted | seen | run |
|---|---|---|---|---|---|---|---|---|
${Object.values(faults).map(rowOf).join('\n')}

A full disk is played by a limit on the size of any file, for the collector (SQLite) and for the server (PostgreSQL): writes fail as they do on a
full disk, without a disk of one's own. A crash of PostgreSQL is \`pg_ctl stop -m immediate\`, which skips every orderly end. A power cut of the
machine is not played: there the promise rests on \`synchronous=FULL\` and \`synchronous_commit=on\`, and on disks that do not lie about writing.

## Broken requests

Batches that are broken in every way we know (JSON, UTF-8, depth, sizes, forged fields, foreign origins, paths, methods, headers), from a seed, sixteen at
a time; one in a hundred is broken off half-way by its sender. After each answer: never 5xx, nothing but a code in a refusal, no record acknowledged as
stored twice; at the end every acknowledged record is looked for. Five thousand of them are part of \`npm test\`.

| database | requests | seed | answers | broken off by the sender | acknowledged | stored | what must not be | run |
|---|---|---|---|---|---|---|---|---|
${Object.values(fuzz).map(fuzzRowOf).join('\n')}
`;
}

function rowOf({
  fault,
  runs,
  acknowledged,
  stored,
  lost,
  twice,
  miscounted,
  note,
  date,
  node,
  load,
}: KeptResult): string {
  const cells = [fault, runs, acknowledged, stored, lost, twice, miscounted, note];
  return `| ${cells.join(' | ')} | ${date}, Node ${node}, load ${load} |`;
}

function fuzzRowOf({
  database,
  date,
  node,
  load,
  requests,
  seed,
  seconds,
  statuses,
  acknowledged,
  stored,
  faults,
}: KeptFuzz): string {
  const { 0: brokenOff = 0, ...answers } = statuses;
  const counted = Object.entries(answers).map(([status, count]) => `${status}: ${count}`);
  const cells = [database, requests, seed, counted.join(', '), brokenOff, acknowledged, stored, faults];
  return `| ${cells.join(' | ')} | ${date}, Node ${node}, ${seconds} s, load ${load} |`;
}
