/**
 * Owns a whole audit: the first look, the plan, the visits in fresh profiles, and what follows from them, in bounded time.
 * Leaves to others: what a phase does (play-phase.ts), what it means (judge).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditOptions, AuditProgress } from '../audit-options.ts';
import { AUDIT_RUN_VERSION, type AuditRun } from '../audit-run.ts';
import type { Observation, Phase } from '../observation.ts';
import type { SiteFacts } from '../site-facts.ts';
import { judge } from '../judge/judge.ts';
import { CannotObserve } from './cannot-observe.ts';
import { domainOf, readCnames, systemResolver } from './cnames.ts';
import { initScriptsOf } from './init-scripts.ts';
import { inTime } from './in-time.ts';
import { launchBrowser, type LaunchedBrowser } from './launch-browser.ts';
import { makeObservation } from './make-observation.ts';
import { planPhases } from './plan-phases.ts';
import { playPhase } from './play-phase.ts';
import { bannerOf, type Probe, probeSite } from './probe-site.ts';
import { NO_FACTS } from './read-facts.ts';
import { DEFAULT_SETTLE_MS, Visit } from './visit.ts';

declare const KELISIM_VERSION: string;

const DEFAULT_REPEATS = 3;
const MOST_REPEATS = 20;
const DEFAULT_PARALLEL = 2;
const DEFAULT_BUDGET_MS = 300_000;
/** Beside the time its pages may take to settle. */
const VISIT_EXTRA_MS = 30_000;
const CLOSE_MS = 5_000;

export interface AuditTools {
  /** Started by launchBrowser and closed by whoever started it: for many audits one after the other. */
  readonly browser?: LaunchedBrowser;
}

interface Errand {
  readonly phase: Phase;
  readonly repeat: number;
}

export async function runAudit(
  options: AuditOptions,
  tell: (progress: AuditProgress) => void = () => {},
  { browser }: AuditTools = {},
): Promise<AuditRun> {
  const start = Date.now();
  const end = start + (options.budgetMs ?? DEFAULT_BUDGET_MS);
  const repeats = Math.min(MOST_REPEATS, Math.max(1, options.repeats ?? DEFAULT_REPEATS));
  const audit = new Audit(options, end, tell, browser);
  try {
    const { probe, facts } = await audit.look();
    const { phases, skipped } = planPhases(options.phases, facts, {
      hasKelisim: probe.kelisim !== null,
      hasBanner: probe.hasBanner,
    });
    for (const { phase, why } of skipped) tell({ kind: 'skipped', phase, why });
    const errands = Array.from({ length: repeats }, (_, i) => phases.map((phase) => ({ phase, repeat: i + 1 }))).flat();
    tell({ kind: 'planned', visits: errands.length });
    const { observations, late } = await audit.run(errands, probe, facts);
    for (const phase of late) tell({ kind: 'skipped', phase, why: 'over-time' });
    refuseNothing(observations, probe);
    return {
      version: AUDIT_RUN_VERSION,
      tool: typeof KELISIM_VERSION === 'undefined' ? '0.0.0' : KELISIM_VERSION,
      browser: audit.browserName,
      startedAt: new Date(start).toISOString(),
      durationMs: Date.now() - start,
      urls: options.urls,
      phases,
      repeats,
      language: options.language ?? 'kk',
      facts,
      observations,
      judgement: judge(observations, facts, domainOf),
      skipped: [...skipped, ...late.map((phase) => ({ phase, why: 'over-time' }))],
    };
  } finally {
    await audit.close();
  }
}

/** A run in which no page came says nothing of the site. */
function refuseNothing(observations: readonly Observation[], probe: Probe): void {
  // A redirect alone is no page.
  const isPage = (status: number | null): boolean => status !== null && (status < 300 || status >= 400);
  const came = observations.some(({ requests }) =>
    requests.some(({ kind, status }) => kind === 'document' && isPage(status)),
  );
  if (!came && (observations.length > 0 || probe.trouble !== ''))
    throw new CannotObserve(`No page could be observed: ${probe.trouble || 'the time was over'}`);
}

class Audit {
  readonly #options: AuditOptions;
  readonly #end: number;
  readonly #tell: (progress: AuditProgress) => void;
  #launching: Promise<LaunchedBrowser> | null = null;
  readonly #lent: LaunchedBrowser | undefined;
  browserName = '';

  constructor(
    options: AuditOptions,
    end: number,
    tell: (progress: AuditProgress) => void,
    lent: LaunchedBrowser | undefined,
  ) {
    if (lent) this.#launching = Promise.resolve(lent);
    this.#lent = lent;
    this.#options = options;
    this.#end = end;
    this.#tell = tell;
  }

  /** The browser; a new one when the last has crashed. */
  async #browser(): Promise<LaunchedBrowser> {
    const launched = await (this.#launching ??= launchBrowser(this.#options));
    if (launched.browser.isConnected()) {
      this.browserName = launched.name;
      return launched;
    }
    this.#launching = null;
    return this.#browser();
  }

  async close(): Promise<void> {
    const launched = await this.#launching?.catch(() => null);
    if (launched && launched !== this.#lent) await inTime(launched.close(), CLOSE_MS, undefined);
  }

  async look(): Promise<{ readonly probe: Probe; readonly facts: SiteFacts }> {
    const probe = await probeSite(await this.#browser(), this.#options, initScriptsOf('no-choice'), this.#end);
    return { probe, facts: this.#options.facts ?? probe.kelisim?.facts ?? NO_FACTS };
  }

  async run(
    errands: readonly Errand[],
    probe: Probe,
    facts: SiteFacts,
  ): Promise<{ readonly observations: Observation[]; readonly late: string[] }> {
    const waiting = [...errands];
    const done: Observation[] = [];
    const late = new Set<string>();
    const work = async (): Promise<void> => {
      for (let errand = waiting.shift(); errand; errand = waiting.shift()) {
        if (Date.now() >= this.#end) late.add(errand.phase.id);
        else done.push(await this.#visit(errand, probe, facts));
      }
    };
    await Promise.all(Array.from({ length: this.#options.parallel ?? DEFAULT_PARALLEL }, work));
    const order = new Map(errands.map(({ phase, repeat }, i) => [`${phase.id} ${repeat}`, i]));
    const place = ({ phase, repeat }: Observation): number => order.get(`${phase.id} ${repeat}`) ?? 0;
    done.sort((a, b) => place(a) - place(b));
    return { observations: await this.#withCnames(done), late: [...late] };
  }

  async #visit({ phase, repeat }: Errand, probe: Probe, facts: SiteFacts): Promise<Observation> {
    const options = this.#options;
    const pages = options.urls.length + (options.routes?.length ?? 0) + 3;
    const limit = Date.now() + pages * (options.settleMs ?? DEFAULT_SETTLE_MS) + VISIT_EXTRA_MS;
    const launched = await this.#browser();
    const visit = await Visit.open(launched, {
      phase,
      repeat,
      options,
      deadline: Math.min(limit, this.#end),
      blocked: blockedIn(phase, probe, facts),
      ownFiles: probe.ownFiles,
      initScripts: initScriptsOf(phase.kind),
    });
    try {
      const hasKelisim = probe.kelisim !== null && phase.kind !== 'head-missing' && phase.kind !== 'no-script';
      if (phase.kind !== 'no-script') visit.banner = bannerOf(visit, probe);
      // A browser that dies takes every wait with it, but not the time.
      const play = playPhase(visit, { facts, hasKelisim: hasKelisim && probe.isKelisimBanner }).catch(
        (error: unknown) => visit.trouble('crash', error instanceof Error ? error.message : String(error), true),
      );
      const over = sleep(Math.max(0, visit.order.deadline + CLOSE_MS - Date.now()), undefined, { ref: false });
      await Promise.race([play, over]);
      if (visit.isStopped || Date.now() > visit.order.deadline) await inTime(visit.end(), CLOSE_MS, undefined);
    } finally {
      await visit.close(launched);
    }
    this.#tell({ kind: 'visited', phase: phase.id, repeat, url: options.urls[0]! });
    return makeObservation(visit);
  }

  async #withCnames(observations: readonly Observation[]): Promise<Observation[]> {
    const { resolveCname, browserArgs, urls } = this.#options;
    const hosts = new Set(
      observations.flatMap(({ requests }) => requests.map(({ url }) => URL.parse(url)?.hostname ?? '')),
    );
    const cnames = await readCnames(urls, hosts, resolveCname ?? systemResolver(browserArgs));
    return observations.map((observation) => ({ ...observation, cnames }));
  }
}

function blockedIn({ kind }: Phase, { headFiles }: Probe, { endpointHost }: SiteFacts): readonly string[] {
  if (kind === 'head-missing') return headFiles;
  return kind === 'endpoint-down' && endpointHost ? [`*://${endpointHost}/*`, `*://${endpointHost}:*/*`] : [];
}
