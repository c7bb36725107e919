/**
 * Owns who is logged in to the admin pages: a random id in a cookie stands for a token, in memory, for eight hours. A restart logs everybody out.
 * Leaves to others: the cookie and what the token may do (access.ts).
 */
import { randomBytes } from 'node:crypto';
import { sha256 } from '../canonicalise.ts';
import type { AdminToken } from '../storage/storage.ts';

export const SESSION_SECONDS = 8 * 3600;
/** More people than any operator has. The oldest makes room. */
const SESSIONS_MAX = 200;

interface Session {
  /** Hash of the token: a token made anew under an old name is another one. */
  readonly tokenHash: string;
  readonly endsAtMs: number;
}

export class Sessions {
  /** By the hash of the id: comparing what was sent with what is kept tells nothing by its time. */
  readonly #sessions = new Map<string, Session>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns the id for the cookie. */
  open(token: AdminToken): string {
    const oldest = this.#sessions.keys().next();
    if (this.#sessions.size >= SESSIONS_MAX && !oldest.done) this.#sessions.delete(oldest.value);
    const id = randomBytes(32).toString('base64url');
    this.#sessions.set(sha256(id), { tokenHash: token.hash, endsAtMs: this.#now() + SESSION_SECONDS * 1000 });
    return id;
  }

  /** The token this session stands for; null when it is over, or when the token was taken away meanwhile. */
  find(id: string, tokens: readonly AdminToken[]): AdminToken | null {
    const session = this.#sessions.get(sha256(id));
    if (!session || session.endsAtMs <= this.#now()) return null;
    return tokens.find(({ hash }) => hash === session.tokenHash) ?? null;
  }

  close(id: string): void {
    this.#sessions.delete(sha256(id));
  }
}
