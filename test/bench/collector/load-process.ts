/** Owns running the load in a process of its own, so that it takes nothing from the collector or from whoever measures. Leaves the load to record-load.ts. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endWithRun } from '../../support/end-with-run.ts';
import { type LoadOptions, type LoadResult, runLoad } from './record-load.ts';

export async function loadFromOutside(options: LoadOptions): Promise<LoadResult> {
  const child = fork(fileURLToPath(import.meta.url), { stdio: 'inherit', execArgv: [] });
  child.once(
    'exit',
    endWithRun(() => child.kill('SIGKILL')),
  );
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the load ended with ${String(code)} and no result`);
  });
  child.send(options);
  const [result] = (await Promise.race([once(child, 'message'), ended])) as [LoadResult];
  // It ends by itself now, after its answer.
  ended.catch(() => undefined);
  return result;
}

if (import.meta.main) {
  process.once('message', (options: LoadOptions) => {
    void runLoad(options).then((result) => process.send?.(result, () => process.exit(0)));
  });
}
