/**
 * Owns running DuckDuckGo's autoconsent on a page as its own runner does: the package's content script as it is shipped, all its rules and
 * ours, its message protocol (docs/api.md there). Leaves to others: what the page and the server saw of it (autoconsent.spec.ts).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, type Frame, type Page } from '@playwright/test';

const PACKAGE = dirname(dirname(createRequire(import.meta.url).resolve('@duckduckgo/autoconsent')));
const CONTENT_SCRIPT = readFileSync(join(PACKAGE, 'dist/autoconsent.playwright.js'), 'utf8');
const { autoconsent: ITS_RULES } = JSON.parse(readFileSync(join(PACKAGE, 'rules/rules.json'), 'utf8')) as {
  autoconsent: readonly object[];
};

export const OUR_RULE = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../integrations/autoconsent/kelisim.json'), 'utf8'),
) as { readonly name: string };

/** It looks every half second, this many times. */
const DETECT_RETRIES = 20;

interface Message {
  readonly type: string;
  readonly cmp?: string;
  readonly result?: boolean;
  readonly id?: string;
  readonly code?: string;
  readonly scheduleSelfTest?: boolean;
}

export interface AutoconsentOptions {
  readonly action: 'optIn' | 'optOut';
  /** Hides the banner until it is done, as its extension does. */
  readonly prehide?: boolean;
  /** Default: its own and ours. */
  readonly rules?: readonly object[];
}

export class Autoconsent {
  static readonly itsRules = ITS_RULES;
  readonly #messages: Message[] = [];

  /** To be called before the page is opened. */
  static async on(page: Page, { action, prehide = false, rules = [...ITS_RULES, OUR_RULE] }: AutoconsentOptions) {
    const run = new Autoconsent();
    const config = {
      enabled: true,
      autoAction: action,
      disabledCmps: [],
      enablePrehide: prehide,
      detectRetries: DETECT_RETRIES,
      enableCosmeticRules: true,
    };
    await page.exposeBinding('autoconsentSendMessage', ({ frame }: { frame: Frame }, message: Message) => {
      run.#messages.push(message);
      // A frame that is gone has nobody to answer.
      void run.#answer(frame, message, { config, rules: { autoconsent: rules } }).catch(() => undefined);
    });
    await page.addInitScript({ content: CONTENT_SCRIPT });
    return run;
  }

  async #answer(frame: Frame, message: Message, setting: object): Promise<void> {
    const tell = (answer: object) => frame.evaluate(`autoconsentReceiveMessage(${JSON.stringify(answer)})`);
    if (message.type === 'init') await tell({ type: 'initResp', ...setting });
    else if (message.type === 'eval')
      await tell({ type: 'evalResp', id: message.id, result: await frame.evaluate(message.code ?? '') });
    else if (message.type === 'autoconsentDone' && this.#of('optOutResult').some((item) => item.scheduleSelfTest))
      await tell({ type: 'selfTest' });
  }

  /** Asks for the rule's own test of a refusal; it comes by itself after one. */
  async selfTest(page: Page): Promise<void> {
    await page.evaluate(`autoconsentReceiveMessage({ type: 'selfTest' })`);
  }

  #of(type: string): Message[] {
    return this.#messages.filter((message) => message.type === type);
  }

  /** What its messages of a kind said: `kelisim`, `kelisim true`. */
  said(type: string): string[] {
    return this.#of(type).map(({ cmp, result }) => `${cmp}${result === undefined ? '' : ` ${result}`}`);
  }

  get errors(): Message[] {
    return this.#of('autoconsentError');
  }

  async says(type: string, words: readonly string[]): Promise<void> {
    await expect.poll(() => this.said(type), { message: type, timeout: 15_000 }).toEqual(words);
  }
}
