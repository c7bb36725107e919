/** Every code that an audit can bring has its sentence in every language: half of it is said by the types, the rest here. */
import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { AUDIT_TEXTS } from '../../../../src/audit/generated/audit-texts.ts';
import type {
  ObservedRequest,
  PhaseKind,
  Said,
  Stage,
  StorageArea,
  StorageChange,
} from '../../../../src/audit/observation.ts';
import type { ReportTextId } from '../../../../src/audit/report/report-text.ts';
import {
  AUDIT_VERDICTS,
  type AuditCause,
  type AuditVerdict,
  type Fix,
  type Severity,
} from '../../../../src/audit/verdict.ts';
import { LANGUAGES } from '../../../../src/core/language.ts';

type Needed =
  | `why-${AuditCause}`
  | `fix-${Fix['code']}`
  | `verdict.${AuditVerdict}`
  | `cell-${AuditVerdict}`
  | `found-${Exclude<AuditVerdict, `ok-${string}`>}`
  | `severity-${Severity}`
  | `${'phase' | 'did' | 'expected'}-${PhaseKind}`
  | `stage-${Stage['kind']}`
  | `said-${Said}`
  | `realm-${ObservedRequest['realm']}`
  | `outcome-${ObservedRequest['outcome']}`
  | `area-${StorageArea}`
  | `change-${StorageChange['change']}`;

const SOURCE = new URL('../../../../src/audit/', import.meta.url);

/** The codes as the contract's own comment and types list them: what is added there without words fails here. */
function codesIn(file: string, pattern: RegExp): string[] {
  const text = pattern.exec(readFileSync(new URL(file, SOURCE), 'utf8'))?.[1] ?? '';
  return text.match(/[a-z]+(?:-[a-z]+)*/g) ?? [];
}

describe('The words of the report', () => {
  test('exist for every code of the contract, by the types', () => {
    expectTypeOf<Needed>().toExtend<ReportTextId>();
    expect(AUDIT_VERDICTS.map((verdict) => AUDIT_TEXTS.kk[`verdict.${verdict}`]).every(Boolean)).toBe(true);
  });

  test('exist for every trouble that a visit may have', () => {
    const codes = codesIn('observation.ts', /\* `(timeout [a-z -]+)`/);
    expect(codes.length).toBeGreaterThan(15);
    for (const language of LANGUAGES)
      for (const code of codes)
        expect(AUDIT_TEXTS[language], `${language} ${code}`).toHaveProperty([`trouble-${code}`]);
  });

  test('are sentences where sentences are expected, in every language', () => {
    const isSentence = /^(?:why|fix|found|did|expected|skipped|trouble|limit|method)-/;
    for (const language of LANGUAGES)
      for (const [id, text] of Object.entries(AUDIT_TEXTS[language]))
        if (isSentence.test(id))
          expect(text, `${language} ${id}`).toMatch(/^(?:\p{Lu}|\{vendor\}|noscript|site\.json).*\.$/su);
  });

  test('leave no placeholder that nobody fills: causes and fixes name the service alone', () => {
    for (const [id, text] of Object.entries(AUDIT_TEXTS.en))
      if (/^(?:why|fix|found)-/.test(id))
        expect(
          (text.match(/\{\w+\}/g) ?? []).filter((name) => name !== '{vendor}'),
          id,
        ).toEqual([]);
  });
});
