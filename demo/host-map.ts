/**
 * Owns the mapping of real host names to loopback, so that the demo contacts nothing else. Two forms:
 * `subdomain`: `http://www.facebook.com.localhost:PORT/tr`, sites at `http://jetfin.localhost:PORT/`;
 * `path`, for browsers that do not resolve `*.localhost`: `http://127.0.0.1:PORT/_/www.facebook.com/tr`, sites at `http://127.0.0.1:PORT/jetfin/`.
 * Leaves to others: which hosts are played (stand-in), sockets (demo-server.ts).
 */

export type HostForm = 'subdomain' | 'path';

export interface HostMapOptions {
  readonly form: HostForm;
  readonly port: number;
  /** Site names: `jetfin` stands for `jetfin.kz`. */
  readonly sites: readonly string[];
  /** Address of the collector, takes the place of `consent.<site>.kz`. */
  readonly collector: string;
  /** Whether the stand-in plays a host; all others in a text are left alone. */
  readonly plays: (host: string) => boolean;
}

export interface HostMap {
  /** For the rules of the gate: host or `*.suffix` in, host without port out, with a path in path form. */
  mapHost(host: string): string;
  /** For pages, scripts and configs: every address of a played host, of a site, of its collector. */
  rewrite(text: string): string;
}

/** `https://host`, `wss://host`, `//host`; the path is left alone. */
const ADDRESS = /(?:\b(https?|wss?):)?\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi;

export function createHostMap(options: HostMapOptions): HostMap {
  const { form, port, sites, collector, plays } = options;
  const siteOf = (host: string) => sites.find((site) => host === `${site}.kz`);
  const isCollector = (host: string) => sites.some((site) => host === `consent.${site}.kz`);

  /** Authority and path prefix, as `host:port/prefix`; null when the host is not ours to map. */
  const place = (host: string): string | null => {
    const site = siteOf(host);
    if (isCollector(host)) return collector.replace(/^https?:\/\//, '');
    if (form === 'path') return site ? `127.0.0.1:${port}/${site}` : plays(host) ? `127.0.0.1:${port}/_/${host}` : null;
    return site ? `${site}.localhost:${port}` : plays(host) ? `${host}.localhost:${port}` : null;
  };

  return {
    mapHost(host) {
      // Only the records' path: `127.0.0.1` alone would cover the vendors of the path form as well.
      if (isCollector(host)) return '127.0.0.1/v1';
      return form === 'path' ? `127.0.0.1/_/${host}` : `${host}.localhost`;
    },
    rewrite(text) {
      return text.replace(ADDRESS, (whole, scheme: string | undefined, host: string) => {
        const target = place(host.toLowerCase());
        if (target === null) return whole;
        const plain = scheme && (scheme.toLowerCase().startsWith('ws') ? 'ws:' : 'http:');
        return `${plain ?? ''}//${target}`;
      });
    },
  };
}
