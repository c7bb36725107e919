/** Owns random identifiers: record ids and the subject. No fingerprint, nothing derived from the visitor. */

function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

/** UUIDv7 (RFC 9562 §5.7): 48 bits of time in milliseconds, then random. */
export function uuidV7(timeMs: number): string {
  const bytes = random(16);
  let rest = timeMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** 128 random bits, base64url, 22 characters. */
export function randomSubject(): string {
  return btoa(String.fromCharCode.apply(null, Array.from(random(16))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .slice(0, 22);
}
