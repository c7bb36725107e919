/** Owns the guess what sort of request arrived, from Fetch Metadata headers (https://www.w3.org/TR/fetch-metadata/). */
import type { StandInRequest } from './answer.ts';

const KIND_OF_DESTINATION: Readonly<Record<string, string>> = {
  script: 'script',
  image: 'image',
  iframe: 'frame',
  frame: 'frame',
  style: 'style',
  document: 'page',
  video: 'media',
  audio: 'media',
  embed: 'object',
  object: 'object',
  font: 'font',
  worker: 'worker',
};

export function guessKind(request: StandInRequest): string {
  const { headers, method } = request;
  if (headers['upgrade']?.toLowerCase() === 'websocket') return 'socket';
  if (method === 'OPTIONS') return 'preflight';
  if (headers['sec-purpose'] ?? headers['purpose']) return 'prefetch';
  const kind = KIND_OF_DESTINATION[headers['sec-fetch-dest'] ?? ''];
  if (kind) return kind;
  return method === 'POST' && headers['sec-fetch-mode'] === 'no-cors' ? 'beacon' : 'call';
}
