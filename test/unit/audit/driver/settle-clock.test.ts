/** When a page is quiet. */
import { describe, expect, it } from 'vitest';
import { QUIET_MS, SettleClock } from '../../../../src/audit/driver/settle-clock.ts';

describe('A page', () => {
  it('is quiet when nothing is under way and nothing has begun for a while', () => {
    const clock = new SettleClock(0);
    clock.begun('a', 100);
    expect(clock.isQuiet(100 + QUIET_MS)).toBe(false);
    clock.over('a', 700);
    expect(clock.isQuiet(700 + QUIET_MS - 1)).toBe(false);
    expect(clock.isQuiet(700 + QUIET_MS)).toBe(true);
    clock.touched(3_000);
    expect(clock.isQuiet(3_100)).toBe(false);
  });

  it('is quiet in spite of an answer that never ends', () => {
    const clock = new SettleClock(0);
    clock.begun('stream', 0);
    expect(clock.isQuiet(3_900)).toBe(false);
    expect(clock.isQuiet(4_100)).toBe(true);
  });

  it('waits no more for what the page before it asked', () => {
    const clock = new SettleClock(0);
    clock.begun('old', 10);
    clock.begun('document', 20);
    clock.begun('new', 30);
    clock.leftPage('document');
    clock.over('document', 40);
    clock.over('new', 50);
    expect(clock.isQuiet(50 + QUIET_MS)).toBe(true);
    clock.leftPage('document');
    clock.begun('next', 600);
    clock.leftPage('unknown');
    expect(clock.isQuiet(600 + QUIET_MS)).toBe(false);
  });
});
