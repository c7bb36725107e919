/**
 * Owns which of the site's own names lead elsewhere by DNS: a CNAME to another registrable domain. Only names under the site's own domain are
 * asked for; what is asked goes to the resolver of whoever runs the audit.
 */
import { resolveCname } from 'node:dns/promises';
import { isIP } from 'node:net';
import { getDomain } from 'tldts';
import { inTime } from './in-time.ts';

const ASK_MS = 3_000;
const HOSTS_MAX = 50;

/** Registrable domain of a host, itself when it has none; `*.localhost` plays the name before it (RFC 6761 §6.3). */
export function domainOf(host: string): string {
  const name = host.replace(/\.localhost$/, '');
  return getDomain(name, { allowPrivateDomains: true }) ?? name;
}

export async function readCnames(
  pages: readonly string[],
  hosts: Iterable<string>,
  resolve: ((host: string) => Promise<readonly string[]>) | null,
): Promise<Record<string, readonly string[]>> {
  const own = new Set(pages.map((url) => URL.parse(url)?.hostname ?? ''));
  const domains = new Set([...own].map(domainOf));
  const asked = [...new Set(hosts)].filter((host) => domains.has(domainOf(host)) && !isIP(host)).slice(0, HOSTS_MAX);
  const found: Record<string, readonly string[]> = {};
  if (!resolve) return found;
  await Promise.all(
    asked.map(async (host) => {
      const targets = await inTime(resolve(host), ASK_MS, []);
      const elsewhere = targets.filter((target) => domainOf(target) !== domainOf(host));
      if (elsewhere.length > 0) found[host] = targets;
    }),
  );
  return found;
}

/** @returns null where DNS says nothing of what the browser does: its hosts are mapped, or loopback. */
export function systemResolver(
  browserArgs: readonly string[] = [],
): ((host: string) => Promise<readonly string[]>) | null {
  return browserArgs.some((arg) => /^--(?:host-resolver-rules|host-rules|proxy-)/.test(arg)) ? null : followCnames;
}

/** A CNAME may lead to the next one. */
async function followCnames(host: string): Promise<readonly string[]> {
  const targets: string[] = [];
  for (let name: string | undefined = host; name !== undefined && targets.length < 8; ) {
    const [next]: string[] = /\.?localhost$/.test(name) ? [] : await resolveCname(name).catch(() => []);
    if (next !== undefined) targets.push(next.toLowerCase());
    name = next;
  }
  return targets;
}
