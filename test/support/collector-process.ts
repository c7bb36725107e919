/**
 * Owns a collector as a process of its own, as it runs on a server: started on any database, killed by its own handle, its memory read.
 * Leaves to others: the load (test/bench/collector), what is looked up in the database.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { endWithRun } from './end-with-run.ts';

const CHILD = fileURLToPath(new URL('../unit/collector/collector-child.ts', import.meta.url));
/** Requests a second for the one origin that the load names: the limit is not what is measured. */
const RATE = '1000000';

export const LOAD_ORIGIN = 'https://site.example';

export interface CollectorProcessOptions {
  /** Put before the command, as a shell that sets a limit. */
  readonly wrapper?: readonly string[];
  /** The built program instead of the sources: what is installed. */
  readonly program?: readonly string[];
}

export class CollectorProcess {
  readonly url: string;
  /** From starting the process to the line that says it listens. */
  readonly startMs: number;
  /** All it prints to stderr, when it has ended. */
  readonly errors: Promise<string>;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  private constructor(child: ChildProcess, url: string, startMs: number, errors: Promise<string>) {
    this.#child = child;
    this.url = url;
    this.startMs = startMs;
    this.errors = errors;
    this.#exited = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
  }

  static async start(database: string, options: CollectorProcessOptions = {}): Promise<CollectorProcess> {
    const { wrapper = [], program = [CHILD] } = options;
    const flags = ['--db', database, '--port', '0', '--origin', LOAD_ORIGIN, '--rate', RATE];
    const [command = '', ...rest] = [...wrapper, process.execPath, ...program, ...flags];
    const startedAt = performance.now();
    const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.once(
      'exit',
      endWithRun(() => child.kill('SIGKILL')),
    );
    const errors = text(child.stderr);
    const first = await Promise.race([
      once(createInterface(child.stdout), 'line').then(([line]) => String(line)),
      once(child, 'exit').then(() => ''),
    ]);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(first)?.[0];
    if (!url) throw new Error(`the collector did not start: ${await errors}`);
    return new CollectorProcess(child, url, performance.now() - startedAt, errors);
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resident memory now, MB; Linux only. `own` is without the pages of files (Node's own program) that processes share. */
  memory(): { readonly all: number; readonly own: number } {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
    return { all: of('VmRSS'), own: of('RssAnon') };
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    this.#child.kill(signal);
    await this.#exited;
  }
}
