import { startStandIn } from '../support/stand-in-server.ts';
import { AUDITED, SITE } from './audited-site.ts';
import { CHROMIUM_FLAGS } from '../../tools/chromium-flags.ts';
import { launchBrowser } from '../../src/audit/driver/launch-browser.ts';
import { runAudit } from '../../src/audit/driver/run-audit.ts';
const standIn = await startStandIn({ pages: AUDITED });
const browser = await launchBrowser({
  browserPath: '/usr/bin/chromium',
  browserArgs: [...CHROMIUM_FLAGS, ...standIn.chromiumFlags],
});
const t0 = Date.now();
const run = await runAudit(
  {
    urls: [SITE + (process.argv[2] ?? '/')],
    phases: [(process.argv[3] ?? 'no-choice') as 'no-choice'],
    repeats: 1,
    settleMs: Number(process.argv[4] ?? 900),
  },
  (p) => console.log(Date.now() - t0, JSON.stringify(p)),
  { browser },
);
console.log('took', Date.now() - t0);
const o = run.observations[0]!;
console.log(
  JSON.stringify(
    {
      ...o,
      documents: Object.keys(o.documents),
      requests: o.requests.map((r) =>
        [
          r.id,
          r.atMs,
          r.kind,
          r.realm,
          r.outcome,
          r.why,
          r.url.slice(8),
          r.from.slice(8),
          r.initiator.kind,
          r.initiator.chain.map((p) => p.url.slice(-12) + ':' + p.line + ':' + p.column),
          r.initiator.element?.tag.slice(0, 60),
          r.initiator.element?.place?.line,
          r.initiator.through,
        ].join(' '),
      ),
    },
    null,
    1,
  ),
);
console.log(standIn.received('pixel.tracker.kz').map((r) => r.kind + r.path));
await browser.close();
await standIn.close();
