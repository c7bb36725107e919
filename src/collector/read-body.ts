/**
 * Owns reading a request body under a limit. The bytes are counted as they arrive: Content-Length is the sender's word
 * and absent from chunked requests, so it only serves to refuse early.
 */
export type BodyResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly code: 'too-large' | 'incomplete-body' };

export async function readBody(request: Request, maxBytes: number): Promise<BodyResult> {
  if (Number(request.headers.get('content-length')) > maxBytes) return { ok: false, code: 'too-large' };
  if (!request.body) return { ok: true, bytes: new Uint8Array() };
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.byteLength;
      if (length > maxBytes) {
        await reader.cancel();
        return { ok: false, code: 'too-large' };
      }
      chunks.push(value);
    }
  } catch {
    // The sender went away or the server's own timeout closed the socket.
    return { ok: false, code: 'incomplete-body' };
  }
  return { ok: true, bytes: Buffer.concat(chunks, length) };
}
