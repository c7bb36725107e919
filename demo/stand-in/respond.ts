/**
 * Owns the answer to any request that was meant for a vendor: a pure function over the routes, shared by the demo server and the end-to-end
 * server. Leaves to others: sockets and host mapping (the servers), keeping the log (received-log.ts).
 */
import type { Route, StandInRequest, StandInResponse } from './answer.ts';
import { ROUTES } from './vendors.ts';

/** The route that would answer, undefined when nobody plays this address. */
export function routeOf(host: string, path: string, query: string): Route | undefined {
  let best: Route | undefined;
  for (const route of ROUTES) {
    if (!isHost(route.host, host) || !path.startsWith(route.path) || !query.includes(route.query ?? '')) continue;
    if (!best || weight(route) > weight(best)) best = route;
  }
  return best;
}

/** Whether a host is one the stand-in plays, whatever the path. */
export function playsHost(host: string): boolean {
  return ROUTES.some((route) => isHost(route.host, host));
}

/** Every host that is played, `*.suffix` included. */
export function playedHosts(): string[] {
  return [...new Set(ROUTES.map((route) => route.host))];
}

export function respond(request: StandInRequest): StandInResponse {
  const cors = {
    'access-control-allow-origin': request.headers['origin'] ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '',
    'timing-allow-origin': '*',
    // A cached answer would hide a second contact from the log.
    'cache-control': 'no-store',
  };
  if (request.method === 'OPTIONS') return { status: 204, headers: cors, body: '' };
  const route = routeOf(request.host, request.path, request.query);
  if (!route)
    return { status: 404, headers: { ...cors, 'content-type': 'text/plain' }, body: 'nobody plays this address\n' };
  const answer = route.answer(request);
  return { ...answer, headers: { ...cors, ...answer.headers } };
}

function isHost(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

/** An exact host beats a wildcard, then the longer path and query win. */
function weight(route: Route): number {
  return route.path.length + (route.query ?? '').length + (route.host.startsWith('*') ? 0 : 1000);
}
