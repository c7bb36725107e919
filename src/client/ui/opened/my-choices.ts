/**
 * Owns the state of "My choices": the records of this device, kept up to date while they are shown, and what became of a withdrawal.
 * Leaves to others: where records come from (outbox/record-log.ts), drawing (render-choices.ts), withdrawing itself (the head).
 */
import type { KelisimApi } from '../../../core/api.ts';
import { RETURNED_EVENT } from '../../../core/returner.ts';
import type { LoggedRecord, RecordLog } from '../../outbox/record-log.ts';

/** Opens the log; undefined when there is none to open. */
export type OpenRecordLog = () => Promise<Pick<RecordLog, 'list' | 'onChange'> | undefined>;

export class MyChoices {
  /** Undefined: not loaded yet; null: could not be loaded. */
  records: readonly LoggedRecord[] | null | undefined;
  withdrawn = false;
  readonly #open: OpenRecordLog;
  readonly #changed: () => void;
  #listening: AbortController | undefined;

  constructor(open: OpenRecordLog, changed: () => void) {
    this.#open = open;
    this.#changed = changed;
  }

  /** Listens until `stop`; once, however often it is called. */
  start(): void {
    if (this.#listening) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    void this.#follow(signal);
    document.addEventListener(RETURNED_EVENT, this.#changed, { signal });
  }

  stop(): void {
    this.#listening?.abort();
    this.#listening = undefined;
    this.records = undefined;
    this.withdrawn = false;
  }

  withdraw(api: KelisimApi, event: Event): void {
    this.withdrawn = api.withdraw({ surface: 'settings', event });
  }

  async #follow(signal: AbortSignal): Promise<void> {
    try {
      const log = await this.#open();
      const read = async () => {
        const records = log ? await log.list() : [];
        if (signal.aborted) return;
        this.records = records;
        this.#changed();
      };
      await read();
      if (!log || signal.aborted) return;
      const again = () => void read().catch(() => undefined);
      const off = log.onChange(again);
      signal.addEventListener('abort', off);
      // Another tab may have delivered or chosen meanwhile.
      document.addEventListener('visibilitychange', again, { signal });
    } catch {
      if (signal.aborted) return;
      this.records ??= null;
      this.#changed();
    }
  }
}
