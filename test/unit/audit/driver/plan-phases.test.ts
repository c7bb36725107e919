/** Which phases are made of a site, and why not the others. */
import { describe, expect, it } from 'vitest';
import { planPhases } from '../../../../src/audit/driver/plan-phases.ts';
import { NO_FACTS } from '../../../../src/audit/driver/read-facts.ts';
import type { SiteFacts } from '../../../../src/audit/site-facts.ts';

const service = (id: string, category: string, letter: string) => ({ id, vendor: id, category, letter });
const FACTS: SiteFacts = {
  ...NO_FACTS,
  source: 'config',
  endpointHost: 'consent.site.kz',
  site: { ...NO_FACTS.site, services: [service('a', 'analytics', 'a'), service('n', 'necessary', '')] },
};

describe('The plan of an audit', () => {
  it('has every phase on a site with Kelisim, one for each category that has services', () => {
    const { phases, skipped } = planPhases(undefined, FACTS, { hasKelisim: true, hasBanner: true });
    expect(phases.map(({ id }) => id)).toEqual([
      'no-choice',
      'reject',
      'accept',
      'only-analytics',
      'withdraw',
      'gpc',
      'head-missing',
      'endpoint-down',
      'early-error',
      'no-script',
    ]);
    expect(skipped).toEqual([]);
  });

  it('says why a phase cannot be made, and leaves out what nobody asked for', () => {
    const asked = ['no-choice', 'accept', 'only', 'head-missing', 'endpoint-down'] as const;
    expect(planPhases(asked, NO_FACTS, { hasKelisim: false, hasBanner: false })).toEqual({
      phases: [{ id: 'no-choice', kind: 'no-choice' }],
      skipped: [
        { phase: 'accept', why: 'no-banner' },
        { phase: 'only', why: 'no-banner' },
        { phase: 'head-missing', why: 'no-kelisim' },
        { phase: 'endpoint-down', why: 'no-kelisim' },
      ],
    });
    const without = { ...FACTS, endpointHost: '' };
    expect(planPhases(['endpoint-down'], without, { hasKelisim: true, hasBanner: true }).skipped).toEqual([
      { phase: 'endpoint-down', why: 'no-endpoint' },
    ]);
  });
});
