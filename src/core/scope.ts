/**
 * Owns the scope: six hex digits that say what a choice was about (policy edition, services, purposes, term).
 * When they change, the stored choice no longer counts and the visitor is asked again (R21).
 * Not a cryptographic hash: the head computes it synchronously, and nobody gains from a collision with their own config.
 */

/** What a scope is made of. */
export interface ScopeParts {
  readonly edition: string;
  /** `id:category` of every service and `id` of every own category, in config order; `term:days` when it is not the default. */
  readonly purposes: readonly string[];
}

/** 24 bits of FNV-1a over the parts, as six lower-case hex digits. */
export function scopeOf(parts: ScopeParts): string {
  const text = parts.edition + '\n' + parts.purposes.slice().sort().join('\n');
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return ((hash >>> 8) + 0x1000000).toString(16).slice(1);
}
