/**
 * Owns the options of `kelisim audit` and what its help says. Leaves to others: running it (run-audit-command.ts, loaded only then: the other
 * commands need not wait for the catalogue's texts in three languages), docs/audit.md, which a test compares with these options.
 */
import { Command } from 'commander';
import type { AuditFlags } from './audit-flags.ts';
import { usageExit } from './usage-exit.ts';
import { addVisitFlags } from './visit-flags.ts';

export function auditCommand(): Command {
  const command = new Command('audit')
    .description(
      'visit a site with a real browser and say which pixels were held, released, leaked or missing, and why',
    )
    .argument('<url...>', 'pages of the site; the choice is made on the first one')
    .option(
      '--config <file>',
      'the site.json; without it the Kelisim in the page is asked, or the catalogue is the measure',
    )
    .option('--phases <list>', 'no-choice, reject, accept, only, withdraw, gpc, head-missing …; or main, or all')
    .option('--out <folder>', 'write report.html, report.json, junit.xml, summary.md and screenshots there')
    .option('--format <list>', 'only some of these files: html, json, junit, markdown')
    .option('--baseline <file>', 'an earlier report.json: say what is new, known and fixed')
    .option('--fail-on <severity>', 'error, warning, note or never (default: error)')
    .option('--fail-on-new', 'only what the baseline does not have makes it fail')
    .option('--strict', 'a host that neither catalogue nor config knows is an error')
    .option('--raw', 'keep addresses and values whole in the reports: they may hold personal data')
    .option('--json', 'print report.json instead of the summary');
  return usageExit(addVisitFlags(command))
    .addHelpText(
      'after',
      '\nExit codes: 0 clean; 1 findings at or above --fail-on; 2 something could not be learnt for certain; 3 wrong options or config; 4 nothing could be observed. 3 and 4 come first, then 1 before 2.',
    )
    .action(async (urls: string[], flags: AuditFlags) => {
      const { runAuditCommand } = await import('./run-audit-command.ts');
      await runAuditCommand(urls, flags);
    });
}
