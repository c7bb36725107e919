/**
 * Owns a run of `kelisim audit`: reads what it is asked, has the site visited, says what was found, writes the reports, sets the exit code.
 * Leaves to others: options (read-visits.ts, audit-flags.ts), exit codes (exit-code.ts), visiting and judging (audit/driver), words
 * (print-summary.ts, audit/report).
 */
import { join } from 'node:path';
import type { AuditRun } from '../../audit/audit-run.ts';
import { type Baseline, compareFindings } from '../../audit/report/compare-findings.ts';
import { renderJson } from '../../audit/report/render-json.ts';
import type { Finding } from '../../audit/verdict.ts';
import { type AuditFlags, type AuditWishes, readWishes } from './audit-flags.ts';
import { beStrict } from './be-strict.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { type LoadDriver, loadDriver } from './load-driver.ts';
import { auditSummary } from './print-summary.ts';
import { readBaseline } from './read-baseline.ts';
import { readFacts } from './read-facts.ts';
import { readVisits } from './read-visits.ts';
import { showProgress } from './show-progress.ts';
import { refusedFolder, SCREENSHOTS, writeReports } from './write-reports.ts';

/** Where there is no terminal to ask: a build server's log. */
const LINE_WIDTH = 110;

export async function runAuditCommand(
  urls: readonly string[],
  flags: AuditFlags,
  load: LoadDriver = loadDriver,
): Promise<void> {
  const visits = readVisits(urls, flags);
  const read = readWishes(flags);
  const config = flags.config === undefined ? null : readFacts(flags.config);
  const earlier = flags.baseline === undefined ? null : readBaseline(flags.baseline);
  const refusals = [visits, read, config, earlier].flatMap((item) => (item && 'refusals' in item ? item.refusals : []));
  if (
    'refusals' in visits ||
    'refusals' in read ||
    (config && 'refusals' in config) ||
    (earlier && 'refusals' in earlier)
  )
    return fail(refusals, EXIT.usage);
  // Made only when all else is right: a slip of the pen leaves no empty folder.
  const refusal = flags.out === undefined ? null : refusedFolder(flags.out);
  if (refusal !== null) return fail([refusal], EXIT.usage);
  const driver = await load();
  if ('refusal' in driver) return fail([driver.refusal], EXIT.usage);
  const progress = showProgress();
  let audit: AuditRun;
  try {
    audit = await driver.runAudit(
      {
        ...visits.options,
        ...(read.wishes.phases && { phases: read.wishes.phases }),
        ...(config && { facts: config.facts }),
        ...(flags.out !== undefined && { screenshotsDir: join(flags.out, SCREENSHOTS) }),
      },
      progress.tell,
    );
  } catch (error) {
    if (!(error instanceof driver.CannotObserve)) throw error;
    return fail([error.message], EXIT.nothingSeen);
  } finally {
    progress.end();
  }
  report(flags.strict ? beStrict(audit) : audit, flags, read.wishes, earlier?.baseline ?? null);
}

function report(run: AuditRun, flags: AuditFlags, wishes: AuditWishes, earlier: Baseline | null): void {
  const { failOn, formats, phases } = wishes;
  const { language } = run;
  const raw = flags.raw === true;
  const onlyNew = flags.failOnNew === true;
  const comparison = earlier && compareFindings(run.judgement.findings, earlier);
  const counted: readonly Finding[] = onlyNew && comparison ? comparison.added : run.judgement.findings;
  const compared = comparison ? { comparison } : {};
  if (flags.json) print(renderJson(run, { raw }));
  else print(auditSummary(run, { language, raw, width: process.stdout.columns ?? LINE_WIDTH, ...compared }));
  if (flags.out !== undefined) {
    const files = writeReports(run, flags.out, { formats, language, failOn, onlyNew, raw, ...compared });
    process.stderr.write(`${flags.out}: ${files.join(', ')}\n`);
  }
  process.exitCode = exitCodeOf(run, { failOn, counted, ...(phases && { phases }) });
}

function print(text: string): void {
  process.stdout.write(text);
}

function fail(sentences: readonly string[], code: number): void {
  process.stderr.write(`${sentences.join('\n')}\n`);
  process.exitCode = code;
}
