/**
 * Owns reading a request body under a limit. The bytes are counted as they arrive: Content-Length is the sender's word
 * and absent from chunked requests, so it only serves to refuse early. On Node they are read from the connection itself: a web stream around it costs
 * more than all that is done with the body.
 */
import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

export type BodyResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly code: 'too-large' | 'incomplete-body' };

const TOO_LARGE = { ok: false, code: 'too-large' } as const;
/** The sender went away or the server's own timeout closed the socket. */
const INCOMPLETE = { ok: false, code: 'incomplete-body' } as const;

export async function readBody(c: Context, maxBytes: number): Promise<BodyResult> {
  if (Number(c.req.header('Content-Length')) > maxBytes) return TOO_LARGE;
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  // An HTTP/2 request, which this server does not speak, would not have this shape.
  return incoming ? readIncoming(incoming as IncomingMessage, maxBytes) : readStream(c.req.raw, maxBytes);
}

function readIncoming(incoming: IncomingMessage, maxBytes: number): Promise<BodyResult> {
  const { promise, resolve } = Promise.withResolvers<BodyResult>();
  const chunks: Buffer[] = [];
  let length = 0;
  incoming
    .on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else {
        // What is still to come is thrown away by the server when the answer is out.
        incoming.removeAllListeners('data').pause();
        resolve(TOO_LARGE);
      }
    })
    .once('end', () => resolve({ ok: true, bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length) }))
    .once('error', () => resolve(INCOMPLETE))
    .once('close', () => resolve(INCOMPLETE));
  return promise;
}

async function readStream(request: Request, maxBytes: number): Promise<BodyResult> {
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
        return TOO_LARGE;
      }
      chunks.push(value);
    }
  } catch {
    return INCOMPLETE;
  }
  return { ok: true, bytes: Buffer.concat(chunks, length) };
}
