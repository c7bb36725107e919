/**
 * Owns checking that the notice file of this build is there and is what records say: its SHA-256 is the hash they carry. A file that was changed
 * or not uploaded means that nobody can show later which words a visitor saw.
 */

/** `none`: the generic file, whose records name no notice. `unknown`: this page cannot hash (plain http), or the file did not come. */
export type NoticeCheck = 'same' | 'differs' | 'missing' | 'none' | 'unknown';

const TIMEOUT_MS = 10_000;

/** @param base where the client's files lie; the notices are beside that folder. */
export async function checkNotice(hash: string | undefined, base: string): Promise<NoticeCheck> {
  if (!hash) return 'none';
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(new URL(`../notices/${hash}.json`, base), { credentials: 'omit', signal });
    if (!answer.ok) return 'missing';
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await answer.arrayBuffer()));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('') === hash ? 'same' : 'differs';
  } catch {
    return 'unknown';
  }
}
