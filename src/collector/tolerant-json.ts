/** Owns reading JSON of unknown shape without a complaint: what is not of the kind that is asked for counts as empty. */

export type Members = Readonly<Record<string, unknown>>;

export function members(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

export function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
