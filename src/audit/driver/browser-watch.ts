/**
 * Owns attaching to everything that can send a request: pages, frames of other processes, workers, shared workers, service workers, each
 * held until we listen; a shared worker alone may be let go earlier, by Playwright's connection beside ours (dedicated and service workers wait
 * for both). Hands what is heard to the visit whose profile (browser context) it belongs to.
 * Leaves to others: what a visit keeps of it (visit-watch.ts), what a shared worker asked before (early-requests.ts).
 */
import type { Protocol } from 'playwright-core/types/protocol';
import type { CdpConnection } from './cdp-connection.ts';
import { VisitWatch } from './visit-watch.ts';

/** Flat: messages of children come over the same connection. Held: what a worker does first is seen too. */
const AUTO_ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true } as const;

export class BrowserWatch {
  readonly #connection: CdpConnection;
  readonly #visits = new Map<string, VisitWatch>();
  readonly #bySession = new Map<string, VisitWatch>();
  /** A service worker is reported by the browser and by each of its pages: the first session is the one that listens. */
  readonly #bySessionTarget = new Map<string, string>();

  private constructor(connection: CdpConnection) {
    this.#connection = connection;
    connection.listener = (method, params, sessionId) => this.#hear(method, params, sessionId);
  }

  static async start(connection: CdpConnection): Promise<BrowserWatch> {
    const watch = new BrowserWatch(connection);
    await connection.send('Target.setAutoAttach', AUTO_ATTACH);
    return watch;
  }

  /** The watch of a profile; made when its first page appears, or now. */
  of(browserContextId: string): VisitWatch {
    let visit = this.#visits.get(browserContextId);
    if (!visit) this.#visits.set(browserContextId, (visit = new VisitWatch(this.#connection, browserContextId)));
    return visit;
  }

  forget(browserContextId: string): void {
    this.#visits.delete(browserContextId);
  }

  #hear(method: string, params: unknown, sessionId: string | undefined): void {
    if (method === 'Target.attachedToTarget') return this.#attach(params as Protocol.Target.attachedToTargetPayload);
    if (method === 'Target.detachedFromTarget') {
      const { sessionId: gone } = params as Protocol.Target.detachedFromTargetPayload;
      for (const [target, session] of this.#bySessionTarget) if (session === gone) this.#bySessionTarget.delete(target);
      this.#bySession.get(gone)?.detached(gone);
      this.#bySession.delete(gone);
      return;
    }
    if (sessionId !== undefined) this.#bySession.get(sessionId)?.hear(method, params, sessionId);
  }

  #attach({ sessionId, targetInfo }: Protocol.Target.attachedToTargetPayload): void {
    const context = targetInfo.browserContextId;
    if (context === undefined || this.#bySessionTarget.has(targetInfo.targetId)) {
      // At once: a service worker loads its file only when nobody holds it, and answers nobody before.
      this.#connection.send('Runtime.runIfWaitingForDebugger', {}, sessionId).catch(() => {});
      this.#connection.send('Target.detachFromTarget', { sessionId }).catch(() => {});
      return;
    }
    this.#bySessionTarget.set(targetInfo.targetId, sessionId);
    const visit = this.of(context);
    this.#bySession.set(sessionId, visit);
    visit.attached(sessionId, targetInfo, () => {
      // What a page or worker starts is attached to through it.
      this.#connection.send('Target.setAutoAttach', AUTO_ATTACH, sessionId).catch(() => {});
    });
  }
}
