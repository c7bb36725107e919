/** What Node's HTTP parser refuses before the collector's own code sees a request, over a real socket. */
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/collector/collector-environment.ts';
import { serveCollector } from '../../../src/collector/serve.ts';
import { openSqliteStorage } from '../../../src/collector/storage/open-storage.ts';
import { makeRecord, ORIGIN, problem, rowsOf, SITE, temporaryFolder } from './collector-fixture.ts';

const START = `POST /v1/sites/${SITE}/records HTTP/1.1\r\nHost: a\r\nOrigin: ${ORIGIN}\r\n`;
const BODY = JSON.stringify({ v: 1, records: [makeRecord(1)] });

async function serveHere(): Promise<{ socket: Socket; file: string }> {
  const file = `${temporaryFolder()}/records.sqlite`;
  const running = await serveCollector(
    {
      storage: await openSqliteStorage(file),
      allowedOrigins: new Set([ORIGIN]),
      sites: null,
      limits: DEFAULT_LIMITS,
      now: Date.now,
      log: () => undefined,
    },
    { host: '127.0.0.1', port: 0, headersTimeoutMs: 300, requestTimeoutMs: 300 },
  );
  onTestFinished(() => running.close());
  return { socket: connect(Number(new URL(running.url).port), '127.0.0.1'), file };
}

function split(answer: string): { status: number; head: string; body: unknown } {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return { status: Number(head.slice(9, 12)), head, body: JSON.parse(body) };
}

test.for([
  ['headers over the limit', `${START}X-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
  ['a header without a colon', `${START}nonsense\r\n\r\n`, 400, 'malformed-request'],
  ['two lengths', `${START}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`, 400, 'malformed-request'],
  ['a chunk without a size', `${START}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400, 'malformed-request'],
  ['a handshake of TLS', '\u0016\u0003\u0001\u0002\u0000\u0001', 400, 'malformed-request'],
  ['headers that stop', START, 408, 'too-slow'],
  ['a body that stops', `${START}Content-Type: text/plain\r\nContent-Length: 900\r\n\r\n{"v":1,`, 408, 'too-slow'],
] as const)('To %s the answer is a problem document, and nothing is stored.', async ([, sent, status, code]) => {
  const { socket, file } = await serveHere();
  socket.write(Buffer.from(sent, 'latin1'));
  const answer = split(await text(socket));
  expect(answer).toMatchObject({ status, body: problem(status, code) });
  expect(answer.head).toContain('Content-Type: application/problem+json');
  expect(answer.head).toContain('Connection: close');
  expect(rowsOf(file)).toEqual([]);
});

test('A sender that is still writing a long body reads the refusal of its headers, and not a reset.', async () => {
  const { socket } = await serveHere();
  const answered = text(socket);
  socket.write(`${START}X-Long: ${'a'.repeat(20_000)}\r\nContent-Length: 4000000\r\n\r\n`);
  for (let i = 0; i < 40; i++) {
    socket.write('b'.repeat(100_000));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(split(await answered)).toMatchObject({ status: 431, body: problem(431, 'headers-too-large') });
});

test('A refused sender that goes on for ever is cut off after a second.', async () => {
  const { socket } = await serveHere();
  const gone = new Promise((resolve) => {
    socket.once('close', resolve).on('error', () => undefined);
  });
  const startMs = performance.now();
  socket.write(`${START}nonsense\r\n`);
  const writing = setInterval(() => socket.write('a'.repeat(1000)), 20);
  onTestFinished(() => clearInterval(writing));
  await gone;
  expect(performance.now() - startMs).toBeGreaterThan(900);
});

test('What comes broken behind a good request is not mixed into the answer to it, and ends the connection.', async () => {
  const { socket, file } = await serveHere();
  socket.write(
    `${START}Content-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(BODY)}\r\n\r\n${BODY}nonsense\r\n\r\n`,
  );
  const answer = await text(socket);
  expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  expect(answer).toContain('"result":"stored"');
  expect(answer).toMatch(/\r\nConnection: close\r\n/i);
  expect(rowsOf(file)).toHaveLength(1);
});
