/** A long run that is ended by a signal leaves no database and no collector behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { mayDoWithoutPostgres } from '../../support/postgres-server.ts';

const SUPPORT = fileURLToPath(new URL('../../support/', import.meta.url));
const RUN = `
  const { PostgresServer } = await import(${JSON.stringify(`${SUPPORT}postgres-server.ts`)});
  const { CollectorProcess } = await import(${JSON.stringify(`${SUPPORT}collector-process.ts`)});
  const server = await PostgresServer.start();
  const folder = server.query('SHOW data_directory');
  const collector = await CollectorProcess.start(server.url);
  console.log(JSON.stringify({ folder, port: server.port, url: collector.url }));
  setInterval(() => undefined, 1000);
`;

/** By its port: a process that nobody has waited for yet still has its number. */
async function isListening(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  const listens = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return listens;
}

test.skipIf(mayDoWithoutPostgres()).each(['SIGTERM', 'SIGINT'] as const)(
  'On %s a run takes its PostgreSQL and its collector along, and then dies of that signal.',
  async (signal) => {
    const run = spawn(process.execPath, ['--input-type=module', '--eval', RUN], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(run.stdout), 'line')) as [string];
    const { folder, port, url } = JSON.parse(line) as { folder: string; port: number; url: string };
    expect(await isListening(port)).toBe(true);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    run.kill(signal);
    expect(await once(run, 'exit')).toEqual([null, signal]);
    expect(await isListening(port)).toBe(false);
    expect(existsSync(folder)).toBe(false);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  },
  60_000,
);
