/**
 * Owns a real nginx for one test: a child process on a free loopback port, in a folder of its own, stopped by its handle.
 * Leaves to others: finding nginx (tools/find-nginx.ts), what it serves.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findNginx } from '../../tools/find-nginx.ts';

const START_MS = 10_000;
const LOOK_MS = 20;

export interface NginxFile {
  readonly name: string;
  readonly text: string;
}

export class NginxServer {
  readonly port: number;
  readonly #folder: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 });
  #child: ChildProcess | undefined;
  #errors = '';

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.port = port;
  }

  /** @param http what stands in `http { }`; `PORT` in it is the port, and `files` can be included by name. */
  static async start(http: string, files: readonly NginxFile[]): Promise<NginxServer> {
    const nginx = findNginx();
    if (nginx === null) throw new Error(NO_NGINX);
    const folder = mkdtempSync(join(tmpdir(), 'kelisim-nginx-'));
    const server = new NginxServer(folder, await freePort());
    for (const { name, text } of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    mkdirSync(join(folder, 'temp'));
    const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((kind) => `${kind}_temp_path temp;`)
      .join(' ');
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; master_process off; pid nginx.pid; error_log stderr notice;
events { worker_connections 256; }
http { access_log off; ${temp}
${http.replaceAll('PORT', String(server.port))}
}
`,
    );
    server.#run(nginx);
    await server.#answers();
    return server;
  }

  /** What nginx wrote, warnings on its configuration among it. */
  get errors(): string {
    return this.#errors;
  }

  /** @param host the name of the server that is asked. */
  get(
    path: string,
    cookie?: string,
    host = 'localhost',
  ): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders }> {
    return new Promise((resolve, reject) => {
      // As browsers send it: the bytes of its UTF-8.
      const headers = { host, ...(cookie !== undefined && { cookie: Buffer.from(cookie).toString('latin1') }) };
      const outgoing = request({ host: '127.0.0.1', port: this.port, path, headers, agent: this.#agent }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
      });
      outgoing.on('error', reject).end();
    });
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    const child = this.#child;
    if (child && child.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(nginx: string): void {
    const child = spawn(nginx, ['-p', this.#folder, '-c', 'nginx.conf', '-e', 'stderr'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()));
    this.#child = child;
  }

  async #answers(): Promise<void> {
    for (const start = Date.now(); Date.now() - start < START_MS; await sleep(LOOK_MS)) {
      if (this.#child?.exitCode !== null) break;
      if (await this.get('/').catch(() => null)) return;
    }
    const { errors } = this;
    await this.stop();
    throw new Error(`nginx did not start:\n${errors}`);
  }
}

export const NO_NGINX =
  'nginx was not found: install it (Debian, Ubuntu: apt-get install --no-install-recommends nginx) or set KELISIM_NGINX.';

/** A test may do without nginx on somebody's own machine, never in CI. */
export function mayDoWithoutNginx(): boolean {
  return findNginx() === null && process.env['CI'] !== 'true';
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
