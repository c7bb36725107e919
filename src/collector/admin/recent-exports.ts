/** Owns the manifests of the latest exports, in memory: small, no record in them. */
import type { ExportManifest } from '../evidence/export-rows.ts';

const KEPT = 100;

/** The form for auditors' tools (iso27560) is the command line's: `kelisim collector export`. */
export const ADMIN_FORMATS = ['jsonl', 'csv'] as const;
export type AdminFormat = (typeof ADMIN_FORMATS)[number];

export interface ExportState {
  readonly format: AdminFormat;
  readonly exportedAt: string;
  /** Null while it runs. */
  readonly manifest: ExportManifest | 'broken-off' | null;
}

export class RecentExports {
  readonly #states = new Map<string, ExportState>();

  set(id: string, state: ExportState): void {
    const oldest = this.#states.keys().next();
    if (this.#states.size >= KEPT && !this.#states.has(id) && !oldest.done) this.#states.delete(oldest.value);
    this.#states.set(id, state);
  }

  get(id: string): ExportState | undefined {
    return this.#states.get(id);
  }

  /** Newest first. */
  list(): (readonly [id: string, state: ExportState])[] {
    return [...this.#states].reverse();
  }
}
