/**
 * Owns listening to one profile: sets up every session that belongs to it, keeps what the network layer and the page's watch say, stops
 * what the visit may not do (leaving its origins, popups). Commands that fail because their target has gone are no news.
 * Leaves to others: what requests were (request-log.ts), what storage says (read-storage.ts), what to do in the page (visit.ts).
 */
import type { Protocol } from 'playwright-core/types/protocol';
import type { CdpCommand, CdpConnection } from './cdp-connection.ts';
import { inTime } from './in-time.ts';
import { earlyRequests, FETCHED } from './early-requests.ts';
import { type HeardIn, RequestLog, type Realm } from './request-log.ts';
import { PAGE_WATCH_BINDING, pageWatchSource, type PageWord } from './page-watch.ts';

const BODY_MAX_BYTES = 65_536;
const WORKER_MS = 1_000;
const DOCUMENT_MAX_CHARS = 2_000_000;
/** Of DevTools' own default, enough to lead from a pixel through a tag manager to the page. */
const ASYNC_DEPTH = 32;

export interface WatchedSession {
  readonly id: string;
  readonly targetId: string;
  readonly type: string;
  /** Of a page or frame the address of its document now. */
  url: string;
  /** A window the page opened: what it would ask for is no part of this site, and it gets nothing. */
  readonly isPopup: boolean;
}

/** `url` is '' for a script that another one inserted; `hash` is the SHA-256 of its text. */
export interface ParsedScript {
  readonly url: string;
  readonly hash: string;
}

export function scriptKey(session: string, scriptId: string): string {
  return `${session} ${scriptId}`;
}

const REALMS: Readonly<Record<string, Realm>> = {
  page: 'page',
  iframe: 'frame',
  worker: 'worker',
  shared_worker: 'worker',
  service_worker: 'service-worker',
};

function heardIn({ id, targetId, type, url }: WatchedSession): HeardIn {
  return { session: id, target: targetId, realm: REALMS[type] ?? 'worker', url };
}

export class VisitWatch {
  readonly #connection: CdpConnection;
  readonly browserContextId: string;
  readonly requests = new RequestLog();
  readonly sessions = new Map<string, WatchedSession>();
  readonly documents: Record<string, string> = {};
  readonly words: PageWord[] = [];
  /** Every script that ran, by session and script id. */
  readonly scripts = new Map<string, ParsedScript>();
  /** Whether the page may go there; everything until the visit begins. */
  mayGoTo: (url: string) => boolean = () => true;
  onTrouble: (code: string, detail: string, isFatal: boolean) => void = () => {};
  #blocked: readonly string[] = [];
  #hasBegun = false;
  #pageTarget = '';
  #pending = new Set<Promise<unknown>>();

  constructor(connection: CdpConnection, browserContextId: string) {
    this.#connection = connection;
    this.browserContextId = browserContextId;
  }

  /** From here on everything counts. */
  begin(pageTarget: string): void {
    this.#hasBegun = true;
    this.#pageTarget = pageTarget;
    this.requests.clear();
    this.words.length = 0;
  }

  /** Addresses (with `*`) that no page, frame or worker of this profile gets. */
  async block(patterns: readonly string[]): Promise<void> {
    this.#blocked = patterns;
    await Promise.all([...this.sessions.keys()].map((id) => this.#ask('Network.setBlockedURLs', this.#blocking(), id)));
  }

  /** The session of the page itself. */
  get page(): WatchedSession | undefined {
    return [...this.sessions.values()].find(({ targetId }) => targetId === this.#pageTarget);
  }

  send<C extends CdpCommand>(
    method: C,
    params: Protocol.CommandParameters[C],
    sessionId?: string,
  ): Promise<Protocol.CommandReturnValues[C]> {
    return this.#connection.send(method, params, sessionId);
  }

  /** Waits for bodies that are still on their way. */
  async settled(): Promise<void> {
    await Promise.all(this.#pending);
  }

  /** What the shared workers that are there asked for before we listened. */
  async hearEarly(): Promise<void> {
    const workers = [...this.sessions.values()].filter(({ type }) => type === 'shared_worker');
    await Promise.all(
      workers.map(async (worker) => {
        const asked = this.#ask('Runtime.evaluate', { expression: FETCHED, returnByValue: true }, worker.id);
        // One that is busy for good says nothing of the page.
        const answer = await inTime(asked, WORKER_MS, null);
        const own = this.requests.entries.filter(({ session }) => session === worker.id);
        for (const { url, at } of earlyRequests(answer?.result.value, own, this.#blocked))
          this.requests.addEarly(url, at, heardIn(worker));
      }),
    );
  }

  attached(sessionId: string, target: Protocol.Target.TargetInfo, attachChildren: () => void): void {
    const { targetId, type, url } = target;
    const isPopup = type === 'page' && this.#hasBegun && target.openerId !== undefined && !target.subtype;
    const session = { id: sessionId, targetId, type, url, isPopup };
    this.sessions.set(sessionId, session);
    const ask = <C extends CdpCommand>(method: C, params: Protocol.CommandParameters[C]) =>
      void this.#ask(method, params, sessionId);
    if (target.type in REALMS) {
      ask('Network.enable', { maxPostDataSize: BODY_MAX_BYTES });
      if (this.#blocked.length > 0) ask('Network.setBlockedURLs', this.#blocking());
      ask('Runtime.enable', {});
      ask('Debugger.enable', {});
      // A page with a `debugger` statement would stand still for good.
      ask('Debugger.setSkipAllPauses', { skip: true });
      ask('Debugger.setAsyncCallStackDepth', { maxDepth: ASYNC_DEPTH });
    }
    if (target.type === 'page' || target.type === 'iframe') {
      ask('Page.enable', {});
      ask('Runtime.addBinding', { name: PAGE_WATCH_BINDING });
      ask('Page.addScriptToEvaluateOnNewDocument', { source: pageWatchSource() });
    }
    if (target.type === 'page') ask('Fetch.enable', { patterns: [{ resourceType: 'Document' }] });
    attachChildren();
    if (isPopup) {
      this.onTrouble('popup', url || 'a new window', false);
      void this.#ask('Target.closeTarget', { targetId });
    } else ask('Runtime.runIfWaitingForDebugger', {});
  }

  detached(sessionId: string): void {
    this.sessions.delete(sessionId);
  }

  hear(method: string, params: unknown, sessionId: string): void {
    const session = this.sessions.get(sessionId);
    if (!session) return;
    if (method.startsWith('Network.') && !session.isPopup) this.#hearNetwork(method, params, session);
    else if (method === 'Fetch.requestPaused') this.#letPass(params as Protocol.Fetch.requestPausedPayload, session);
    else if (method === 'Runtime.bindingCalled') this.#hearWord(params as Protocol.Runtime.bindingCalledPayload);
    else if (method === 'Page.frameNavigated') {
      const { frame } = params as Protocol.Page.frameNavigatedPayload;
      if (frame.id === session.targetId) session.url = frame.url;
    } else if (method === 'Debugger.scriptParsed') {
      const { scriptId, url, hash } = params as Protocol.Debugger.scriptParsedPayload;
      this.scripts.set(scriptKey(sessionId, scriptId), { url, hash });
    } else if (method === 'Inspector.targetCrashed' && session.targetId === this.#pageTarget)
      this.onTrouble('crash', session.url, true);
  }

  #hearNetwork(method: string, params: unknown, session: WatchedSession): void {
    this.requests.take(method, params, heardIn(session));
    if (method === 'Network.loadingFinished') {
      const { requestId } = params as Protocol.Network.loadingFinishedPayload;
      const url = this.requests.documentUrl(requestId);
      if (url !== undefined) this.#keep(this.#readDocument(requestId, url, session.id));
    } else if (method === 'Network.requestWillBeSent') {
      const { requestId, request } = params as Protocol.Network.requestWillBeSentPayload;
      if (request.hasPostData && request.postData === undefined) this.#keep(this.#readBody(requestId, session.id));
    }
  }

  async #readDocument(requestId: string, url: string, sessionId: string): Promise<void> {
    const answer = await this.#ask('Network.getResponseBody', { requestId }, sessionId);
    if (answer && !answer.base64Encoded) this.documents[url] = answer.body.slice(0, DOCUMENT_MAX_CHARS);
  }

  async #readBody(requestId: string, sessionId: string): Promise<void> {
    const answer = await this.#ask('Network.getRequestPostData', { requestId }, sessionId);
    if (answer) this.requests.setBody(requestId, answer.postData.slice(0, BODY_MAX_BYTES));
  }

  /** Only the page itself is held to its origins: frames of others are part of it. */
  #letPass({ requestId, request, frameId }: Protocol.Fetch.requestPausedPayload, session: WatchedSession): void {
    const leaves = session.isPopup || (frameId === this.#pageTarget && !this.mayGoTo(request.url));
    if (leaves && !session.isPopup) this.onTrouble('left-origin', new URL(request.url).origin, false);
    void (leaves
      ? this.#ask('Fetch.failRequest', { requestId, errorReason: 'Aborted' }, session.id)
      : this.#ask('Fetch.continueRequest', { requestId }, session.id));
  }

  #hearWord({ name, payload }: Protocol.Runtime.bindingCalledPayload): void {
    if (name !== PAGE_WATCH_BINDING) return;
    try {
      this.words.push(JSON.parse(payload) as PageWord);
    } catch {
      // The page got hold of it and says something else.
    }
  }

  #blocking(): Protocol.Network.setBlockedURLsParameters {
    return { urls: [...this.#blocked] };
  }

  async #ask<C extends CdpCommand>(
    method: C,
    params: Protocol.CommandParameters[C],
    sessionId?: string,
  ): Promise<Protocol.CommandReturnValues[C] | null> {
    try {
      return await this.#connection.send(method, params, sessionId);
    } catch {
      return null;
    }
  }

  #keep(promise: Promise<unknown>): void {
    this.#pending.add(promise);
    void promise.finally(() => this.#pending.delete(promise));
  }
}
