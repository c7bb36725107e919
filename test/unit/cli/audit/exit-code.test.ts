/** What the exit code says, and what goes before what. */
import { describe, expect, test } from 'vitest';
import type { AuditRun } from '../../../../src/audit/audit-run.ts';
import { beStrict } from '../../../../src/cli/audit/be-strict.ts';
import { exitCodeOf, openQuestions } from '../../../../src/cli/audit/exit-code.ts';
import { auditRun, cell, finding, observation } from '../../audit/observed.ts';

const clean = auditRun({ judgement: { cells: [cell()], findings: [] } });
const unclear: Partial<AuditRun> = {
  judgement: { cells: [cell({ verdict: 'inconclusive', severity: 'warning', phase: 'accept' })], findings: [] },
};
const trouble = { atMs: 1, code: 'captcha', detail: '', isFatal: true };

describe('The exit code', () => {
  test('is 0 when everything is as it should be', () => {
    expect(exitCodeOf(clean, { failOn: 'note', counted: [] })).toBe(0);
  });

  test.each([
    ['error', 'error', 1],
    ['error', 'warning', 0],
    ['warning', 'warning', 1],
    ['warning', 'error', 1],
    ['note', 'note', 1],
    ['never', 'error', 0],
  ] as const)('with --fail-on %s and a finding that is one (%s) is %i', (failOn, severity, code) => {
    expect(exitCodeOf(clean, { failOn, counted: [finding({ severity })] })).toBe(code);
  });

  test('is 2 when something stayed open, whatever --fail-on says: not seen is not a pass', () => {
    expect(exitCodeOf(auditRun(unclear), { failOn: 'error', counted: [] })).toBe(2);
    expect(exitCodeOf(auditRun(unclear), { failOn: 'never', counted: [finding()] })).toBe(2);
  });

  test('is 1 when something was found and something stayed open: a leak that was seen is one', () => {
    expect(exitCodeOf(auditRun(unclear), { failOn: 'error', counted: [finding()] })).toBe(1);
  });

  test('takes an inconclusive finding for an open question, not for a finding', () => {
    const open = finding({ verdict: 'inconclusive', severity: 'warning' });
    const run = auditRun({ judgement: { cells: [], findings: [open] } });
    expect(exitCodeOf(run, { failOn: 'note', counted: [open] })).toBe(2);
  });

  test('is 2 when every visit of a phase failed, although nothing was expected of it', () => {
    const run = auditRun({ observations: [observation('no-choice'), observation('accept', { troubles: [trouble] })] });
    expect(openQuestions(run)).toEqual(['accept']);
    const again = auditRun({ observations: [...run.observations, observation('accept', { repeat: 2 })] });
    expect(openQuestions(again)).toEqual([]);
  });

  test('counts a phase that did not fit into the time, and one that was asked for by name; not one that the site does not have', () => {
    const skipped = [
      { phase: 'withdraw', why: 'no-withdrawal' },
      { phase: 'only-analytics', why: 'no-category-switches' },
      { phase: 'no-script', why: 'over-time' },
    ];
    expect(openQuestions(auditRun({ skipped }))).toEqual(['no-script']);
    expect(openQuestions(auditRun({ skipped }), ['only'])).toEqual(['only-analytics', 'no-script']);
    expect(openQuestions(auditRun({ skipped }), ['withdraw'])).toEqual(['withdraw', 'no-script']);
  });
});

test('--strict makes an error of a host that nobody knows, in the table too, and of nothing else.', () => {
  const run = auditRun({
    judgement: {
      cells: [cell({ verdict: 'unlisted', severity: 'warning' }), cell({ verdict: 'double', severity: 'warning' })],
      findings: [
        finding({ verdict: 'unlisted', severity: 'warning' }),
        finding({ verdict: 'residual', severity: 'warning' }),
      ],
    },
  });
  const { cells, findings } = beStrict(run).judgement;
  expect(cells.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning']);
});
