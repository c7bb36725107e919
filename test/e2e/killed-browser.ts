/**
 * Owns a browser with a profile on disk that a test kills as a crash or the power does, and starts again on what is left.
 * Leaves to others: what the pages are (story.ts).
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill } from 'node:process';
import { type BrowserContext, chromium, type LaunchOptions } from '@playwright/test';
import { Visitor } from './visitor.ts';

export class KilledBrowser {
  readonly #profile = mkdtempSync(join(tmpdir(), 'kelisim-profile-'));
  readonly #options: LaunchOptions;
  #context: BrowserContext | undefined;

  constructor(options: LaunchOptions) {
    this.#options = options;
  }

  async start(): Promise<Visitor> {
    this.#context = await chromium.launchPersistentContext(this.#profile, this.#options);
    return new Visitor(this.#context.pages()[0] ?? (await this.#context.newPage()));
  }

  /** SIGKILL to every process of this profile, at once: nothing is written that was not. */
  kill(): void {
    for (const pid of this.#processes()) {
      try {
        kill(pid, 'SIGKILL');
      } catch {
        // Gone with its parent.
      }
    }
    this.#context = undefined;
  }

  async close(): Promise<void> {
    await this.#context?.close();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** By the profile in their command line: no other browser has it. */
  #processes(): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((name) => {
        try {
          return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(this.#profile);
        } catch {
          return false;
        }
      })
      .map(Number);
  }
}
