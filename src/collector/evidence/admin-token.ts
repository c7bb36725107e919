/** Owns admin tokens: making one, recognising one. The database has only its hash; the token itself is shown once, when it is made. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256 } from '../canonicalise.ts';
import type { AdminToken, TokenScope } from '../storage/storage.ts';

export const TOKEN_SCOPES = ['read', 'export', 'erase'] as const satisfies readonly TokenScope[];
const TOKEN_BYTES = 32;
/** So that a secret scanner, or a person, sees what it is. */
const PREFIX = 'kelisim_';

export function makeToken(name: string, scopes: readonly TokenScope[], createdAt: string) {
  const secret = PREFIX + randomBytes(TOKEN_BYTES).toString('base64url');
  const token: AdminToken = { name, hash: sha256(secret), scopes, createdAt };
  return { secret, token };
}

/** The token that this secret belongs to. Every hash is compared, in constant time. */
export function recogniseToken(secret: string, tokens: readonly AdminToken[]): AdminToken | null {
  const given = Buffer.from(sha256(secret), 'hex');
  let found: AdminToken | null = null;
  for (const token of tokens) if (timingSafeEqual(given, Buffer.from(token.hash, 'hex'))) found = token;
  return found;
}
