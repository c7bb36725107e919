/** Owns reading single facts out of Chromium's Network events: who asked, a header, the referrer. Pure. */
import type { Protocol } from 'playwright-core/types/protocol';
import type { HeardIn } from './request-log.ts';

/** A worker's own file is told of with its own address as the document: whoever started it is in the initiator. */
export function askerOf(
  { documentURL, request, initiator, type }: Protocol.Network.requestWillBeSentPayload,
  heard: HeardIn,
): string {
  if (type !== 'Document' && documentURL === request.url && initiator.url) return initiator.url;
  return documentURL || heard.url;
}

export function headerOf(headers: Protocol.Network.Headers, name: string): string {
  const key = Object.keys(headers).find((item) => item.toLowerCase() === name);
  return key === undefined ? '' : (headers[key] ?? '');
}

export function refererOf(headers: Protocol.Network.Headers): string {
  return headerOf(headers, 'referer');
}
