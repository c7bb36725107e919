/** The lists of vendors that only the check has, against the catalogue. */
import { expect, test } from 'vitest';
import { ANTI_FRAUD, CLICK_ID, COMPANIONS, profiles } from '../../../../src/cli/check/vendor-kinds.ts';
import { REPLAY_MASKS } from '../../../../src/cli/check/replay-masks.ts';
import { RULES } from '../../../../src/vendors/generated/rules.ts';

test.each(CLICK_ID)('%s, which keeps click ids or tracks calls, is advertising in the catalogue (R32)', (vendor) => {
  expect(RULES[vendor]?.c).toBe('d');
});

test.each(ANTI_FRAUD)('%s, which works against fraud, is necessary in the catalogue (R33)', (vendor) => {
  expect(RULES[vendor]?.c).toBe('n');
});

test('Every vendor with session replay has its mask, and no other has one (R24).', () => {
  const recorders = Object.keys(RULES).filter((vendor) => RULES[vendor]!.r);
  expect(Object.keys(REPLAY_MASKS).toSorted()).toEqual(recorders.toSorted());
});

test('Companions are vendors of the catalogue; those who profile are found by their own sentence.', () => {
  for (const [vendor, { brings }] of Object.entries(COMPANIONS))
    expect([vendor in RULES, brings in RULES]).toEqual([true, true]);
  expect(profiles('meta-pixel')).toBe(true);
  expect(profiles('yandex-metrica')).toBe(false);
  expect(profiles('nobody')).toBe(false);
});
