/**
 * Owns the shape of what the panel saw beside the gate's ledger: what the browser reports of requests, policies and cookies, and what page code
 * tried. Addresses are whole here, as the verdicts need them; nothing leaves the page before redact-address.ts has cut them.
 */

export interface WireEntry {
  /** Wall clock, milliseconds since 1970. */
  readonly timeMs: number;
  /** As Resource Timing calls what asked (`script`, `img`, `fetch` …), a call of ours (`beacon`, `socket` …), `cookie` or `policy`. */
  readonly kind: string;
  /** Whole address; of a cookie its name. */
  readonly url: string;
  /**
   * `sent`: the browser reports it as fetched. `tried`: page code called; whether it left, the ledger knows. `refused`: the browser's policy
   * stopped it. `failed`: a script that did not come. `stored`: a cookie is there that was not.
   */
  readonly what: 'sent' | 'tried' | 'refused' | 'failed' | 'stored';
}
