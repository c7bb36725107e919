/** Owns the run whose summary docs/audit.md shows: one pixel above the gate, one that does not fire, an invented site. */
import type { AuditRun } from '../../../../src/audit/audit-run.ts';
import { auditRun, cell, finding } from '../../audit/observed.ts';

const PAGE = 'https://example.kz/';
const TAG = '<script async src="https://connect.facebook.net/en_US/fbevents.js"></script>';
const MARKED = TAG.replace('async', 'type="text/plain" data-kelisim="meta-pixel" async');
const phases = ['no-choice', 'reject', 'accept'] as const;

const rows = {
  'google-tag-manager': ['ok-blocked', 'ok-blocked', 'ok-fired'],
  'google-analytics-4': ['ok-silent', 'ok-silent', 'ok-fired'],
  'meta-pixel': ['leaked', 'leaked', 'leaked'],
  'yandex-metrica': ['ok-blocked', 'ok-blocked', 'missing'],
} as const;

export const SAMPLE: AuditRun = auditRun({
  urls: [PAGE],
  phases: phases.map((kind) => ({ id: kind, kind })),
  judgement: {
    cells: Object.entries(rows).flatMap(([vendor, verdicts]) =>
      verdicts.map((verdict, i) =>
        cell({ vendor, verdict, phase: phases[i]!, severity: verdict.startsWith('ok-') ? 'none' : 'error' }),
      ),
    ),
    findings: [
      finding({
        phases,
        page: PAGE,
        place: { url: PAGE, line: 5, column: 3, inFunction: '' },
        element: TAG,
        fixes: [{ code: 'mark', before: TAG, after: MARKED }],
      }),
      finding({
        id: 'abcdef012345',
        verdict: 'missing',
        vendor: 'yandex-metrica',
        cause: 'mark-typo',
        phases: ['accept'],
        page: PAGE,
        place: { url: PAGE, line: 31, column: 3, inFunction: '' },
        fixes: [
          {
            code: 'correct-mark',
            before: '<script type="text/plain" data-kelisim="yandex-metrika">',
            after: '<script type="text/plain" data-kelisim="yandex-metrica">',
          },
        ],
      }),
    ],
  },
});
