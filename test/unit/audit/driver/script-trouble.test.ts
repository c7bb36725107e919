/** What of an error of the owner's log-in script may stand in a report. */
import { describe, expect, test } from 'vitest';
import { scriptTrouble } from '../../../../src/audit/driver/navigation-trouble.ts';

/** As Playwright 1.56 says it. */
const LOCKED = `locator.fill: Timeout 700ms exceeded.
Call log:
\u001b[2m  - waiting for locator('[name=code]')\u001b[22m
\u001b[2m    - locator resolved to <input disabled name="code" value="770011"/>\u001b[22m
\u001b[2m    - fill("qupiia-soz")\u001b[22m
\u001b[2m  - attempting fill action\u001b[22m
`;

describe('The reason why a log-in script failed', () => {
  test('is what Playwright says and what it waited for, without what was typed and without colours', () => {
    expect(scriptTrouble(LOCKED)).toBe("locator.fill: Timeout 700ms exceeded. waiting for locator('[name=code]')");
  });

  test('is the script’s own sentence where it threw one', () => {
    expect(scriptTrouble('no session after the log-in')).toBe('no session after the log-in');
    expect(scriptTrouble('')).toBe('');
  });
});
