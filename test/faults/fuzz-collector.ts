/**
 * Owns the fuzz of the collector's write route: batches that are broken in every way we know, from one seed, at a real socket; after every answer
 * what must hold. Leaves to others: how many (tools/run-fuzz-collector.ts, the unit test), starting the collector.
 */
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { LOAD_ORIGIN } from '../support/collector-process.ts';
import { loadRecord } from '../bench/collector/record-load.ts';

export interface FuzzResult {
  readonly requests: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Numbers of the records that were acknowledged as stored. */
  readonly stored: ReadonlySet<string>;
  readonly quarantined: number;
  /** Sentences about what must not be, at most ten. */
  readonly faults: readonly string[];
}

interface Attempt {
  readonly name: string;
  readonly body: Buffer;
  readonly headers: Record<string, string>;
  readonly path: string;
  readonly method: string;
  /** Waits in the middle of the body, then goes away. */
  readonly breaksOff: boolean;
}

const CANARY = '77011234567';
/** A refusal in fixed words: strings and numbers, no nesting, no quote of what was sent. */
const REFUSAL = /^\{(?:"[a-z]+":(?:"[A-Za-z0-9:' -]{0,60}"|\d{3}),?)*\}$/;
const ACKNOWLEDGEMENT =
  /^\{"v":1,"results":\[(?:\{"id":(?:null|"[0-9a-f-]{36}"),"result":"[a-z]+"(?:,"code":"[a-z0-9-]+")?\},?)*\](?:,"missingNotice":\[(?:"[0-9a-f]{64}",?)*\])?\}$/;
const RETRIES_MAX_FAULTS = 10;

/** mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export async function fuzzCollector(
  url: string,
  options: { readonly requests: number; readonly seed: number; readonly connections?: number },
): Promise<FuzzResult> {
  const random = randomOf(options.seed);
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections ?? 16 });
  const statuses: Record<string, number> = {};
  const stored = new Set<string>();
  const faults: string[] = [];
  let quarantined = 0;
  let next = 0;
  async function run(): Promise<void> {
    while (next < options.requests && faults.length < RETRIES_MAX_FAULTS) {
      const number = next++;
      const attempt = attemptOf(number, random);
      const answer = await send(url, agent, attempt);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      const fault = faultOf(attempt, answer);
      if (fault) faults.push(`${attempt.name} (${number}): ${fault}`);
      if (answer.status !== 200 || attempt.method !== 'POST') continue;
      const { results } = JSON.parse(answer.body) as { results: { id: string; result: string }[] };
      for (const { id, result } of results) {
        if (result === 'stored' && stored.has(id)) faults.push(`${attempt.name} (${number}): ${id} stored twice`);
        if (result === 'stored') stored.add(id);
        if (result === 'quarantined') quarantined++;
      }
    }
  }
  await Promise.all(Array.from({ length: options.connections ?? 16 }, run));
  agent.destroy();
  return { requests: next, statuses, stored, quarantined, faults };
}

interface Answer {
  /** 0: the connection was closed without one. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function faultOf(attempt: Attempt, { status, headers, body }: Answer): string | null {
  if (status === 0) return attempt.breaksOff ? null : 'no answer';
  if (status >= 500) return `status ${status} ${body.slice(0, 80)}`;
  const isOurs = status === 200 ? ACKNOWLEDGEMENT.test(body) : REFUSAL.test(body) && /"code":"[a-z0-9-]+"/.test(body);
  if (!isOurs && !(body === '' && status === 204)) return `answer ${body.slice(0, 120)}`;
  if (body.includes(CANARY) || /\bat .*\.(?:ts|js):\d|node_modules|Error:/.test(body))
    return 'the answer says too much';
  const allowed = headers['access-control-allow-origin'];
  if (allowed !== undefined && allowed !== LOAD_ORIGIN) return `allows ${allowed}`;
  if (attempt.headers['Origin'] !== LOAD_ORIGIN && status === 200) return 'a foreign origin was answered 200';
  return null;
}

function send(url: string, agent: Agent, attempt: Attempt, isRepeated = false): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const { method, path, body, headers } = attempt;
  const outgoing = request(`${url}${path}`, { method, agent, headers }, (incoming) => {
    void text(incoming).then(
      (all) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: all }),
      () => resolve({ status: 0, headers: {}, body: '' }),
    );
  });
  outgoing.on('error', () => {
    // A kept connection that the server closed for idleness while we took it says nothing about this request: once more, on a new one
    // (https://nodejs.org/api/http.html#requestreusedsocket).
    if (outgoing.reusedSocket && !isRepeated && !attempt.breaksOff) resolve(send(url, new Agent(), attempt, true));
    else resolve({ status: 0, headers: {}, body: '' });
  });
  if (attempt.breaksOff) {
    outgoing.setHeader('Content-Length', String(body.length + 10));
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)));
    setTimeout(() => outgoing.destroy(new Error('gone')), 5);
  } else outgoing.end(body);
  return promise;
}

function attemptOf(number: number, random: () => number): Attempt {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const record = loadRecord(number + 1);
  const good = (text = record) => `{"v":1,"records":[${text}]}`;
  const withMember = (name: string, value: string) => record.replace(/}$/, `,${JSON.stringify(name)}:${value}}`);
  const replaced = (name: string, value: string) =>
    record.replace(new RegExp(`"${name}":("[^"]*"|[^,{}]+|\\{[^}]*\\})`), `"${name}":${value}`);
  const fields = Object.keys(JSON.parse(record) as object);
  const strange = [
    'null',
    'true',
    '-0',
    '1e400',
    '-1e400',
    '0.1',
    '9007199254740993',
    '""',
    '"\\ud800"',
    '"\\u0000"',
    `"${CANARY}"`,
    '[]',
    '{}',
    '[[]]',
    '{"__proto__":{"a":1}}',
    '{"constructor":"granted"}',
    '"1; DROP TABLE records"',
    `"${'ә'.repeat(3000)}"`,
    '"\\u202e"',
  ];
  const bodies: readonly [string, () => string | Buffer][] = [
    ['good', () => good()],
    ['strange value', () => good(replaced(pick(fields), pick(strange)))],
    ['duplicate key', () => good(withMember(pick(fields), pick(strange)))],
    [
      'unknown field',
      () =>
        good(withMember(pick(['iin', 'phone', '__proto__', 'constructor', 'toString', 'receivedAt']), pick(strange))),
    ],
    [
      'server field',
      () => good(withMember(pick(['hash', 'seq', 'body', 'writer', 'received_at', 'erased_at']), pick(strange))),
    ],
    ['escaped duplicate', () => good(record.replace('"v":1', '"v":1,"\\u0076":1'))],
    ['depth', () => good(withMember('deep', '['.repeat(5000) + ']'.repeat(5000)))],
    ['depth object', () => '{"a":'.repeat(20) + '1' + '}'.repeat(20)],
    ['mark', () => `\ufeff${good()}`],
    ['utf-16', () => Buffer.from(good(), 'utf16le')],
    [
      'bad utf-8',
      () =>
        Buffer.concat([
          Buffer.from(good().slice(0, 300)),
          Buffer.from([0xff, 0xc0, 0x80]),
          Buffer.from(good().slice(300)),
        ]),
    ],
    ['cut', () => good().slice(0, Math.floor(random() * good().length))],
    ['flipped byte', () => flipped(Buffer.from(good()), random)],
    [
      'inserted',
      () => {
        const at = Math.floor(random() * record.length);
        return good(
          record.slice(0, at) +
            pick(['"', '}', ',', '\\', '\u0000', '\ud800', '1e999', '{{', '/**/']) +
            record.slice(at),
        );
      },
    ],
    ['wrong site', () => good(replaced('site', '"other"'))],
    ['newer schema', () => good(replaced('v', String(2 + Math.floor(random() * 5))))],
    [
      'altered replay',
      () => good(loadRecord(Math.floor(random() * (number + 1)) + 1).replace('"gpc":false', '"gpc":true')),
    ],
    ['replay', () => good(loadRecord(Math.floor(random() * (number + 1)) + 1))],
    ['twice in one batch', () => `{"v":1,"records":[${record},${record}]}`],
    ['mixed batch', () => `{"v":1,"records":[${record},${pick(strange)},${replaced(pick(fields), pick(strange))}]}`],
    ['too many', () => `{"v":1,"records":[${Array.from({ length: 21 }, () => record).join(',')}]}`],
    [
      'no batch',
      () =>
        pick([
          '',
          ' ',
          'null',
          '[]',
          '"a"',
          '0',
          '{}',
          '{"v":1}',
          '{"v":2,"records":[]}',
          '{"v":1,"records":[]}',
          '{"v":1,"records":{}}',
          '{"v":1,"records":[null]}',
        ]),
    ],
    ['extra member', () => good().replace('"v":1,', `"v":1,"__proto__":${pick(strange)},`)],
    ['large', () => good() + ' '.repeat(49_000)],
    ['random bytes', () => Buffer.from(Array.from({ length: 60 }, () => Math.floor(random() * 256)))],
  ];
  const [name, body] = pick(bodies);
  const headers: Record<string, string> = { Origin: LOAD_ORIGIN, 'Content-Type': 'text/plain;charset=UTF-8' };
  let path = '/v1/sites/load/records';
  let method = 'POST';
  let twist = '';
  // One request in four is strange around its body too.
  if (random() < 0.25) {
    const twists: readonly [string, () => void][] = [
      [
        'foreign origin',
        () =>
          void (headers['Origin'] = pick([
            'https://evil.example',
            'null',
            `${LOAD_ORIGIN}.evil.example`,
            `${LOAD_ORIGIN}:444`,
            '*',
            `${LOAD_ORIGIN}, ${LOAD_ORIGIN}`,
          ])),
      ],
      ['no origin', () => void delete headers['Origin']],
      [
        'content type',
        () =>
          void (headers['Content-Type'] = pick([
            'text/html',
            'application/x-www-form-urlencoded',
            'multipart/form-data',
            'application/json; charset=utf-16',
            'text/plain;;;',
            ';',
            '__proto__',
          ])),
      ],
      ['encoding', () => void (headers['Content-Encoding'] = pick(['gzip', 'br', 'identity, gzip', 'x']))],
      ['huge header', () => void (headers['X-Long'] = 'a'.repeat(pick([8000, 15_000, 20_000])))],
      [
        'forwarded',
        () => Object.assign(headers, { 'X-Forwarded-For': CANARY, Cookie: `a=${CANARY}`, 'User-Agent': '' }),
      ],
      [
        'path',
        () =>
          void (path = pick([
            '/v1/sites/%00/records',
            '/v1/sites/..%2f/records',
            '/v1/sites/%zz/records',
            '/v1/sites//records',
            `/v1/sites/${'a'.repeat(300)}/records`,
            '/v1/sites/__proto__/records',
            '/v2/sites/load/records',
            `/v1/receipts/${CANARY}`,
          ])),
      ],
      ['method', () => void (method = pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']))],
      ['query', () => void (path += `?phone=${CANARY}&__proto__[a]=1`)],
    ];
    const [what, apply] = pick(twists);
    twist = `, ${what}`;
    apply();
  }
  const given = body();
  return {
    name: name + twist,
    body: typeof given === 'string' ? Buffer.from(given) : given,
    headers,
    path,
    method,
    breaksOff: random() < 0.01,
  };
}

function flipped(bytes: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return bytes;
}
