/**
 * Owns a real PostgreSQL for one test file: a cluster of its own in a new folder, on a socket only its user can reach and a free loopback
 * port, stopped by its own handle. It refuses to run as root: then a user of the package does (toolchain.md §6).
 * Leaves to others: finding it (tools/find-postgres.ts), what is stored in it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, getuid } from 'node:process';
import { findPostgres } from '../../tools/find-postgres.ts';
import { endWithRun } from './end-with-run.ts';

export const NO_POSTGRES = 'no PostgreSQL: install the package postgresql, or name its bin folder in KELISIM_POSTGRES';
const USER = 'kelisim';
const DATABASE = 'kelisim';

/** Without CI a machine may lack it; then the tests that need it are skipped and say so. */
export function mayDoWithoutPostgres(): boolean {
  return findPostgres() === null && env['CI'] !== 'true';
}

export class PostgresServer {
  readonly port: number;
  readonly #bin: string;
  readonly #folder: string;
  readonly #asUser: readonly string[];
  readonly #ended: () => void;

  private constructor(bin: string, folder: string, port: number, asUser: readonly string[]) {
    this.#bin = bin;
    this.#folder = folder;
    this.port = port;
    this.#asUser = asUser;
    this.#ended = endWithRun(() => this.#stopAtOnce());
  }

  /** @param settings lines of postgresql.conf, as `synchronous_commit=off`. */
  static async start(settings: readonly string[] = []): Promise<PostgresServer> {
    const bin = findPostgres();
    if (bin === null) throw new Error(NO_POSTGRES);
    // The folder's path must be short: a socket's may have 107 bytes.
    const folder = mkdtempSync(join(tmpdir(), 'kelisim-pg-'));
    const asUser = unprivileged(folder);
    const server = new PostgresServer(bin, folder, await freePort(), asUser);
    server.#run('initdb', '-D', server.#data, '-U', USER, '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C');
    await server.resume(settings);
    server.#run('createdb', '-h', folder, '-p', String(server.port), '-U', USER, DATABASE);
    return server;
  }

  get url(): string {
    return this.urlOf(DATABASE);
  }

  urlOf(database: string, user = USER): string {
    return `postgres://${user}@127.0.0.1:${this.port}/${database}`;
  }

  /** A database of its own for one test. */
  makeDatabase(name: string): string {
    this.#run('createdb', '-h', this.#folder, '-p', String(this.port), '-U', USER, name);
    return this.urlOf(name);
  }

  query(sql: string, database = DATABASE): string {
    return this.#run(
      'psql',
      '-h',
      this.#folder,
      '-p',
      String(this.port),
      '-U',
      USER,
      '-d',
      database,
      '-Atc',
      sql,
    ).trim();
  }

  /** No file of the server may grow beyond this from now on, as on a full disk; null lifts it. Linux only (prlimit of util-linux). */
  limitFiles(bytes: number | null): void {
    const [pid = ''] = this.query(`SELECT pg_read_file('postmaster.pid')`).split('\n');
    // The soft limit alone: what was lowered for good could not be lifted.
    const command = [...this.#asUser, 'prlimit', '--pid', pid, `--fsize=${bytes ?? 'unlimited'}:`];
    const done = spawnSync(command[0] ?? '', command.slice(1), { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`prlimit ended with ${done.status}: ${done.stderr}`);
  }

  /** As after a power cut: nothing is written that was not. The process that asks goes on meanwhile. */
  async crash(): Promise<void> {
    await this.#control('-m', 'immediate', '-w', 'stop');
  }

  async resume(settings: readonly string[] = []): Promise<void> {
    const options = [
      `-k ${this.#folder}`,
      `-p ${this.port}`,
      '-c listen_addresses=127.0.0.1',
      ...settings.map((line) => `-c ${line}`),
    ];
    await this.#control('-w', '-l', join(this.#folder, 'log'), '-o', options.join(' '), 'start');
  }

  async stop(): Promise<void> {
    await this.crash();
    this.#ended();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #stopAtOnce(): void {
    const [program, ...args] = [...this.#asUser, join(this.#bin, 'pg_ctl'), '-D', this.#data, '-m', 'immediate'];
    spawnSync(program ?? '', [...args, '-w', 'stop'], { cwd: this.#folder, stdio: 'ignore' });
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  async #control(...args: string[]): Promise<void> {
    const [program = '', ...all] = [...this.#asUser, join(this.#bin, 'pg_ctl'), '-D', this.#data, ...args];
    // No pipes: the server would inherit them and keep whoever reads them waiting.
    const child = spawn(program, all, { cwd: this.#folder, stdio: 'ignore' });
    const status = await new Promise((resolve) => child.once('exit', resolve));
    if (status !== 0) throw new Error(`pg_ctl ${args.join(' ')} ended with ${String(status)}`);
  }

  #run(command: string, ...args: string[]): string {
    const [program = '', ...all] = [...this.#asUser, join(this.#bin, command), ...args];
    const done = spawnSync(program, all, { cwd: this.#folder, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${command} ended with ${done.status}: ${done.stderr}`);
    return done.stdout;
  }
}

/** The prefix that runs a command as a user PostgreSQL accepts; the folder becomes that user's. */
function unprivileged(folder: string): string[] {
  if (getuid?.() !== 0) return [];
  const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout),
  );
  chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
