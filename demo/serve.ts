/** Owns `npm start`: options, what is printed, stopping. The demo itself is put together in start-demo.ts. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_SITES, type RunningDemo, startDemo } from './start-demo.ts';

const ROOT = join(import.meta.dirname, '..');
const DEFAULT_PORT = 8080;
const DEFAULT_COLLECTOR_PORT = 8787;
const DEFAULT_ADMIN_PORT = 8788;

const { values } = parseArgs({
  options: { port: { type: 'string' }, 'collector-port': { type: 'string' }, 'admin-port': { type: 'string' } },
});
const demo = await startDemo({
  port: portOf(values.port, DEFAULT_PORT),
  collectorPort: portOf(values['collector-port'], DEFAULT_COLLECTOR_PORT),
  adminPort: portOf(values['admin-port'], DEFAULT_ADMIN_PORT),
  dataDir: join(ROOT, '.cache/demo'),
  distDir: join(ROOT, 'dist'),
});
console.log(wordsFor(demo));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    demo.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

function portOf(text: string | undefined, preset: number): number {
  if (text === undefined) return preset;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) throw new Error(`"${text}" is no port: write a number from 0 to 65535`);
  return port;
}

function wordsFor({ port, adminUrl, adminToken, databasePath }: RunningDemo): string {
  const sites = DEMO_SITES.map(
    (name) => `  http://${name}.localhost:${port}/`.padEnd(42) + `http://127.0.0.1:${port}/${name}/`,
  );
  return `
Kelisim demo. Everything stays on this machine: the vendors are played by stand-ins.

${sites.join('\n')}
  ${`http://received.localhost:${port}/`.padEnd(40)}http://127.0.0.1:${port}/received/   what the stand-ins received
  ${`http://builder.localhost:${port}/`.padEnd(40)}http://127.0.0.1:${port}/builder/   config builder: make a site.json without programming
  ${`${adminUrl}/`.padEnd(40)}consent records: search, statistics, export, erasure; stored in ${databasePath}
  ${' '.repeat(40)}log in with this token, new at every start: ${adminToken}

The second column is for browsers that do not know *.localhost; there, look at one site at a time (they share a host, so they share cookies).

What to try
  1. Open a site and the received page side by side. Before you choose, nothing arrives.
  2. Reject all, reload, open the application page: still nothing but what is necessary there.
  3. Settings: analytics only. Then accept all. Watch who arrives.
  4. Add #kelisim-panel=demo to the address: the same as the gate saw it.
  5. Footer, "Cookie settings": withdraw. A second tab follows at once.
  6. Add ?install=inline to the address: the head script in the page instead of a file.

Қаз: сайт пен «received» бетін қатар ашыңыз: таңдау жасағанша ештеңе келмейді.
Рус: откройте сайт и страницу received рядом: до выбора не приходит ничего.

Ctrl-C stops everything.
`;
}
