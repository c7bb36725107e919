/**
 * Owns a connection of our own to the browser's debugging port: commands and events of every session, flat (each message names its session).
 * Playwright's own sessions cannot be used: it drops the messages of sessions it did not open itself, and those are frames of other processes
 * and workers. Both are attached to the same targets side by side.
 * Leaves to others: what is asked and heard (browser-watch.ts).
 */
import type { Protocol } from 'playwright-core/types/protocol';

export type CdpCommand = keyof Protocol.CommandParameters;
export type CdpListener = (method: string, params: unknown, sessionId: string | undefined) => void;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export class CdpConnection {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  /** Set by whoever listens; one is enough. */
  listener: CdpListener = () => {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#take(JSON.parse(String(data)) as Message));
    socket.addEventListener('close', () => this.#end());
  }

  static open(url: string): Promise<CdpConnection> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      socket.addEventListener('open', () => resolve(new CdpConnection(socket)), { once: true });
      socket.addEventListener('error', () => reject(new Error(`${url} does not answer`)), { once: true });
    });
  }

  send<C extends CdpCommand>(
    method: C,
    params?: Protocol.CommandParameters[C],
    sessionId?: string,
  ): Promise<Protocol.CommandReturnValues[C]> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) {
        reject(new Error('the browser is gone'));
        return;
      }
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.#socket.send(JSON.stringify({ id, method, params: params ?? {}, ...(sessionId && { sessionId }) }));
    });
  }

  close(): void {
    this.#socket.close();
  }

  #take({ id, method, params, sessionId, result, error }: Message): void {
    if (id === undefined) return void (method !== undefined && this.listener(method, params, sessionId));
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }

  #end(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('the browser is gone'));
    this.#waiting.clear();
  }
}
