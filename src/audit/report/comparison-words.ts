/** Owns the sentence on what changed since an earlier report. */
import type { Localised } from '../../core/language.ts';
import type { Comparison } from './compare-findings.ts';
import { almatyTime } from './instant.ts';
import { reportText } from './report-text.ts';

export function comparisonWords({ added, known, fixed, baselineAt }: Comparison): Localised {
  const counts = { new: added.length, known: known.length, fixed: fixed.length };
  return baselineAt
    ? reportText('compared', { ...counts, date: almatyTime(baselineAt) })
    : reportText('compared-findings', counts);
}
