/**
 * Owns the command of the matrix (`npm run matrix`). In full it measures every kind and writes docs/guarantees.md and .json; `--ci` measures a part and compares
 * with docs/guarantees.json; with filters it prints what leaks. Leaves to others: measuring and judging (test/matrix).
 *
 *   --engine chromium --level tag,inline --kind fetch,xhr --page styles --condition one --loads 2   a part; prints
 *   --write   puts the part into docs/guarantees.*     --check   compares the part     --list FILE   also writes what was printed
 *   --anew    what earlier runs saw leave is forgotten, for what is measured now: after a mend of the gate or of the measurement
 *   --words   only writes guarantees.md anew from guarantees.json
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Baseline, compare, mergeResults, readBaseline, writeBaseline } from '../test/matrix/baseline.ts';
import { CONDITION_NAMES, type ConditionName } from '../test/matrix/conditions.ts';
import { runStates, STATE_LEVELS, type StateResult, STATES } from '../test/matrix/consent-states.ts';
import { launchDriver } from '../test/matrix/engines/launch.ts';
import { guaranteesPage } from '../test/matrix/guarantees-page.ts';
import { KINDS } from '../test/matrix/kinds/all-kinds.ts';
import { MatrixServer } from '../test/matrix/matrix-server.ts';
import { type Level, LEVELS, MatrixSite } from '../test/matrix/matrix-site.ts';
import { type EngineResult, retryDoubts, runPlan } from '../test/matrix/run-plan.ts';
import { type PageMakers, SETTLE_MS, Workbench } from '../test/matrix/workbench.ts';
import { worklist } from '../test/matrix/worklist.ts';
import { browsersFromEnvironment, type Engine, ENGINES, missingEngines } from './find-browsers.ts';

const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'test-results');
const BASELINE = join(ROOT, 'docs/guarantees.json');
const PAGE = join(ROOT, 'docs/guarantees.md');

/** In each of the four deliveries: 12 loads for a cell of the published page. */
const FULL_LOADS = 3;
const CONTROL_LOADS = 3;
/** In CI: every kind in one chunk at three levels, and one state of consent at fence and header. */
const CI_LEVELS: readonly Level[] = ['tag', 'inline', 'fence'];
const CI_STATES = ['a'];

const { values } = parseArgs({
  options: {
    ci: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    anew: { type: 'boolean', default: false },
    words: { type: 'boolean', default: false },
    engine: { type: 'string' },
    level: { type: 'string' },
    condition: { type: 'string' },
    page: { type: 'string' },
    kind: { type: 'string' },
    loads: { type: 'string' },
    list: { type: 'string' },
  },
});

const atWork = new Set<Workbench>();

interface Measured {
  readonly result: EngineResult;
  readonly states: readonly StateResult[];
}

async function main(): Promise<number> {
  if (values.words) {
    writeFileSync(PAGE, guaranteesPage(knownBaseline(), KINDS));
    return 0;
  }
  const isPart = [values.engine, values.level, values.condition, values.page, values.kind].some(
    (filter) => filter !== undefined,
  );
  const browsers = browsersFromEnvironment();
  const engines = chosen<Engine>(values.engine, ENGINES).filter((engine) => !missingEngines(browsers).includes(engine));
  const missing = missingEngines(browsers);
  if (missing.length > 0) console.log(`Missing, so not measured: ${missing.join(', ')}.`);
  if (engines.length === 0) throw new Error('No browser of the wanted engines was found (tools/find-browsers.ts).');
  const pages: PageMakers = new Map();
  const server = await MatrixServer.start((load, request) => pages.get(load)?.(load, request) ?? null);
  try {
    const site = await MatrixSite.build(server.port);
    server.ownFiles = site.file;
    const lanes = await Promise.allSettled(
      engines.map(async (engine): Promise<Measured> => {
        const bench = new Workbench(engine, () => launchDriver(engine, browsers), server, site, pages);
        await bench.start();
        atWork.add(bench);
        try {
          return await measure(bench);
        } finally {
          atWork.delete(bench);
          await bench.close();
        }
      }),
    );
    const broken = lanes.filter((lane) => lane.status === 'rejected');
    for (const { reason } of broken) console.error(reason);
    const measured = lanes.filter((lane) => lane.status === 'fulfilled').map(({ value }) => value);
    return Math.max(broken.length, report(measured, isPart, broken.length));
  } finally {
    await server.close();
  }
}

async function measure(bench: Workbench): Promise<Measured> {
  const loads = Number(values.loads ?? (values.ci ? 1 : FULL_LOADS));
  const all = { levels: values.ci ? CI_LEVELS : LEVELS, conditions: values.ci ? (['one'] as const) : CONDITION_NAMES };
  const plan = {
    kinds: KINDS.filter(
      ({ id, page }) =>
        (values.kind?.split(',').includes(id) ?? true) && (values.page?.split(',').includes(page) ?? true),
    ),
    levels: chosen<Level>(values.level, all.levels),
    conditions: chosen<ConditionName>(values.condition, all.conditions),
    loads,
    controlLoads: Math.min(loads, CONTROL_LOADS),
  };
  const first = await runPlan(bench, plan, console.log);
  const result = values.ci ? await retryDoubts(bench, plan, first, readBaseline(BASELINE), console.log) : first;
  const levels = STATE_LEVELS.filter((level) => values.ci || plan.levels.includes(level));
  const isWanted = values.kind === undefined && values.page === undefined && levels.length > 0;
  const states = isWanted
    ? await runStates(
        bench,
        { levels, conditions: plan.conditions, states: values.ci ? CI_STATES : STATES, loads },
        console.log,
      )
    : [];
  return { result, states };
}

function report(measured: readonly Measured[], isPart: boolean, broken: number): number {
  const results = measured.map(({ result }) => result);
  const states = measured.flatMap((one) => one.states);
  const list = worklist(results, states);
  if (values.list !== undefined) writeFileSync(values.list, list);
  if (values.ci || values.check) {
    const { worse, better, passed } = compare(knownBaseline(), results, states);
    for (const line of better) console.log(`better: ${line}`);
    for (const line of worse) console.log(`WORSE: ${line}`);
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(join(RESULTS, 'matrix.json'), `${JSON.stringify({ passed, failed: worse.length + broken })}\n`);
    console.log(`${passed} passed, ${worse.length + broken} failed`);
    return worse.length === 0 ? 0 : 1;
  }
  console.log(list);
  if (!isPart || values.write) {
    const facts = {
      measured: new Date().toISOString().slice(0, 10),
      loads: Number(values.loads ?? FULL_LOADS),
      settleMs: SETTLE_MS,
      isAnew: values.anew,
    };
    const merged = mergeResults(readBaseline(BASELINE), results, states, KINDS, facts);
    writeBaseline(BASELINE, merged);
    writeFileSync(PAGE, guaranteesPage(merged, KINDS));
  }
  return results.some(({ mute }) => mute.length > 0) ? 1 : 0;
}

function knownBaseline(): Baseline {
  const baseline = readBaseline(BASELINE);
  if (baseline === null) throw new Error('docs/guarantees.json is missing: run npm run matrix.');
  return baseline;
}

function chosen<T extends string>(text: string | undefined, all: readonly T[]): readonly T[] {
  return text === undefined ? all : all.filter((name) => text.split(',').includes(name));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    // Firefox outlives its parent unless it is told.
    void Promise.allSettled([...atWork].map((bench) => bench.close())).then(() => process.exit(1));
  });
process.exitCode = await main();
