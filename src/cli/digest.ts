/** Owns hashes, by the one interface that Node and browsers both have: the config builder makes a site's files in the page. */

async function digest(algorithm: 'SHA-256' | 'SHA-384', data: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  return new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
}

export async function sha256(data: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return [...(await digest('SHA-256', data))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Subresource integrity value (W3C SRI §3.1). */
export async function integrity(data: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return `sha384-${btoa(String.fromCharCode(...(await digest('SHA-384', data))))}`;
}
