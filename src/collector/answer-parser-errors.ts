/**
 * Owns the answer to what Node's HTTP parser refuses before any of our code sees a request: headers over the limit (431), a request that is too
 * slow (408), bytes that are not HTTP (400). Node alone answers without a body and closes at once, and a sender that is still writing then gets a
 * reset instead of the answer (RFC 9112, 9.6). Leaves to others: refusing what did parse (refuse.ts).
 */
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Problem, problemOf } from './refuse.ts';

/** How long what a refused sender still writes is read and thrown away, so that it comes to read its answer. */
const LINGER_MS = 1_000;

/** As Node answers them without a listener; any other is a malformed request. */
const PROBLEMS: Readonly<Record<string, readonly [status: number, code: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'headers-too-large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'too-large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'too-slow'],
};
const MALFORMED = [400, 'malformed-request'] as const;

export function answerParserErrors(server: Server): void {
  const refused = new WeakSet<Socket>();
  const open = new WeakMap<Socket, Set<ServerResponse>>();
  server.on('request', ({ socket }, response) => {
    const responses = open.get(socket) ?? new Set();
    open.set(socket, responses.add(response));
    response.once('close', () => responses.delete(response));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, duplex) => {
    const socket = duplex as Socket;
    // The parser refuses everything that follows, too.
    if (refused.has(socket)) return;
    refused.add(socket);
    const under = [...(open.get(socket) ?? [])];
    const last = under.at(-1);
    // Broken is only what follows a whole request: that one gets its answer, which says that the connection ends.
    if (last?.req.complete) {
      last.shouldKeepAlive = false;
      last.once('close', () => socket.destroySoon());
      return;
    }
    // Gone, or in the middle of another answer, which must not be mixed with this one.
    if (!socket.writable || under.length > 1 || last?.headersSent) {
      socket.destroySoon();
      return;
    }
    const [status, code] = PROBLEMS[error.code ?? ''] ?? MALFORMED;
    socket.end(textOf(problemOf(status, code)));
    const linger = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(linger));
  });
}

function textOf(problem: Problem): string {
  const body = JSON.stringify(problem);
  return [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    'Content-Type: application/problem+json',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}
