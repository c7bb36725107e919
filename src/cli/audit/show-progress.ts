/**
 * Owns how the audit shows that it goes on: a bar on a terminal, one plain line per visit elsewhere (CI). Always on the standard error:
 * what stands on the standard output can be read by a program. Leaves to others: counting (the driver).
 */
import { SingleBar } from 'cli-progress';
import type { AuditProgress } from '../../audit/audit-options.ts';

export interface Progress {
  readonly tell: (progress: AuditProgress) => void;
  /** Gives the line back, whatever became of the audit. */
  readonly end: () => void;
}

type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

export function showProgress(output: Output = process.stderr): Progress {
  return output.isTTY ? bar(output) : lines(output);
}

function bar(stream: Output): Progress {
  const line = new SingleBar({
    stream,
    format: '{bar} {value}/{total} {what}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: true,
  });
  return {
    tell(progress) {
      if (progress.kind === 'planned') line.start(progress.visits, 0, { what: '' });
      // A skipped phase is told in the report: a line between would tear the bar apart.
      else if (progress.kind === 'visited') line.increment(1, { what: `${progress.phase} ${progress.url}` });
    },
    end: () => line.stop(),
  };
}

function lines(output: Output): Progress {
  let planned = 0;
  let made = 0;
  return {
    tell(progress) {
      if (progress.kind === 'planned') planned = progress.visits;
      else if (progress.kind === 'visited')
        output.write(`${++made}/${planned} ${progress.phase} (${progress.repeat}) ${progress.url}\n`);
      else output.write(`skipped ${progress.phase}: ${progress.why}\n`);
    },
    end: () => undefined,
  };
}
