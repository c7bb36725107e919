/**
 * Owns judging kept runs of the corpus again (`run-corpus.ts --keep DIR`): a change of the judge is seen in a second, without a browser.
 * Leaves to others: the numbers that count (run-corpus.ts), which come from real visits only.
 *
 *   node tools/judge-corpus.ts DIR [site…]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import type { AuditRun } from '../src/audit/audit-run.ts';
import { domainOf } from '../src/audit/driver/cnames.ts';
import { judge } from '../src/audit/judge/judge.ts';
import { compare } from '../test/corpus/compare.ts';
import { DEFECTS } from '../test/corpus/expected.ts';

const [dir, ...only] = argv.slice(2);
if (dir === undefined) throw new Error('Say where the runs are: node tools/judge-corpus.ts DIR');
const ids = readdirSync(dir).map((name) => name.replace(/\.json$/, ''));
let wrong = 0;
for (const id of ids.filter((name) => only.length === 0 || only.includes(name))) {
  const run = JSON.parse(readFileSync(join(dir, `${id}.json`), 'utf8')) as AuditRun;
  const judged = { ...run, judgement: judge(run.observations, run.facts, domainOf) };
  const defect = DEFECTS.find((one) => one.id === id) ?? null;
  const { isFound, isCauseRight, isFixRight, said, beside, falseAlarms, inconclusive } = compare(judged, defect);
  const isGood = (defect === null || (isFound && isCauseRight && isFixRight)) && falseAlarms.length === 0;
  if (isGood && only.length === 0) continue;
  wrong++;
  console.log(
    `${id}: expected ${defect ? `${defect.verdict}/${defect.cause} ${defect.vendor} in ${defect.phases.join(', ')} → ${defect.fix}` : 'nothing'}`,
  );
  if (defect) console.log(`    said ${said || 'nothing'}`);
  for (const line of beside) console.log(`    beside: ${line}`);
  for (const line of falseAlarms) console.log(`    false alarm: ${line}`);
  for (const line of inconclusive) console.log(`    inconclusive: ${line}`);
}
console.log(`${ids.length} runs, ${wrong} to look at`);
