/** Owns turning Node's request into the stand-in's; the host is given by the caller, who knows its own mapping. */
import type { IncomingMessage } from 'node:http';
import type { StandInRequest } from './stand-in/answer.ts';

/** A stand-in needs no more of a body, and the rest must still be read for the connection to be used again. */
const MAX_BODY_BYTES = 64 * 1024;

export async function readRequest(incoming: IncomingMessage, host: string, target: string): Promise<StandInRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return toRequest(incoming, host, target, Buffer.concat(chunks).toString('utf8'));
}

export function toRequest(incoming: IncomingMessage, host: string, target: string, body = ''): StandInRequest {
  const border = target.indexOf('?');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  return {
    method: incoming.method ?? 'GET',
    host,
    path: border < 0 ? target : target.slice(0, border),
    query: border < 0 ? '' : target.slice(border),
    headers,
    body,
  };
}
