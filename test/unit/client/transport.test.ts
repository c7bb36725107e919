import { describe, expect, it } from 'vitest';
import { createTransport, type TransportOptions } from '../../../src/client/outbox/transport.ts';
import { sampleRecord } from './sample-record.ts';

interface Call {
  readonly url: string;
  readonly init: RequestInit;
}

function transport(
  respond: (call: Call, index: number) => Promise<Response> | Response,
  changes: Partial<TransportOptions> = {},
) {
  const calls: Call[] = [];
  const send = createTransport({
    endpoint: 'https://collector.example.kz/kelisim/',
    site: 'jetfin',
    acknowledge: 'records',
    headers: {},
    now: () => 0,
    async fetch(url, init) {
      calls.push({ url, init });
      return respond(calls.at(-1)!, calls.length - 1);
    },
    ...changes,
  });
  return { send, calls };
}

const record = sampleRecord();
const stored = (): Response => Response.json({ v: 1, results: [{ id: record.id, result: 'stored' }] });
const offline = (): never => {
  throw new TypeError('Failed to fetch');
};

describe('the request', () => {
  it('is a simple cross-origin POST without credentials, and without keepalive while the page lives', async () => {
    const { send, calls } = transport(stored);
    await send([record], { keepalive: false });
    expect(calls).toHaveLength(1);
    const { url, init } = calls[0]!;
    expect(url).toBe('https://collector.example.kz/kelisim/v1/sites/jetfin/records');
    expect(init).toMatchObject({
      method: 'POST',
      mode: 'cors',
      credentials: 'omit',
      referrerPolicy: 'origin',
      redirect: 'error',
    });
    expect(init.headers).toEqual({ 'content-type': 'text/plain;charset=UTF-8' });
    expect(init.keepalive).toBeUndefined();
    expect(JSON.parse(init.body as string)).toEqual({ v: 1, records: [record] });
  });

  it('carries the headers of the config, which may replace the content type in any spelling', async () => {
    const { send, calls } = transport(stored, { headers: { 'Content-Type': 'application/json', 'X-Site-Key': 'k' } });
    await send([record], { keepalive: false });
    expect(calls[0]!.init.headers).toEqual({ 'content-type': 'application/json', 'x-site-key': 'k' });
  });

  it('is made once more without keepalive when the keepalive quota is used up', async () => {
    const { send, calls } = transport((call) => (call.init.keepalive ? offline() : stored()));
    expect(await send([record], { keepalive: true })).toMatchObject({ kind: 'answered' });
    expect(calls.map((call) => call.init.keepalive)).toEqual([true, undefined]);
  });

  it('is made once when a plain one fails', async () => {
    const { send, calls } = transport(offline);
    expect(await send([record], { keepalive: false })).toEqual({ kind: 'later', code: 'network', waitMs: null });
    expect(calls).toHaveLength(1);
  });
});

describe('the answer', () => {
  it('becomes an outcome', async () => {
    const { send } = transport(stored);
    expect(await send([record], { keepalive: false })).toEqual({
      kind: 'answered',
      results: new Map([[record.id, 'stored']]),
    });
  });

  it('hands on Retry-After', async () => {
    const { send } = transport(() => new Response('busy', { status: 503, headers: { 'retry-after': '7' } }));
    expect(await send([record], { keepalive: false })).toEqual({ kind: 'later', code: 'http-503', waitMs: 7000 });
  });

  it('is read to its end whatever its status', async () => {
    let drained = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          drained = true;
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const { send } = transport(() => new Response(body, { status: 500 }));
    expect(await send([record], { keepalive: false })).toMatchObject({ code: 'http-500' });
    expect(drained).toBe(true);
  });

  it('that never ends is given up when the time is over', async () => {
    const { send } = transport(
      ({ init }) =>
        new Response(
          new ReadableStream({
            start(controller) {
              controller.enqueue(new TextEncoder().encode('{"v":1,'));
              init.signal!.addEventListener('abort', () => controller.error(init.signal!.reason));
            },
          }),
        ),
      { timeoutMs: 20 },
    );
    expect(await send([record], { keepalive: false })).toEqual({ kind: 'later', code: 'timeout', waitMs: null });
  });

  it('that never begins is given up when the time is over', async () => {
    const { send } = transport(
      ({ init }) =>
        new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject(init.signal!.reason))),
      { timeoutMs: 20 },
    );
    expect(await send([record], { keepalive: false })).toEqual({ kind: 'later', code: 'timeout', waitMs: null });
  });

  it('that is far too long is not read on, and counts as none', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(16 * 1024).fill(32)),
      cancel: () => {
        cancelled = true;
      },
    });
    const { send } = transport(() => new Response(body));
    expect(await send([record], { keepalive: false })).toEqual({ kind: 'later', code: 'too-long', waitMs: null });
    expect(cancelled).toBe(true);
  });

  it('without a body is one', async () => {
    const { send } = transport(() => new Response(null, { status: 204 }), { acknowledge: 'status' });
    expect(await send([record], { keepalive: false })).toEqual({
      kind: 'answered',
      results: new Map([[record.id, 'stored']]),
    });
  });
});

describe('a 415', () => {
  const noText = (call: Call): Response =>
    (call.init.headers as Record<string, string>)['content-type'] === 'application/json'
      ? stored()
      : new Response('', { status: 415 });

  it('makes the request once more as application/json, which is delivered', async () => {
    const { send, calls } = transport(noText);
    expect(await send([record], { keepalive: false })).toMatchObject({ kind: 'answered' });
    expect(calls.map(({ init }) => (init.headers as Record<string, string>)['content-type'])).toEqual([
      'text/plain;charset=UTF-8',
      'application/json',
    ]);
    expect(calls[1]!.init.body).toBe(calls[0]!.init.body);
  });

  it('of both types is the end of it: refused, to be mended', async () => {
    const { send, calls } = transport(() => new Response('', { status: 415 }));
    expect(await send([record], { keepalive: false })).toEqual({ kind: 'refused', code: 'http-415' });
    expect(calls).toHaveLength(2);
  });

  it('of a type that the config names is believed at once', async () => {
    const { send, calls } = transport(() => new Response('', { status: 415 }), {
      headers: { 'Content-Type': 'application/json' },
    });
    expect(await send([record], { keepalive: false })).toEqual({ kind: 'refused', code: 'http-415' });
    expect(calls).toHaveLength(1);
  });
});
