import { expect, test } from 'vitest';
import { RULES } from '../../../src/vendors/generated/rules.ts';
import { slimRules } from '../../../tools/slim-rules.ts';

test('The catalogue in the panel names the same addresses, categories and containers as the whole one.', async () => {
  const { RULES: slim } = (await import(`data:text/javascript,${encodeURIComponent(slimRules(RULES))}`)) as {
    RULES: Record<string, { m: string; c: string; t: boolean }>;
  };
  const wanted = Object.entries(RULES).map(([id, { m, c, t }]) => [id, { m, c: c ?? '', t: t === 1 }]);
  expect(wanted.length).toBeGreaterThan(60);
  expect(slim).toEqual(Object.fromEntries(wanted));
});
