/**
 * Owns `npm run vendors:check`: prints where the catalogue and third-party-web (MIT) disagree and what was decided about each, and fails for
 * a disagreement without a decision in src/vendors/third-party-web-decisions.json or a decision about nothing.
 * Leaves to others: the comparison (compare-with-entities.ts).
 */
import { readFileSync } from 'node:fs';
import thirdPartyWeb from 'third-party-web/nostats-subset.js';
import { loadVendorFiles } from '../src/vendors/load-vendor-files.ts';
import { type Decisions, compareWithEntities } from './compare-with-entities.ts';

const DECISIONS_FILE = new URL('../src/vendors/third-party-web-decisions.json', import.meta.url);

const decisions = JSON.parse(readFileSync(DECISIONS_FILE, 'utf8')) as Decisions;
const { decided, undecided, stale } = compareWithEntities(
  loadVendorFiles(),
  thirdPartyWeb.entities,
  (host) => thirdPartyWeb.getEntity(`https://${host}/`),
  decisions,
);

for (const [decision, items] of Map.groupBy(decided, (item) => item.decision)) {
  console.log(`${items[0]!.kind}: ${items.map(({ host }) => host).join(', ')}\n  ${decision}`);
}
for (const { entity, vendors, decision } of decisions.sameCompany) {
  console.log(`same company: ${entity} and ${vendors.join(', ')}\n  ${decision}`);
}
for (const { kind, host, vendors, entity } of undecided) {
  console.error(
    `UNDECIDED ${kind}: ${host} (${vendors.join(', ')}${entity === undefined ? '' : `; there: ${entity}`})`,
  );
}
for (const text of stale) console.error(`STALE: ${text}`);
console.log(
  `${decided.length} disagreements decided, ${undecided.length} undecided, ${stale.length} decisions about nothing`,
);
if (undecided.length + stale.length > 0) process.exitCode = 1;
