/**
 * Owns posting notice texts that the collector lacks: the file that `kelisim build` put beside the head file, under the hash that records
 * carry, so that every record can be shown with its exact words. A chunk of its own: it is needed once per notice, not per visitor.
 * Leaves to others: who lacks what (the acknowledgement), checking and keeping (collector/notices-route.ts).
 */
import type { NoticeUpload } from '../../core/wire.ts';

const TIMEOUT_MS = 20_000;
/** As many bytes as the collector takes. */
const MAX_CHARACTERS = 512 * 1024;

/** Tried on this page, whatever came of it: an old build's file may be gone, and the next visitor may have it. */
const tried = new Set<string>();

export interface NoticeWay {
  /** Where the client's files lie, ends with `/`; the notices are beside that folder (cli/compose-site.ts). */
  readonly base: string;
  readonly endpoint: string;
  readonly site: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function hashOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function sendNotice(hash: string, { base, endpoint, site, headers }: NoticeWay): Promise<void> {
  const file = await fetch(new URL(`../notices/${hash}.json`, base), {
    credentials: 'omit',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = file.ok ? await file.text() : '';
  // A site that answers every address with a page of its own would have that page posted, perhaps with its visitor's name in it.
  if (!text || text.length > MAX_CHARACTERS || (await hashOf(text)) !== hash) return;
  const answer = await fetch(`${endpoint.replace(/\/+$/, '')}/v1/sites/${encodeURIComponent(site)}/notices`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
    body: JSON.stringify({ v: 1, hash, text } satisfies NoticeUpload),
    credentials: 'omit',
    referrerPolicy: 'origin',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await answer.text();
}

/** Never rejects: without the text the record is as well stored as before, and the next sender is asked. */
export async function sendNotices(hashes: readonly string[], way: NoticeWay): Promise<void> {
  for (const hash of hashes) {
    if (tried.has(hash)) continue;
    tried.add(hash);
    await sendNotice(hash, way).catch(() => undefined);
  }
}
