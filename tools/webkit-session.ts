/**
 * Owns the two programs that WebKitGTK needs beside the test runner: a display server and the WebDriver, each on a free number,
 * both ended by their handle.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { env } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';

const START_TIMEOUT_MS = 15_000;
const POLL_MS = 50;
const FIRST_DISPLAY = 78;
const LAST_DISPLAY = 178;

export interface WebKitSession {
  stop(): void;
}

/** A port that was free a moment ago: the driver takes a number only, and cannot tell us one it chose. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

export async function startWebKit(driver: string, xvfb: string, port: number): Promise<WebKitSession> {
  const started: ChildProcess[] = [];
  const stop = () => {
    for (const child of started.splice(0).toReversed()) child.kill('SIGTERM');
  };
  // The runner may end without telling its plugins, after Ctrl-C for one.
  process.once('exit', stop);
  try {
    const display = `:${freeDisplay()}`;
    started.push(launch(xvfb, [display, '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], env));
    await until(() => Promise.resolve(existsSync(socketOf(display.slice(1)))), `the display server ${xvfb}`);
    started.push(
      launch(driver, [`--port=${port}`, '--host=127.0.0.1'], {
        ...env,
        DISPLAY: display,
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      }),
    );
    await until(() => answers(port), `the driver ${driver}`);
  } catch (error) {
    stop();
    throw error;
  }
  return { stop };
}

function launch(program: string, args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(program, args, { env: environment, stdio: 'ignore' });
  child.on('error', (error) => {
    console.error(`${program} did not start: ${error.message}`);
  });
  return child;
}

function freeDisplay(): number {
  for (let display = FIRST_DISPLAY; display <= LAST_DISPLAY; display++) {
    if (!existsSync(`/tmp/.X${display}-lock`) && !existsSync(socketOf(String(display)))) return display;
  }
  throw new Error(`No display number between ${FIRST_DISPLAY} and ${LAST_DISPLAY} is free.`);
}

function socketOf(display: string): string {
  return `/tmp/.X11-unix/X${display}`;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

async function until(ready: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await ready())) {
    if (Date.now() > deadline) throw new Error(`Waited ${START_TIMEOUT_MS} ms for ${what}.`);
    await wait(POLL_MS);
  }
}
