/**
 * Owns `kelisim collector`: options, their checks, the words on the terminal.
 * Leaves to others: the Node version (the bin checks it first), storing and serving (collector/, loaded only when the command runs).
 */
import { Command, InvalidArgumentError } from 'commander';
import { backupCommand } from './backup-command.ts';
import { eraseCommand, retainCommand } from './erase-command.ts';
import { exportCommand } from './export-command.ts';
import { tokenCommand } from './token-command.ts';
import { verifyCommand } from './verify-command.ts';
import type { LogEntry } from '../../collector/collector-environment.ts';

interface CollectorOptions {
  readonly db: string;
  readonly port: number;
  readonly host: string;
  readonly origin: readonly string[];
  readonly site: readonly string[];
  readonly rate: number;
  readonly adminPort?: number;
  readonly adminHost: string;
  readonly log: boolean;
}

export function collectorCommand(): Command {
  return (
    new Command('collector')
      .description(
        'store consent records in a SQLite file or PostgreSQL, show receipts, and let the operator work with the evidence',
      )
      .option(
        '--db <address>',
        'SQLite file, made when missing, or postgres://user:password@host/database',
        parseDatabase,
        'kelisim.db',
      )
      .option('--port <number>', 'port to listen on, 0 for any free one', parsePort, 8787)
      .option('--host <address>', 'address to listen on', '127.0.0.1')
      .option(
        '--origin <origin>',
        'site that may send records, as https://site.kz (repeatable, at least one)',
        collectOrigin,
        [],
      )
      .option('--site <id>', 'site id to accept, all when not given (repeatable)', collectSite, [])
      .option('--rate <number>', 'write requests a second allowed for each origin', parseRate, 500)
      .option(
        '--admin-port <number>',
        'port of the admin side (search, export, erasure, statistics); needs a token',
        parsePort,
      )
      .option('--admin-host <address>', 'address the admin side listens on', '127.0.0.1')
      .option('--log', 'print one line per request; failures are always printed', false)
      .action(run)
      // What stands after the name of a command is that command's, though this one has a --db too.
      .enablePositionalOptions()
      .addCommand(verifyCommand())
      .addCommand(exportCommand())
      .addCommand(eraseCommand())
      .addCommand(retainCommand())
      .addCommand(backupCommand())
      .addCommand(tokenCommand())
  );
}

async function run(options: CollectorOptions, command: Command): Promise<void> {
  if (options.origin.length === 0) {
    command.error(
      'The collector needs to know which site may send records: add --origin https://site.kz (once per site).',
    );
  }
  const [
    { DEFAULT_LIMITS },
    { RequestCounters },
    { openStorage },
    { StorageOpenError },
    { closeOnSignals, ListenError, serveCollector },
  ] = await Promise.all([
    import('../../collector/collector-environment.ts'),
    import('../../collector/request-counters.ts'),
    import('../../collector/storage/open-storage.ts'),
    import('../../collector/storage/storage.ts'),
    import('../../collector/serve.ts'),
  ]);
  try {
    const storage = await openStorage(options.db);
    const counters = new RequestCounters();
    const logFrom = (port: 'public' | 'admin') => (entry: LogEntry) => {
      counters.add(port, entry);
      if (options.log || entry.status >= 500) console.error(lineOf(entry));
    };
    const environment = {
      storage,
      allowedOrigins: new Set(options.origin),
      sites: options.site.length > 0 ? new Set(options.site) : null,
      limits: { ...DEFAULT_LIMITS, writes: { perSecond: options.rate, burst: options.rate * 4 } },
      now: Date.now,
      log: logFrom('public'),
    };
    const closeFirst = async (error: unknown): Promise<never> => {
      await storage.close();
      throw error;
    };
    const { adminPort, adminHost: host } = options;
    // Never without a token. Taking records in does not depend on it: an operator who removes the last token still gets every record.
    const hasToken = adminPort !== undefined && (await storage.tokens().catch(closeFirst)).length > 0;
    const admin = hasToken && {
      environment: { storage, now: Date.now, log: logFrom('admin'), counters },
      host,
      port: adminPort,
    };
    const collector = await serveCollector(environment, { ...options, ...(admin && { admin }) }).catch(closeFirst);
    closeOnSignals(collector);
    if (adminPort !== undefined && !hasToken)
      console.error(
        'The admin side is off, because there is no token yet: make one with "kelisim collector token add --db … --name … --scope read,export,erase" and start again.',
      );
    console.log(
      `Kelisim collector listens on ${collector.url}, ${collector.adminUrl === null ? 'admin side off (--admin-port)' : `admin side: ${collector.adminUrl}/`}`,
    );
  } catch (error) {
    if (error instanceof StorageOpenError || error instanceof ListenError) command.error(error.message);
    throw error;
  }
}

function lineOf({ method, route, status, counts, failure }: LogEntry): string {
  const counted = Object.entries(counts ?? {}).map(([name, count]) => `${name}=${count}`);
  return [method, route, status, ...counted, ...(failure ? [failure] : [])].join(' ');
}

function parseDatabase(value: string): string {
  if (value === '' || value === ':memory:')
    throw new InvalidArgumentError('Records must be on disk: give a file name.');
  return value;
}

function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

function parseRate(value: string): number {
  if (!/^[1-9]\d{0,6}$/.test(value))
    throw new InvalidArgumentError('A rate is a whole number of requests a second, at least 1.');
  return Number(value);
}

/** Only what a browser would send in an Origin header can ever match. */
function collectOrigin(value: string, before: readonly string[]): string[] {
  const origin = URL.canParse(value) ? new URL(value).origin : 'null';
  const plain = /^https?:\/\//.test(origin) && (value === origin || value === `${origin}/`);
  if (!plain)
    throw new InvalidArgumentError(
      'An origin is scheme and host, and a port when it is not the usual one, as https://site.kz; "*" is not possible.',
    );
  return [...before, origin];
}

function collectSite(value: string, before: readonly string[]): string[] {
  if (!/^[a-z0-9-]{1,40}$/.test(value)) throw new InvalidArgumentError('A site id has 1 to 40 of a-z, 0-9 and "-".');
  return [...before, value];
}
