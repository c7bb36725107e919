/** Owns the plain list of what leaks or does not come back, for whoever works on the gate. Pure. */
import type { Verdict } from './cell.ts';
import { LEVELS } from './matrix-site.ts';
import type { StateResult } from './consent-states.ts';
import type { EngineResult, MeasuredCell } from './run-plan.ts';

const WORDS: readonly (readonly [Verdict, string])[] = [
  ['leaves', 'LEAVES'],
  ['no-run', 'leaves, does not run'],
  ['lost', 'HELD, DOES NOT COME BACK'],
  ['silent', 'not measured: does not leak without Kelisim'],
];

export function worklist(results: readonly EngineResult[], states: readonly StateResult[]): string {
  const lines: string[] = [];
  for (const { engine, version, cells, mute, unexpected, complaints } of results) {
    lines.push(`# ${engine} (${version})`);
    if (mute.length > 0) lines.push(`CONTROL DID NOT LEAK THOUGH IT SHOULD: ${mute.join(' ')}`);
    if (unexpected.length > 0) lines.push(`control leaks though it is said not to: ${unexpected.join(' ')}`);
    lines.push(...complaints.map((text) => `Kelisim says on the console: ${text}`));
    for (const level of LEVELS) {
      const conditions = new Set(cells.filter((cell) => cell.level === level).map(({ condition }) => condition));
      for (const condition of conditions) {
        const here = cells.filter((cell) => cell.level === level && cell.condition === condition);
        const never = here.filter(({ verdict }) => verdict === 'never').length;
        lines.push(`## ${level}, ${condition}: ${never} of ${here.length} never leave`);
        for (const [verdict, words] of WORDS) {
          const those = here.filter((cell) => cell.verdict === verdict);
          if (those.length > 0) lines.push(`${words} (${those.length}): ${those.map(told).join(' ')}`);
        }
      }
    }
  }
  for (const { engine, level, loads, pairs, leaks, missing } of states) {
    lines.push(`## states of consent, ${engine} ${level}: ${loads} loads, ${pairs} requests each`);
    if (leaks.length > 0) lines.push(`REACHES A DENIED CATEGORY: ${leaks.join(' ')}`);
    if (missing.length > 0) lines.push(`GRANTED, DOES NOT ARRIVE: ${missing.join(' ')}`);
  }
  return `${lines.join('\n')}\n`;
}

function told({ kind, loads, arrived, ran, lost }: MeasuredCell): string {
  const counts =
    arrived > 0 ? `${arrived}/${loads}${ran > 0 ? ` ran ${ran}` : ''}` : lost > 0 ? `${lost}/${loads}` : '';
  return counts === '' || counts === `${loads}/${loads}` ? kind : `${kind}(${counts})`;
}
