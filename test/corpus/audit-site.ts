/**
 * Owns one site of the corpus from control to verdict: the defect happens, the audit runs on it as an owner would run it, what it found is
 * compared, its fix is applied and the audit runs once more. Shared by the long run (tools/run-corpus.ts) and the short one in CI.
 */
import type { Browser } from 'playwright-core';
import { type LaunchedBrowser, launchBrowser } from '../../src/audit/driver/launch-browser.ts';
import { runAudit } from '../../src/audit/driver/run-audit.ts';
import type { AuditRun } from '../../src/audit/audit-run.ts';
import type { PhaseKind } from '../../src/audit/observation.ts';
import type { SiteFacts } from '../../src/audit/site-facts.ts';
import { resolveConfig } from '../../src/cli/resolve-config.ts';
import type { SiteConfig } from '../../src/core/config.ts';
import { CHROMIUM_FLAGS } from '../../tools/chromium-flags.ts';
import { applyFix } from './apply-fix.ts';
import { type Compared, compare, fingerprint, inShort, isSerious } from './compare.ts';
import { checkControl } from './control.ts';
import { addressOf, CNAMES, type CorpusWorld } from './corpus-world.ts';
import type { Defect, Visit } from './expected.ts';
import { readSite } from './site-files.ts';

export interface AuditSettings {
  readonly browserPath: string;
  /** One for many audits. */
  readonly browser?: LaunchedBrowser;
  /** Fresh visits per phase. */
  readonly visits: number;
  readonly allPhases: boolean;
  /** Only the phases in which the defect shows, and "accept all". */
  readonly quick?: boolean;
}

export interface FixOutcome {
  readonly code: string;
  readonly way: 'pasted' | 'by-hand' | 'none';
  /** No finding of that verdict any more, about nobody. */
  readonly isCleared: boolean;
  /** Serious findings of the mended site. */
  readonly left: readonly string[];
}

/** A browser that knows only the corpus, for many audits. */
export function launchForCorpus(world: CorpusWorld, browserPath: string): Promise<LaunchedBrowser> {
  return launchBrowser({ browserPath, browserArgs: browserArgs(world) });
}

function browserArgs({ standIn }: CorpusWorld): string[] {
  return [...CHROMIUM_FLAGS, ...standIn.chromiumFlags];
}

const MAIN_PHASES = ['no-choice', 'reject', 'accept', 'withdraw'] as const;
/** Everything of the corpus comes within a second; the longest wait is for what is missing. */
const SETTLE_MS = 2_500;
const BUDGET_MS = 120_000;

export function isDefect(visit: Visit | Defect): visit is Defect {
  return 'verdict' in visit;
}

/** @returns what was seen in place of the planted defect, null when it happened (or none is planted). */
export function controlOf(world: CorpusWorld, browser: Browser, visit: Visit | Defect): Promise<string | null> {
  if (!isDefect(visit)) return Promise.resolve(null);
  const newContext = (javaScriptEnabled: boolean) => browser.newContext({ javaScriptEnabled });
  return checkControl(world, newContext, visit.id, visit.control).catch((error: unknown) => String(error));
}

export function auditOnce(world: CorpusWorld, visit: Visit, settings: AuditSettings): Promise<AuditRun> {
  const { id, paths = ['/'], routes, audit = MAIN_PHASES, facts } = visit;
  const { config } = readSite(id);
  return runAudit(
    {
      urls: paths.map((path) => addressOf(id, path)),
      ...(!settings.allPhases && { phases: settings.quick ? quickPhases(visit) : audit }),
      ...(routes && { routes }),
      ...(facts && config && { facts: factsOf(config) }),
      repeats: settings.visits,
      parallel: 2,
      settleMs: SETTLE_MS,
      budgetMs: BUDGET_MS,
      language: 'ru',
      browserPath: settings.browserPath,
      browserArgs: browserArgs(world),
      resolveCname: (host) => Promise.resolve(CNAMES[host] ?? []),
    },
    undefined,
    settings.browser && { browser: settings.browser },
  );
}

export async function auditAndCompare(
  world: CorpusWorld,
  visit: Visit | Defect,
  settings: AuditSettings,
): Promise<{ readonly run: AuditRun; readonly compared: Compared; readonly fingerprint: string }> {
  const run = await auditOnce(world, visit, settings);
  return { run, compared: compare(run, isDefect(visit) ? visit : null), fingerprint: fingerprint(run) };
}

/** Applies what the finding suggests, audits again, and puts the site back as it was. */
export async function tryFix(
  world: CorpusWorld,
  defect: Defect,
  { finding }: Compared,
  settings: AuditSettings,
): Promise<FixOutcome> {
  const none: FixOutcome = { code: '', way: 'none', isCleared: false, left: [] };
  if (!finding) return none;
  const site = readSite(defect.id);
  try {
    const tag = await world.serve(site);
    const applied = applyFix(site, finding, defect.fix, tag, defect.byHand);
    if (!applied) return none;
    await world.serve(applied.site);
    // Where it showed, and whether what is mended still comes after consent.
    const after = await auditOnce(world, defect, { ...settings, quick: true });
    const left = after.judgement.findings.filter((one) => isSerious(one) && one.verdict !== 'inconclusive');
    return {
      code: applied.code,
      way: applied.way,
      // Under whatever name of the vendor the same thing still happens.
      isCleared: !left.some(({ verdict }) => verdict === finding.verdict),
      left: left.map(inShort),
    };
  } catch (error) {
    return { ...none, left: [error instanceof Error ? error.message : String(error)] };
  } finally {
    await world.serve(site);
  }
}

function quickPhases(visit: Visit | Defect): readonly PhaseKind[] {
  const own = isDefect(visit) ? visit.phases.map((phase) => phase.replace(/^only-.*/, 'only') as PhaseKind) : [];
  // Of a clean site, too, what happens before a choice.
  return [...new Set<PhaseKind>([...(isDefect(visit) ? own : ['no-choice' as const]), 'accept'])];
}

function factsOf(config: SiteConfig): SiteFacts {
  const { services, categories, rules, pass } = resolveConfig(config);
  return {
    source: 'config',
    site: { services, categories, rules, pass },
    endpointHost: '',
    keep: config.cookies?.keep ?? [],
    unlisted: config.unlisted ?? 'allow',
    gpc: config.gpc ?? 'record',
    googleConsentMode: config.signals?.googleConsentMode ?? 'basic',
  };
}
