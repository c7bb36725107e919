/**
 * Owns the ids of findings: the same defect has the same id in every run, so that a baseline can know it again. No time, no repeat, no phase and
 * no query goes in. Not a cryptographic hash: it has to be synchronous, and nobody gains from a collision with their own site.
 */

/** FNV-1a from a seed, as eight hex digits. */
function hashOf(text: string, seed: number): string {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** @returns 12 hex digits. */
export function findingId(parts: readonly string[]): string {
  const text = parts.join('\n');
  return (hashOf(text, 0x811c9dc5) + hashOf(`${text}\n`, 0x9747b28c)).slice(0, 12);
}

/** An element by what it is and holds, the same on every page that has it: without queries, nonces and numbers, which change by themselves. */
export function stableSnippet(tag: string, text: string): string {
  const plain = tag.replace(/\snonce\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*)/i, '').replace(/[?][^"'\s>]*/g, '');
  return `${plain}${text.replace(/\d+/g, '#')}`;
}

/** An address as it is the same tomorrow: path alone, because a test site's port changes, with names by content taken out. */
export function stablePath(address: string): string {
  const url = URL.parse(address);
  return url ? url.pathname.replace(/[0-9a-f]{8,}/gi, '#') : address.replace(/[?#].*/s, '');
}
