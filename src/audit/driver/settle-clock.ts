/**
 * Owns when a page counts as quiet: nothing under way and nothing begun for a while. Answers that take very long (long polls, streams,
 * films) do not keep a page from being quiet. Pure: the caller says what time it is.
 */
export const QUIET_MS = 500;
/** A request that is open for longer is one of those that stay open. */
const LONG_MS = 4_000;

export class SettleClock {
  readonly #open = new Map<string, number>();
  #lastMs: number;

  constructor(nowMs: number) {
    this.#lastMs = nowMs;
  }

  begun(id: string, nowMs: number): void {
    this.#open.set(id, nowMs);
    this.#lastMs = nowMs;
  }

  over(id: string, nowMs: number): void {
    if (this.#open.delete(id)) this.#lastMs = nowMs;
  }

  /** Another page came: what the one before waited for is over. */
  leftPage(id: string): void {
    const since = this.#open.get(id);
    if (since === undefined) return;
    for (const [other, begun] of this.#open) if (begun < since) this.#open.delete(other);
  }

  /** Something was done in the page: what follows may take a moment to begin. */
  touched(nowMs: number): void {
    this.#lastMs = Math.max(this.#lastMs, nowMs);
  }

  isQuiet(nowMs: number): boolean {
    if (nowMs - this.#lastMs < QUIET_MS) return false;
    for (const since of this.#open.values()) if (nowMs - since < LONG_MS) return false;
    return true;
  }
}
