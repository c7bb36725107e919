/** Owns a page with held embeds for the tests of placeholders: elements as the head leaves them, over an API that remembers what was asked of it. */
import type { DecidedBy } from '../../../src/core/api.ts';
import type { Choice } from '../../../src/core/choice.ts';
import type { Language } from '../../../src/core/language.ts';
import type { LedgerEntry } from '../../../src/core/ledger-entry.ts';
import { PlaceholderHarness } from '../../../src/client/ui/kelisim-placeholder/harness.ts';
import { showPlaceholders } from '../../../src/client/ui/show-placeholders.ts';
import { packRules } from '../../../src/vendors/matcher.ts';
import { type FakeApi, fakeApi } from './fake-api.ts';
import { SITE } from './fake-site.ts';
import { until } from './until.ts';

type Options = NonNullable<Parameters<typeof fakeApi>[0]> & { readonly fenced?: boolean };

export interface Recorded {
  readonly decided: Choice;
  readonly action: string;
  readonly by: DecidedBy;
}

/** A little head: what is held stands on the elements, and writing an address that is open lets it go. */
export class HeldPage {
  readonly api: FakeApi;
  readonly recorded: Recorded[] = [];
  readonly #area = document.createElement('main');
  readonly #embeds: HTMLElement[] = [];
  readonly #listeners = new Map<string, ((detail: never) => void)[]>();
  #granted: ReadonlySet<string> = new Set();
  opened = 0;

  constructor(options: Options = {}) {
    this.api = fakeApi(options);
    const on = this.api.on.bind(this.api);
    const once: Record<string, boolean> = {};
    Object.assign(this.api, {
      ledger: () => [],
      has: (id: string) => this.#granted.has(id) || once[id] === true,
      open: () => this.opened++,
      on: (name: 'language', listener: (detail: never) => void) => {
        if (name === 'language') return on(name, listener as (language: Language) => void);
        this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
        return () => undefined;
      },
    });
    Object.assign(this.api.inner, {
      base: new URL('/', location.href).href,
      siteModule: 'test/browser/ui/served-site.ts',
      rules: { chat: packRules('chat.example.de'), pixel: packRules('pixel.example.com') },
      config: SITE.config,
      embeds: this.#embeds,
      once,
      refresh: () => undefined,
      record: (decided: Choice, action: string, by: DecidedBy, act: (text: string) => void) => {
        this.recorded.push({ decided, action, by });
        act('');
      },
      ...(options.fenced && { fence: { v: 1, choice: '', closed: true, blocked: [] } }),
    });
    document.body.append(this.#area);
  }

  /** Adds markup; whatever carries a kept address, or is a container, counts as held. */
  async add(html: string): Promise<void> {
    // The markup is this test's own.
    this.#area.append(document.createRange().createContextualFragment(html));
    this.#embeds.push(
      ...this.#area.querySelectorAll<HTMLElement>(
        ':is(iframe,video,object)[data-kelisim-src],object[data-kelisim-data],[data-kelisim-placeholder],video:has(source)',
      ),
    );
    await showPlaceholders(this.api);
  }

  get area(): HTMLElement {
    return this.#area;
  }

  one<E extends HTMLElement = HTMLElement>(selector: string): E {
    return this.#area.querySelector<E>(selector)!;
  }

  /** A choice elsewhere: these are open now, and the head has let go what is theirs. */
  grant(...ids: string[]): void {
    this.#granted = new Set(ids);
    for (const listener of this.#listeners.get('choice') ?? []) listener({} as never);
  }

  /** The head let an element go. */
  release(element: HTMLElement): void {
    element.removeAttribute('data-kelisim-src');
    for (const listener of this.#listeners.get('ledger') ?? [])
      listener({ verdict: 'released' } as LedgerEntry as never);
  }

  async placeholder(): Promise<PlaceholderHarness> {
    await until(() => PlaceholderHarness.all().length === 1);
    const found = PlaceholderHarness.find();
    await found.settled();
    return found;
  }

  end(): void {
    this.#area.remove();
  }
}

export const FRAME = 'data-kelisim="chat" data-kelisim-src="https://chat.example.de/box"';
