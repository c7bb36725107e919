/**
 * Owns running one of our commands, or a package's, with this Node: what it prints is shown, and it ends when we are ended. Leaves to others:
 * which commands (run-tests.ts, run-browser-tests.ts, run-faults.ts).
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { endWithRun } from '../test/support/end-with-run.ts';

/** @param more variables beside those of this process. @returns the exit code, 1 for a signal. */
export function runNode(args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(execPath, args, {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, ...more },
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const forget = endWithRun(() => child.kill('SIGTERM'));
  child.once('error', reject);
  child.once('close', (code) => {
    forget();
    resolve(code ?? 1);
  });
  return promise;
}
