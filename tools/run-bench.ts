/**
 * Owns the command of the bench (`npm run bench`): all sections, round after round, and what is written. In full it takes some twenty minutes of
 * a quiet machine and writes docs/bench.*; `--quick` shows in about a minute that everything can be measured
 * (short loops, a fast line; three rounds of the first section, one of the others), and writes to test-results.
 * Times live here and never in a test: a figure over its limit is printed as such, and the command still ends well.
 *
 *   --quick    --rounds 15    --only notice,bytes    sections by the beginning of their names; prints, writes nothing
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchData, benchReport } from '../test/bench/bench-report.ts';
import { picture, PICTURE_PATH } from '../test/bench/bench-page.ts';
import { BenchServer } from '../test/bench/bench-server.ts';
import { BenchSite, copyDist } from '../test/bench/bench-site.ts';
import { ChromiumLab } from '../test/bench/chromium-lab.ts';
import { Figures } from '../test/bench/figures.ts';
import { AcceptSection, ACCEPT_HOSTS } from '../test/bench/measure-accept.ts';
import { AskedAgainSection } from '../test/bench/measure-asked-again.ts';
import { measureBytes } from '../test/bench/measure-bytes.ts';
import { ClicksSection } from '../test/bench/measure-clicks.ts';
import { FirstVisitSection } from '../test/bench/measure-first-visit.ts';
import { LookaheadSection } from '../test/bench/measure-lookahead.ts';
import { OverheadSection } from '../test/bench/measure-overhead.ts';
import { PanelSection } from '../test/bench/measure-panel.ts';
import { ReturnSection } from '../test/bench/measure-return.ts';
import { VendorsSection } from '../test/bench/measure-vendors.ts';
import type { Section } from '../test/bench/section.ts';
import { visitVariants } from '../test/bench/visit-variants.ts';
import { browsersFromEnvironment, ENGINES, missingEngines } from './find-browsers.ts';

const ROOT = join(import.meta.dirname, '..');
const FULL_ROUNDS = 15;
const QUICK_ROUNDS = 3;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const rounds = Number(values.rounds ?? (values.quick ? QUICK_ROUNDS : FULL_ROUNDS));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a number.');
  const [start, loadAtStart] = [performance.now(), loadavg()];
  const figures = new Figures();
  const shipped = copyDist();
  const { workDir, distDir } = shipped;
  const server = await BenchServer.start(Object.values(ACCEPT_HOSTS));
  const browsers: string[] = [];
  const ends: (() => Promise<void>)[] = [() => server.close()];
  try {
    const sections = await startSections({ server, workDir, distDir, browsers, ends });
    if (isWanted('bytes')) await measureBytes(workDir, distDir, figures);
    await runRounds(sections, rounds, figures);
  } finally {
    for (const end of ends.reverse()) await end();
    shipped.remove();
  }
  const [cpu] = cpus();
  const facts = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}`,
    browsers,
    loadAtStart,
    loadAtEnd: loadavg(),
    rounds,
    isQuick: values.quick,
    seconds: Math.round((performance.now() - start) / 1000),
  };
  const report = benchReport(facts, figures);
  console.log(report);
  if (values.only !== undefined) return;
  const [folder, name] = values.quick ? ['test-results', 'bench-quick'] : ['docs', 'bench'];
  mkdirSync(join(ROOT, folder), { recursive: true });
  writeFileSync(join(ROOT, folder, `${name}.md`), report);
  writeFileSync(join(ROOT, folder, `${name}.json`), benchData(facts, figures));
  console.log(`Written: ${folder}/${name}.md and .json`);
}

interface Workshop {
  readonly server: BenchServer;
  readonly workDir: string;
  readonly distDir: string;
  /** Filled with what was started. */
  readonly browsers: string[];
  readonly ends: (() => Promise<void>)[];
}

async function startSections({ server, workDir, distDir, browsers: versions, ends }: Workshop): Promise<Section[]> {
  const browsers = browsersFromEnvironment();
  if (browsers.chromium === null) throw new Error('The bench needs a Chromium (tools/find-browsers.ts).');
  const sections: Section[] = [];
  server.put(PICTURE_PATH, picture());
  const loopback = await BenchSite.build(workDir, distDir, { isLoopback: true });
  const missing = missingEngines(browsers);
  for (const engine of ENGINES.filter((name) => !missing.includes(name) && isWanted(`overhead-${name}`))) {
    const section = await OverheadSection.start(engine, browsers, server, loopback, values.quick);
    ends.push(() => section.close());
    versions.push(section.version);
    sections.push(section);
  }
  if (isWanted('panel')) {
    const panel = await PanelSection.start(browsers, server, loopback);
    ends.push(() => panel.close());
    sections.push(panel);
  }
  const lab = await ChromiumLab.start(browsers.chromium, server, values.quick);
  ends.push(() => lab.close());
  if (!versions.includes(lab.version)) versions.push(lab.version);
  const site = await BenchSite.build(workDir, distDir);
  const openable = await BenchSite.build(workDir, distDir, { isOpenable: true });
  const vendors = await VendorsSection.build(lab, server, workDir, distDir);
  const askedAgain = await AskedAgainSection.build(lab, server, site, { workDir, distDir });
  // Hashed names: the files of all stand beside each other. The bare name is nobody's here.
  for (const one of [openable, site]) one.serve(server);
  const variants = visitVariants(server, site);
  return [
    ...sections,
    ...[
      new AcceptSection(lab, server, variants),
      new ReturnSection(lab, server, variants),
      new FirstVisitSection(lab, server, variants),
      new LookaheadSection(lab, server, openable),
      new ClicksSection(lab, server, site),
      vendors,
      askedAgain,
    ].filter(({ name }) => isWanted(name)),
  ];
}

function isWanted(name: string): boolean {
  return values.only?.split(',').some((wanted) => name.startsWith(wanted)) ?? true;
}

async function runRounds(sections: readonly Section[], rounds: number, figures: Figures): Promise<void> {
  for (let index = 0; index < rounds; index++) {
    for (const section of sections) {
      if (values.quick && index > 0 && section.isSlowToMeasure === true) continue;
      const start = performance.now();
      await section.round(index, figures);
      console.log(`round ${index + 1} of ${rounds}: ${section.name}, ${Math.round(performance.now() - start)} ms`);
    }
  }
}

await main();
