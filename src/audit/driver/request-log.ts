/**
 * Owns what the network layer said of each request: from Chromium's Network events to one entry per request and per step of a redirect.
 * "It left the browser" is said by the network service (…ExtraInfo: the headers were written), an answer, or silence at the end; never by
 * the page. Leaves to others: who asked (initiators.ts), when the page is quiet (settle-clock.ts).
 */
import type { Protocol } from 'playwright-core/types/protocol';
import type { ObservedCookieSetting } from '../observation.ts';
import { askerOf, headerOf, refererOf } from './request-facts.ts';
import { readSetCookies } from './set-cookie.ts';

export type Realm = 'page' | 'frame' | 'worker' | 'service-worker';

export interface HeardIn {
  readonly session: string;
  /** Of a page this is also the id of its main frame. */
  readonly target: string;
  readonly realm: Realm;
  readonly url: string;
}

export interface LoggedRequest {
  readonly id: string;
  readonly requestId: string;
  readonly session: string;
  /** Milliseconds since 1970. */
  at: number;
  readonly url: string;
  readonly method: string;
  readonly kind: string;
  readonly from: string;
  readonly realm: Realm;
  readonly frameId: string;
  /** The document of the page itself, not of a frame. */
  readonly isMainDocument: boolean;
  readonly referrer: string;
  readonly initiator: Protocol.Network.Initiator | undefined;
  /** The step before, of a redirect. */
  readonly before: LoggedRequest | undefined;
  body: string;
  left: boolean;
  status: number | null;
  failure: { readonly why: string; readonly isBlocked: boolean } | undefined;
  fromServiceWorker: boolean;
  fromCache: boolean;
  /** From the cache of the document itself: nothing is fetched, nothing runs anew. */
  fromMemory: boolean;
  isOver: boolean;
  setCookies: readonly ObservedCookieSetting[];
}

/** What the network service tells beside; it may come before the request itself. */
interface Extra {
  sent: number;
  readonly answers: { readonly status: number; readonly setCookies: readonly ObservedCookieSetting[] }[];
}

const ASKED = /^(?:https?|wss?):/i;

export class RequestLog {
  readonly #entries: LoggedRequest[] = [];
  readonly #steps = new Map<string, LoggedRequest[]>();
  readonly #extras = new Map<string, Extra>();
  /** Requests beyond it are counted and not kept. */
  max = Number.POSITIVE_INFINITY;
  /** All that were asked, kept or not. */
  count = 0;
  /** Called when a request begins and when one is over. */
  onChange: (entry: LoggedRequest) => void = () => {};

  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries.length = 0;
    this.#steps.clear();
    this.#extras.clear();
    this.count = 0;
  }

  /** Address of a document by its request. */
  documentUrl(requestId: string): string | undefined {
    const entry = this.#steps.get(requestId)?.at(-1);
    return entry?.kind === 'document' ? entry.url : undefined;
  }

  setBody(requestId: string, body: string): void {
    for (const entry of this.#steps.get(requestId) ?? []) if (entry.body === '') entry.body = body;
  }

  take(method: string, params: unknown, heard: HeardIn): void {
    switch (method) {
      case 'Network.requestWillBeSent':
        return this.#begin(params as Protocol.Network.requestWillBeSentPayload, heard);
      case 'Network.requestWillBeSentExtraInfo':
        return this.#left((params as Protocol.Network.requestWillBeSentExtraInfoPayload).requestId);
      case 'Network.responseReceivedExtraInfo':
        return this.#answeredExtra(params as Protocol.Network.responseReceivedExtraInfoPayload);
      case 'Network.responseReceived':
        return this.#answered(params as Protocol.Network.responseReceivedPayload);
      case 'Network.requestServedFromCache':
        return this.#change((params as Protocol.Network.requestServedFromCachePayload).requestId, (entry) => {
          entry.fromMemory = true;
        });
      case 'Network.loadingFinished':
        return this.#change((params as Protocol.Network.loadingFinishedPayload).requestId, (entry) => {
          entry.isOver = true;
        });
      case 'Network.loadingFailed':
        return this.#failed(params as Protocol.Network.loadingFailedPayload);
      case 'Network.webSocketCreated': {
        const { requestId, url, initiator } = params as Protocol.Network.webSocketCreatedPayload;
        return this.#channel(requestId, url, 'websocket', initiator, heard);
      }
      case 'Network.webTransportCreated': {
        const { transportId, url, initiator } = params as Protocol.Network.webTransportCreatedPayload;
        return this.#channel(transportId, url, 'webtransport', initiator, heard);
      }
      case 'Network.webSocketWillSendHandshakeRequest': {
        const { requestId, wallTime } = params as Protocol.Network.webSocketWillSendHandshakeRequestPayload;
        this.#left(requestId);
        return this.#change(requestId, (entry) => {
          entry.at = Math.min(entry.at, wallTime * 1000);
        });
      }
      case 'Network.webTransportConnectionEstablished':
        return this.#left((params as Protocol.Network.webTransportConnectionEstablishedPayload).transportId);
      case 'Network.webSocketHandshakeResponseReceived': {
        const { requestId, response } = params as Protocol.Network.webSocketHandshakeResponseReceivedPayload;
        return this.#change(requestId, (entry) => {
          entry.left = true;
          entry.status = response.status;
        });
      }
      case 'Network.webSocketFrameError': {
        const { requestId, errorMessage } = params as Protocol.Network.webSocketFrameErrorPayload;
        return this.#change(requestId, (entry) => {
          entry.failure = { why: errorMessage, isBlocked: false };
        });
      }
    }
  }

  /** One that nobody told us of, and that is over (early-requests.ts). */
  addEarly(url: string, at: number, heard: HeardIn): void {
    this.#channel(`early ${this.count}`, url, 'fetch', undefined, heard, at);
  }

  #begin(params: Protocol.Network.requestWillBeSentPayload, heard: HeardIn): void {
    const { requestId, request, redirectResponse, redirectHasExtraInfo, frameId = '' } = params;
    const steps = this.#steps.get(requestId) ?? [];
    // A worker's own file is told of by the page and by the worker; the document of a frame by both processes.
    if (steps.length > 0 && !redirectResponse) return;
    const before = steps.at(-1);
    if (before && redirectResponse) {
      before.left = true;
      before.status = redirectResponse.status;
      before.isOver = true;
      if (redirectHasExtraInfo) before.setCookies = this.#extra(requestId).answers[steps.length - 1]?.setCookies ?? [];
    }
    const isFramed = heard.realm === 'page' && frameId !== '' && frameId !== heard.target;
    this.#add(requestId, {
      session: heard.session,
      at: params.wallTime * 1000,
      url: request.url + (request.urlFragment ?? ''),
      method: request.method,
      kind: (params.type ?? 'other').toLowerCase(),
      from: askerOf(params, heard),
      realm: isFramed ? 'frame' : heard.realm,
      frameId,
      isMainDocument: params.type === 'Document' && heard.realm === 'page' && !isFramed,
      referrer: refererOf(request.headers),
      initiator: params.initiator,
      body: request.postData ?? '',
      left: this.#extra(requestId).sent > steps.length,
      before: redirectResponse ? before : undefined,
    });
  }

  #channel(
    requestId: string,
    url: string,
    kind: string,
    initiator: Protocol.Network.Initiator | undefined,
    heard: HeardIn,
    at = Date.now(),
  ): void {
    this.#add(requestId, {
      session: heard.session,
      at,
      url,
      method: 'GET',
      kind,
      from: heard.url,
      realm: heard.realm,
      frameId: '',
      isMainDocument: false,
      referrer: '',
      initiator,
      body: '',
      left: false,
      before: undefined,
    });
    // It stays open: a page is quiet with it.
    this.#change(requestId, (entry) => void (entry.isOver = true));
  }

  #add(
    requestId: string,
    made: Omit<
      LoggedRequest,
      | 'id'
      | 'requestId'
      | 'status'
      | 'failure'
      | 'fromServiceWorker'
      | 'fromCache'
      | 'fromMemory'
      | 'isOver'
      | 'setCookies'
    >,
  ): void {
    if (!ASKED.test(made.url)) return;
    this.count += 1;
    if (this.#entries.length >= this.max) return;
    const steps = this.#steps.get(requestId) ?? [];
    this.#steps.set(requestId, steps);
    const entry: LoggedRequest = {
      id: `r${this.count}`,
      requestId,
      status: null,
      failure: undefined,
      fromServiceWorker: false,
      fromCache: false,
      fromMemory: false,
      isOver: false,
      setCookies: [],
      ...made,
    };
    steps.push(entry);
    this.#entries.push(entry);
    this.onChange(entry);
  }

  #left(requestId: string): void {
    const extra = this.#extra(requestId);
    extra.sent += 1;
    const entry = this.#steps.get(requestId)?.[extra.sent - 1];
    if (entry) entry.left = true;
  }

  #answeredExtra(params: Protocol.Network.responseReceivedExtraInfoPayload): void {
    const { requestId, headers, statusCode } = params;
    // Those that this browser refuses, too: others keep them.
    const lines = headerOf(headers, 'set-cookie').split('\n').filter(Boolean);
    const extra = this.#extra(requestId);
    extra.answers.push({ status: statusCode, setCookies: readSetCookies(lines, Date.now()) });
    const entry = this.#steps.get(requestId)?.[extra.answers.length - 1];
    if (!entry) return;
    entry.left = true;
    entry.status = statusCode;
    entry.setCookies = extra.answers.at(-1)!.setCookies;
  }

  #answered({ requestId, response, hasExtraInfo }: Protocol.Network.responseReceivedPayload): void {
    this.#change(requestId, (entry) => {
      const steps = this.#steps.get(requestId)!;
      entry.fromServiceWorker = response.fromServiceWorker === true;
      entry.fromCache = response.fromDiskCache === true || response.fromPrefetchCache === true;
      if (!entry.fromServiceWorker) entry.left = true;
      entry.status = response.status;
      const answer = hasExtraInfo ? this.#extra(requestId).answers[steps.length - 1] : undefined;
      if (answer) entry.setCookies = answer.setCookies;
    });
  }

  #failed({ requestId, errorText, blockedReason, corsErrorStatus }: Protocol.Network.loadingFailedPayload): void {
    this.#change(requestId, (entry) => {
      entry.isOver = true;
      const why = blockedReason ?? (corsErrorStatus && `cors ${corsErrorStatus.corsError}`) ?? errorText;
      const isBlocked =
        blockedReason !== undefined || corsErrorStatus !== undefined || /ERR_BLOCKED|ERR_UNSAFE/.test(errorText);
      entry.failure = { why, isBlocked };
    });
  }

  #change(requestId: string, change: (entry: LoggedRequest) => void): void {
    const entry = this.#steps.get(requestId)?.at(-1);
    if (!entry) return;
    change(entry);
    this.onChange(entry);
  }

  #extra(requestId: string): Extra {
    let extra = this.#extras.get(requestId);
    if (!extra) this.#extras.set(requestId, (extra = { sent: 0, answers: [] }));
    return extra;
  }
}
