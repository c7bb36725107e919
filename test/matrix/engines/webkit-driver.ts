/** Owns driving WebKitGTK's MiniBrowser through WebKitWebDriver, by the few WebDriver requests that are needed (W3C WebDriver §10, §13). */
import { request } from 'node:http';
import type { Browsers } from '../../../tools/find-browsers.ts';
import { freePort, startWebKit, type WebKitSession } from '../../../tools/webkit-session.ts';
import { type Driver, OPEN_TIMEOUT_MS } from './driver.ts';

export class WebKitDriver implements Driver {
  readonly engine = 'webkit';
  readonly version: string;
  readonly complaints = new Set<string>();
  readonly #session: WebKitSession;
  readonly #port: number;
  readonly #path: string;

  private constructor(session: WebKitSession, port: number, id: string, version: string) {
    this.#session = session;
    this.#port = port;
    this.#path = `/session/${id}`;
    this.version = version;
  }

  static async launch({ driver, miniBrowser, xvfb }: NonNullable<Browsers['webkit']>): Promise<WebKitDriver> {
    const port = await freePort();
    const session = await startWebKit(driver, xvfb, port);
    try {
      const { sessionId, capabilities } = (await call(port, 'POST', '/session', {
        capabilities: {
          alwaysMatch: {
            browserName: 'MiniBrowser',
            'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
          },
        },
      })) as { sessionId: string; capabilities: { browserVersion: string } };
      await call(port, 'POST', `/session/${sessionId}/timeouts`, { pageLoad: OPEN_TIMEOUT_MS });
      return new WebKitDriver(session, port, sessionId, `WebKitGTK ${capabilities.browserVersion}`);
    } catch (error) {
      session.stop();
      throw error;
    }
  }

  async open(url: string): Promise<void> {
    try {
      await call(this.#port, 'POST', `${this.#path}/url`, { url });
    } catch (error) {
      if (!/timeout/i.test(String(error))) throw error;
    }
  }

  async evaluate<T>(expression: string): Promise<T> {
    // The expression stands in the script's own text: on a page with a policy eval() would be refused.
    const text = await call(this.#port, 'POST', `${this.#path}/execute/sync`, {
      script: `return JSON.stringify(${expression})`,
      args: [],
    });
    return JSON.parse(String(text)) as T;
  }

  async close(): Promise<void> {
    await call(this.#port, 'DELETE', this.#path).catch(() => undefined);
    this.#session.stop();
  }
}

function call(port: number, method: string, path: string, body?: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const outgoing = request(
      { host: '127.0.0.1', port, method, path, headers: { 'content-length': Buffer.byteLength(text) } },
      (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (answer += chunk));
        response.on('end', () => {
          const { value } = JSON.parse(answer) as { value: { error?: string; message?: string } | null };
          if (response.statusCode === 200) resolve(value);
          else reject(new Error(`WebDriver ${path}: ${value?.error ?? ''} ${value?.message ?? ''}`));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}
