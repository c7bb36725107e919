import { describe, expect, it } from 'vitest';
import { compare, mergeResults, worstAt } from './baseline.ts';
import { judgeCell } from './cell.ts';
import type { StateResult } from './consent-states.ts';
import { guaranteesPage } from './guarantees-page.ts';
import { dynamicKinds, type Kind, staticKinds } from './kinds/kind.ts';
import type { KindOutcome } from './measure-load.ts';
import type { EngineResult, MeasuredCell } from './run-plan.ts';

const [FETCH] = dynamicKinds('network', 'Network calls', { release: 'again' }, [
  ['fetch', 'fetch(text)', 'fetch(url)'],
]);
const [SCRIPT] = staticKinds('scripts', 'Script tags', { type: 'js', isLookahead: true }, [
  ['script', '<script src>', '<script src="URL"></script>'],
]);
const KINDS = [FETCH!, SCRIPT!] as const;

const held: KindOutcome = { arrived: false, ran: false, released: true };
const lost: KindOutcome = { ...held, released: false };
const early: KindOutcome = { arrived: true, ran: false, released: null };
const executed: KindOutcome = { ...early, ran: true };

const FACTS = { measured: '2026-01-01', loads: 2, settleMs: 400 };

function result(
  kind: Kind,
  outcomes: readonly KindOutcome[],
  part: Partial<MeasuredCell & EngineResult> = {},
): EngineResult {
  const cell = { kind: kind.id, engine: 'chromium', level: 'tag', condition: 'one', ...part } as const;
  return {
    engine: cell.engine,
    version: 'Chrome/1',
    cells: [{ ...cell, ...judgeCell(kind, true, outcomes) }],
    mute: part.mute ?? [],
    unexpected: [],
    complaints: [],
    slowestControlMs: 12,
  };
}

const state = (part: Partial<StateResult>): StateResult => ({
  engine: 'chromium',
  level: 'fence',
  loads: 8,
  pairs: 4,
  leaks: [],
  missing: [],
  ...part,
});

describe('what loads say about a kind', () => {
  it('says never only when every load was silent and everything came back', () => {
    expect(judgeCell(FETCH!, true, [held, held]).verdict).toBe('never');
    expect(judgeCell(FETCH!, true, [held, lost]).verdict).toBe('lost');
  });

  it('takes one arrival in one load for a leak', () => {
    expect(judgeCell(FETCH!, true, [held, early, held])).toMatchObject({ verdict: 'leaves', arrived: 1, loads: 3 });
  });

  it('takes a zero for nothing when the control does not leak', () => {
    expect(judgeCell(FETCH!, false, [held]).verdict).toBe('silent');
  });

  it('tells a script that was only fetched ahead from one that ran', () => {
    expect(judgeCell(SCRIPT!, true, [early, held]).verdict).toBe('no-run');
    expect(judgeCell(SCRIPT!, true, [early, executed]).verdict).toBe('leaves');
  });
});

describe('the baseline', () => {
  const baseline = mergeResults(null, [result(FETCH!, [held]), result(SCRIPT!, [early])], [state({})], KINDS, FACTS);

  it('takes the worst delivery of the page for the cell', () => {
    const slow = mergeResults(baseline, [result(FETCH!, [early], { condition: 'slow' })], [], KINDS, FACTS);
    expect(worstAt(slow, 'fetch', 'tag', 'chromium')).toBe('leaves');
    expect(worstAt(baseline, 'fetch', 'tag', 'chromium')).toBe('never');
  });

  it('keeps what this version of a browser was once seen to let out, and counts the loads of all its runs', () => {
    const raced = mergeResults(null, [result(FETCH!, [early, held])], [], KINDS, FACTS);
    const quiet = mergeResults(raced, [result(FETCH!, [held, held])], [], KINDS, FACTS);
    expect(worstAt(quiet, 'fetch', 'tag', 'chromium')).toBe('leaves');
    expect(quiet.rates).toEqual({ 'fetch tag chromium': '1/4' });
    const again = mergeResults(quiet, [result(FETCH!, [early, early])], [], KINDS, FACTS);
    expect(again.rates).toEqual({ 'fetch tag chromium': '3/6' });
  });

  it('forgets it for another version of the browser, after a mend, and where a release only came late', () => {
    const raced = mergeResults(null, [result(FETCH!, [early, held])], [], KINDS, FACTS);
    const newer = { ...result(FETCH!, [held, held]), version: 'Chrome/2' };
    expect(worstAt(mergeResults(raced, [newer], [], KINDS, FACTS), 'fetch', 'tag', 'chromium')).toBe('never');
    const mended = mergeResults(raced, [result(FETCH!, [held, held])], [], KINDS, { ...FACTS, isAnew: true });
    expect([worstAt(mended, 'fetch', 'tag', 'chromium'), mended.rates]).toEqual(['never', {}]);
    const late = mergeResults(null, [result(FETCH!, [held, lost])], [], KINDS, FACTS);
    const inTime = mergeResults(late, [result(FETCH!, [held, held])], [], KINDS, FACTS);
    expect(worstAt(inTime, 'fetch', 'tag', 'chromium')).toBe('never');
  });

  it('names a cell that got worse, and one that got better', () => {
    const { worse, better, passed } = compare(baseline, [result(FETCH!, [early]), result(SCRIPT!, [held])], []);
    expect(worse).toEqual(['chromium tag one fetch: leaves, was never']);
    expect(better).toEqual(['chromium tag one script: never, was no-run']);
    expect(passed).toBe(1);
  });

  it('fails a kind whose control stayed silent, and a cell that it does not know', () => {
    expect(compare(baseline, [result(FETCH!, [held], { mute: ['fetch'] })], []).worse).toHaveLength(1);
    expect(compare(baseline, [result(FETCH!, [held], { level: 'fence' })], []).worse).toHaveLength(1);
  });

  it('fails a state of consent in which a denied category is reached or a granted one is missing', () => {
    expect(compare(baseline, [], [state({})]).worse).toEqual([]);
    expect(compare(baseline, [], [state({ leaks: ['fetch'] })]).worse).toHaveLength(1);
    expect(compare(baseline, [], [state({ missing: ['fetch'] })]).worse).toHaveLength(1);
  });

  it('forgets kinds that are no more, and keeps what was not measured again', () => {
    const merged = mergeResults(baseline, [result(FETCH!, [early])], [], [FETCH!], FACTS);
    expect(Object.keys(merged.cells)).toEqual(['fetch']);
    expect(merged.states.fence?.chromium?.loads).toBe(8);
  });
});

describe('the page of guarantees', () => {
  const results = [result(FETCH!, [held, early]), result(SCRIPT!, [early, early])];
  const page = guaranteesPage(mergeResults(null, results, [state({ missing: ['fetch'] })], KINDS, FACTS), KINDS);

  it('has a row for every kind, with the loads in which it arrived when it was not all of them', () => {
    expect(page).toContain('| `fetch(text)` | **leaves** 1/2 |');
    expect(page).toContain('| `<script src>` | may leave, does not run |');
  });

  it('names what is left at a level, and what a state of consent lacked', () => {
    expect(page).toMatch(/### What is left at level tag\n\n- \*\*leaves\*\*\n {2}- Network calls: `fetch\(text\)`/);
    expect(page).toContain('| fence | Chromium | 8 | 4 | none | `fetch(text)` |');
  });
});
