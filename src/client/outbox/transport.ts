/**
 * Owns one request to the endpoint: `POST <endpoint>/v1/sites/{site}/records`. Never rejects: what happened is a value.
 * Leaves to others: what to send and when (outbox.ts), what an answer means (outcome.ts).
 */
import type { ConsentRecord } from '../../core/consent-record.ts';
import { WIRE_VERSION, type RecordBatch } from '../../core/wire.ts';
import { outcomeOf, type Answer, type Outcome } from './outcome.ts';

const TIMEOUT_MS = 10_000;
/** An acknowledgement of 20 records has about 2 kB; more than this is not ours. */
const ANSWER_MAX_CHARACTERS = 64 * 1024;

export interface TransportOptions {
  readonly endpoint: string;
  readonly site: string;
  readonly acknowledge: 'records' | 'status';
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
  readonly timeoutMs?: number;
}

export type Send = (records: readonly ConsentRecord[], options: { readonly keepalive: boolean }) => Promise<Outcome>;

/** Reads to the end: Chromium gives the keepalive quota back only then (https://github.com/open-telemetry/opentelemetry-js/issues/7001). */
async function drain(response: Response): Promise<string | null> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > ANSWER_MAX_CHARACTERS) {
      await reader.cancel();
      return null;
    }
  }
}

async function ask(options: TransportOptions, url: string, init: RequestInit): Promise<Answer> {
  const abort = new AbortController();
  // Armed until the body is read: an answer that never ends would hold the connection, and the outbox, for ever.
  const timer = setTimeout(() => abort.abort(), options.timeoutMs ?? TIMEOUT_MS);
  try {
    const response = await options.fetch(url, { ...init, signal: abort.signal });
    const body = await drain(response);
    if (body === null) return { failed: 'too-long' };
    const { headers } = response;
    return {
      status: response.status,
      type: headers.get('content-type') ?? '',
      body,
      retryAfter: headers.get('retry-after'),
      date: headers.get('date'),
    };
  } catch {
    // No network, CORS, CSP, a blocker, a redirect: fetch tells none of them apart.
    return { failed: abort.signal.aborted ? 'timeout' : 'network' };
  } finally {
    clearTimeout(timer);
  }
}

export function createTransport(options: TransportOptions): Send {
  const url = `${options.endpoint.replace(/\/+$/, '')}/v1/sites/${encodeURIComponent(options.site)}/records`;

  const configured = lowerCased(options.headers);

  return async (records, { keepalive }) => {
    const batch: RecordBatch = { v: WIRE_VERSION, records };
    // text/plain needs no preflight (https://fetch.spec.whatwg.org/#cors-safelisted-request-header); `headers` of the config may.
    const headers = { 'content-type': 'text/plain;charset=UTF-8', ...configured };
    const init: RequestInit = {
      method: 'POST',
      headers,
      body: JSON.stringify(batch),
      mode: 'cors',
      credentials: 'omit',
      referrerPolicy: 'origin',
      redirect: 'error',
    };
    let answer = await ask(options, url, keepalive ? { ...init, keepalive } : init);
    // 64 KiB of keepalive are shared with every other script of the page (https://github.com/whatwg/fetch/issues/662): once more without.
    if (keepalive && 'failed' in answer && answer.failed === 'network') answer = await ask(options, url, init);
    // Something before the endpoint wants the type that the body really has. Only now: it costs a preflight.
    if ('status' in answer && answer.status === 415 && !configured['content-type'])
      answer = await ask(options, url, { ...init, headers: { ...headers, 'content-type': 'application/json' } });
    return outcomeOf(
      answer,
      options.acknowledge,
      records.map((record) => record.id),
      options.now(),
    );
  };
}

/** So that a header of the config replaces ours instead of being joined to it. */
function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
