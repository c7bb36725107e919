/**
 * Owns putting the demo together: one HTTP server, the collector beside it, each site built twice (for its own host name, and for the path form).
 * Leaves to others: options and words on the terminal (serve.ts), answering requests (demo-server.ts).
 */
import { mkdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { buildSite } from '../src/cli/build-site.ts';
import { DEFAULT_LIMITS, type LogEntry } from '../src/collector/collector-environment.ts';
import { makeToken, TOKEN_SCOPES } from '../src/collector/evidence/admin-token.ts';
import { RequestCounters } from '../src/collector/request-counters.ts';
import { ListenError, type RunningCollector, serveCollector } from '../src/collector/serve.ts';
import { openSqliteStorage } from '../src/collector/storage/open-storage.ts';
import type { ServiceConfig } from '../src/core/config.ts';
import { asPastedParts } from './as-pasted/render.ts';
import { createDemoServer, type DemoContent, type DemoSite } from './demo-server.ts';
import { createHostMap, type HostForm, type HostMap } from './host-map.ts';
import type { ReceivedLog } from './stand-in/received-log.ts';
import { playsHost } from './stand-in/respond.ts';

export const DEMO_SITES = ['jetfin', 'kengo', 'kreditomat', 'as-pasted'] as const;

const FORMS: readonly HostForm[] = ['subdomain', 'path'];
/** How many ports above the wanted one are tried. */
const PORTS_TRIED = 50;

export interface DemoOptions {
  /** The first port to try; 0 takes any free one. */
  readonly port: number;
  readonly collectorPort: number;
  /** 0, or the first port to try, as for the others. */
  readonly adminPort: number;
  /** Where built files and the database go. */
  readonly dataDir: string;
  /** The package's dist folder. */
  readonly distDir: string;
}

export interface RunningDemo {
  readonly port: number;
  readonly collectorUrl: string;
  readonly adminUrl: string;
  /** Made anew at every start, for this database only. */
  readonly adminToken: string;
  readonly databasePath: string;
  readonly log: ReceivedLog;
  close(): Promise<void>;
}

export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  let content: DemoContent | null = null;
  const { server, log } = createDemoServer(() => content);
  const port = await listenFrom(server, options.port);
  mkdirSync(options.dataDir, { recursive: true });
  const databasePath = join(options.dataDir, 'consent.db');
  try {
    const { collector, adminUrl, adminToken } = await startCollector(databasePath, options, originsOf(port));
    const close = async () => {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), collector.close()]);
    };
    try {
      content = await buildContent(options, port, collector.url);
    } catch (error) {
      await close();
      throw error;
    }
    return { port, collectorUrl: collector.url, adminUrl, adminToken, databasePath, log, close };
  } catch (error) {
    server.close();
    throw error;
  }
}

async function buildContent(options: DemoOptions, port: number, collector: string): Promise<DemoContent> {
  const maps = Object.fromEntries(
    FORMS.map((form) => [form, createHostMap({ form, port, sites: DEMO_SITES, collector, plays: playsHost })]),
  ) as Record<HostForm, HostMap>;
  const sites: Record<HostForm, Map<string, DemoSite>> = { subdomain: new Map(), path: new Map() };
  for (const form of FORMS) {
    for (const name of DEMO_SITES) sites[form].set(name, await buildDemoSite(name, form, maps[form], options));
  }
  return { maps, sites, builder: { folder: join(options.distDir, 'builder'), tag: '' } };
}

async function buildDemoSite(name: string, form: HostForm, map: HostMap, options: DemoOptions): Promise<DemoSite> {
  const folder = join(import.meta.dirname, name);
  const outDir = join(options.dataDir, form, name);
  const prefix = form === 'path' ? `/${name}` : '';
  const config = JSON.parse(map.rewrite(readFileSync(join(folder, 'site.json'), 'utf8'))) as {
    services: ServiceConfig[];
  };
  config.services = config.services.map((service) => ({
    ...service,
    ...(service.onlyOn && { onlyOn: service.onlyOn.map((path) => prefix + path) }),
    ...(service.notOn && { notOn: service.notOn.map((path) => prefix + path) }),
  }));
  const built = await buildSite({
    config,
    outDir,
    distDir: options.distDir,
    publicPath: `${prefix}/kelisim/`,
    mapHost: map.mapHost,
  });
  if (built.findings.length > 0) throw new Error(`demo/${name}/site.json is wrong: ${JSON.stringify(built.findings)}`);
  return {
    inlineTag: built.headHtml.trim(),
    pages: {
      folder,
      tag: built.tagHtml.trim(),
      kelisim: outDir,
      rewrite: map.rewrite,
      ...(name === 'as-pasted' && { parts: asPastedParts() }),
    },
  };
}

/** Pages of both forms may send records. */
function originsOf(port: number): string[] {
  return [...DEMO_SITES.map((name) => `http://${name}.localhost:${port}`), `http://127.0.0.1:${port}`];
}

/** The only demo token: an older one of the same name stops working. */
const TOKEN_NAME = 'demo';

async function startCollector(
  databasePath: string,
  options: DemoOptions,
  origins: readonly string[],
): Promise<{ collector: RunningCollector; adminUrl: string; adminToken: string }> {
  const storage = await openSqliteStorage(databasePath);
  const counters = new RequestCounters();
  const environment = {
    storage,
    allowedOrigins: new Set(origins),
    sites: new Set<string>(DEMO_SITES),
    limits: DEFAULT_LIMITS,
    now: Date.now,
    log: (entry: LogEntry) => counters.add('public', entry),
  };
  const { secret, token } = makeToken(TOKEN_NAME, TOKEN_SCOPES, new Date().toISOString());
  const host = '127.0.0.1';
  const adminEnvironment = { storage, counters, now: Date.now, log: (entry: LogEntry) => counters.add('admin', entry) };
  try {
    await storage.removeToken(TOKEN_NAME);
    await storage.addToken(token);
  } catch (error) {
    await storage.close();
    throw error;
  }
  // Both ports move together; neither needs to be the printed default.
  for (let tried = 0; ; tried++) {
    try {
      const step = (port: number) => (port === 0 ? 0 : port + 2 * tried);
      const admin = { environment: adminEnvironment, host, port: step(options.adminPort) };
      const collector = await serveCollector(environment, { host, port: step(options.collectorPort), admin });
      if (collector.adminUrl === null) throw new Error('the admin side did not start');
      return { collector, adminUrl: collector.adminUrl, adminToken: secret };
    } catch (error) {
      if (error instanceof ListenError && tried < PORTS_TRIED) continue;
      await storage.close();
      throw error;
    }
  }
}

async function listenFrom(server: Server, wanted: number): Promise<number> {
  for (let port = wanted; ; port++) {
    const failure = await listen(server, port);
    if (!failure) break;
    if (failure.code !== 'EADDRINUSE' || port >= wanted + PORTS_TRIED) throw failure;
  }
  return (server.address() as { port: number }).port;
}

function listen(server: Server, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException) => resolve(error);
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      resolve(null);
    });
  });
}
