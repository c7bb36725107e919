/**
 * Owns a run of `kelisim discover`: the two phases it needs, where the proposal goes, the exit code.
 * Without --out the config alone stands on the standard output, so that it can be redirected; words for the reader go to the other one.
 * Leaves to others: visiting (audit/driver), the proposal (audit/discover), its words (print-proposal.ts).
 */
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AuditRun } from '../../audit/audit-run.ts';
import { compareConfig } from '../../audit/discover/compare-config.ts';
import { proposeConfig } from '../../audit/discover/propose-config.ts';
import type { SiteConfig } from '../../core/config.ts';
import { disclosures } from '../../vendors/generated/disclosures-en.ts';
import type { DiscoverFlags } from './discover-command.ts';
import { EXIT, openQuestions } from './exit-code.ts';
import { type LoadDriver, loadDriver } from './load-driver.ts';
import { comparisonText, proposalText } from './print-proposal.ts';
import { readFacts } from './read-facts.ts';
import { domainOf, readVisits } from './read-visits.ts';
import { showProgress } from './show-progress.ts';

export async function runDiscover(
  urls: readonly string[],
  flags: DiscoverFlags,
  load: LoadDriver = loadDriver,
): Promise<void> {
  const visits = readVisits(urls, { repeats: '1', ...flags });
  const read = flags.config === undefined ? null : readFacts(flags.config);
  const refusals = [visits, read].flatMap((item) => (item && 'refusals' in item ? item.refusals : []));
  if (flags.out !== undefined && existsSync(resolve(flags.out)) && !flags.force)
    refusals.push(`--out ${flags.out}: is there already; give another name, or add --force.`);
  if (flags.force && flags.out === undefined) refusals.push('--force overwrites the file of --out; add --out.');
  if (refusals.length || 'refusals' in visits || (read && 'refusals' in read)) return fail(refusals, EXIT.usage);
  const driver = await load();
  if ('refusal' in driver) return fail([driver.refusal], EXIT.usage);
  const progress = showProgress();
  let audit: AuditRun;
  try {
    const facts = read && { facts: read.facts };
    audit = await driver.runAudit({ ...visits.options, phases: ['no-choice', 'accept'], ...facts }, progress.tell);
  } catch (error) {
    if (!(error instanceof driver.CannotObserve)) throw error;
    return fail([error.message], EXIT.nothingSeen);
  } finally {
    progress.end();
  }
  tell(audit, read?.config ?? null, flags);
}

function tell(audit: AuditRun, config: SiteConfig | null, { config: file = '', out, json }: DiscoverFlags): void {
  const proposal = proposeConfig({
    observations: audit.observations,
    domainOf,
    disclosures: disclosures.vendors,
    facts: audit.facts,
  });
  const comparison = config && compareConfig(config, proposal, disclosures.vendors);
  // Where no notice was found nothing waits for one: what is there has come already.
  const hasNotice = !audit.skipped.some(({ phase, why }) => phase === 'accept' && why === 'no-banner');
  const open = openQuestions(audit, hasNotice ? ['no-choice', 'accept'] : []);
  const result = `${JSON.stringify(comparison?.completed ?? proposal.config, null, 2)}\n`;
  const words = [
    comparison ? comparisonText(file, comparison) : proposalText(proposal, out ?? 'the proposal'),
    ...(hasNotice ? [] : ['No notice was found on the page. If there is one, name its button with --accept.\n']),
    ...open.map((phase) => `Not everything could be seen: ${phase}. What a vendor does there may be missing here.\n`),
  ].join('');
  if (out !== undefined) writeFileSync(resolve(out), result);
  if (json) print(`${JSON.stringify({ ...proposal, ...(comparison && { comparison }), open }, null, 2)}\n`);
  else if (out !== undefined || comparison) print(words);
  else {
    process.stderr.write(words);
    print(result);
  }
  process.exitCode = comparison?.differences.length ? EXIT.findings : open.length ? EXIT.inconclusive : EXIT.clean;
}

function print(text: string): void {
  process.stdout.write(text);
}

function fail(sentences: readonly string[], code: number): void {
  process.stderr.write(`${sentences.join('\n')}\n`);
  process.exitCode = code;
}
