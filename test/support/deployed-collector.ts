/**
 * Owns starting an installed collector as deploy/ says, without Docker and systemd: the commands that stand there, as a user without rights; for
 * the unit also with the whole disk read-only but for its own folder, as ProtectSystem=strict has it. Linux and root only.
 * Leaves to others: installing (pack.test.ts), what has to hold (the tests).
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { createInterface } from 'node:readline';
import { endWithRun } from './end-with-run.ts';

const DEPLOY = join(import.meta.dirname, '../../deploy');
/** `node` of the image; any other that has no rights does as well. */
const UID = 1000;
/** No capability, and no way to one. */
const WITHOUT_RIGHTS = [
  'setpriv',
  `--reuid=${UID}`,
  `--regid=${UID}`,
  '--clear-groups',
  '--no-new-privs',
  '--bounding-set=-all',
  '--inh-caps=-all',
];
/** Its first argument is the folder that stays writable; the mounts are seen by what it starts and by nobody else. */
const READ_ONLY_DISK = [
  'unshare',
  '--mount',
  'sh',
  '-c',
  'mount --bind "$1" "$1" && mount -o remount,bind,ro / && shift && umask 0077 && exec "$@"',
  'sh',
];

export const dockerfile = readFileSync(join(DEPLOY, 'Dockerfile'), 'utf8');
export const unit = readFileSync(join(DEPLOY, 'kelisim-collector.service'), 'utf8');

/** Whether this machine can play a user without rights who runs this Node. */
export function canDropRights(): boolean {
  return run([...WITHOUT_RIGHTS, execPath, '--version']) === 0;
}

export function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'kelisim-mount-'));
  try {
    return canDropRights() && run([...READ_ONLY_DISK, folder, 'sh', '-c', '! touch /kelisim 2>/dev/null']) === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A list of words in the Dockerfile, as ENTRYPOINT ["node", …] has it. */
export function wordsOf(instruction: string): string[] {
  const [, list] = new RegExp(`^ *${instruction} (\\[.*\\])$`, 'm').exec(dockerfile) ?? [];
  return JSON.parse(list ?? '[]') as string[];
}

export class DeployedCollector {
  readonly data: string;
  readonly port: number;
  readonly #child: ChildProcess;

  constructor(data: string, port: number, child: ChildProcess) {
    this.data = data;
    this.port = port;
    this.#child = child;
  }

  /** @param installed where `npm install` was run. */
  static async fromDockerfile(installed: string): Promise<DeployedCollector> {
    const words = wordsOf('ENTRYPOINT').map((word) => word.replace('/app/', `${installed}/`));
    return start(installed, [...words, '--db', '/data/consent.db', '--origin', 'https://example.kz'], ['/data', []]);
  }

  static async fromUnit(installed: string): Promise<DeployedCollector> {
    const [, line = ''] = /^ExecStart=(.*)$/m.exec(unit) ?? [];
    const words = line.split(' ').map((word) => word.replace('/opt/kelisim/', `${installed}/`));
    return start(installed, words, ['/var/lib/kelisim', READ_ONLY_DISK]);
  }

  /** @returns the exit code of the image's own HEALTHCHECK. */
  health(): number | null {
    return run([...WITHOUT_RIGHTS, ...asHere(wordsOf('CMD'), this.port)]);
  }

  /** @returns its exit code. */
  async stop(): Promise<number | null> {
    const ended = once(this.#child, 'exit') as Promise<[number | null]>;
    this.#child.kill('SIGTERM');
    return (await ended)[0];
  }
}

async function start(
  installed: string,
  words: readonly string[],
  [folder, before]: readonly [string, readonly string[]],
): Promise<DeployedCollector> {
  // What npm has installed belongs to root there too; the user may read it and no more.
  chmodSync(installed, 0o755);
  const data = mkdtempSync(join(tmpdir(), 'kelisim-data-'));
  chownSync(data, UID, UID);
  chmodSync(data, 0o700);
  const port = await freePort();
  const command = asHere(words, port).map((word) => word.replace(folder, data));
  const line = [...before, ...(before.length > 0 ? [data] : []), ...WITHOUT_RIGHTS, ...command];
  const child = spawn(line[0] ?? '', line.slice(1), {
    cwd: '/',
    env: { NODE_ENV: 'production', PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.once(
    'exit',
    endWithRun(() => child.kill('SIGKILL')),
  );
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the collector ended with ${String(code)}`);
  });
  ended.catch(() => undefined);
  await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  return new DeployedCollector(data, port, child);
}

/** With this Node, on the loopback and on a port that is free here. */
function asHere(words: readonly string[], port: number): string[] {
  return words.map((word, i) =>
    i === 0 ? execPath : word.replace('0.0.0.0', '127.0.0.1').replace(/\b8787\b/, String(port)),
  );
}

function run([program = '', ...args]: readonly string[]): number | null {
  return spawnSync(program, args, { stdio: 'ignore', cwd: '/' }).status;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
