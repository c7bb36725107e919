/** Which services a page has really contacted and the visitor refuses now: what the reload after a withdrawal is decided by. */
import { describe, expect, it } from 'vitest';
import { contactedServices } from '../../../src/client/withdraw/contacted-services.ts';
import { endOnce } from '../../../src/client/withdraw/end-once.ts';
import { returnerLine } from '../../../src/client/withdraw/tell-returners.ts';
import type { KelisimApi, ResolvedService } from '../../../src/core/api.ts';
import type { Choice } from '../../../src/core/choice.ts';
import type { LedgerEntry, Verdict } from '../../../src/core/ledger-entry.ts';

const SERVICES: ResolvedService[] = [
  { id: 'metrica', vendor: 'yandex-metrica', category: 'analytics', letter: 'a', reload: true },
  { id: 'ga4', vendor: 'google-analytics-4', category: 'analytics', letter: 'a', reload: true, early: true },
  { id: 'meta', vendor: 'meta-pixel', category: 'advertising', letter: 'd', notOn: ['/'] },
  { id: 'recaptcha', vendor: 'recaptcha', category: 'necessary', letter: '', reload: true },
];

function contacted(
  choice: Choice | null,
  verdicts: Readonly<Record<string, Verdict>>,
  once?: Readonly<Record<string, boolean>>,
): string[] {
  const entries = Object.entries(verdicts).map(([service, verdict]) => ({ service, verdict }) as LedgerEntry);
  const api = {
    ledger: () => entries,
    inner: { services: SERVICES, choice: () => choice, once },
  } as unknown as KelisimApi;
  return contactedServices(api).map(({ id }) => id);
}

const choice = (letters: string): Choice => ({ day: 20_000, letters, services: {} });

describe('refused services that this page contacted', () => {
  it.each<[Verdict, string[]]>([
    ['released', ['metrica', 'meta']],
    ['allowed', ['metrica', 'meta']],
    ['held', []],
    ['dropped', []],
    ['undeclared', []],
  ])('by the ledger: %s', (verdict, expected) => {
    expect(contacted(choice(''), { metrica: verdict, ga4: verdict, meta: verdict, recaptcha: verdict })).toEqual(
      expected,
    );
  });

  it('are not those that are still granted, nor those that are only closed on this page', () => {
    expect(contacted(choice('d'), { metrica: 'released', meta: 'released' })).toEqual(['metrica']);
    expect(contacted(choice('ad'), { metrica: 'released', meta: 'released' })).toEqual([]);
  });
});

describe('services that a placeholder opened for this page view', () => {
  it('are no leftovers of a consent, whole or in part', () => {
    const released = { metrica: 'released', meta: 'allowed' } as const;
    expect(contacted(choice(''), released, { metrica: true, meta: false })).toEqual([]);
    expect(contacted(null, released, { metrica: false })).toEqual(['meta']);
  });

  it('end with a refusal of everything, and with no other choice', () => {
    const end = (now: Choice | null, once: Record<string, boolean> = { map: true }) => {
      let refreshed = 0;
      const inner = { once, choice: () => now, refresh: () => refreshed++ };
      return [endOnce({ inner } as unknown as KelisimApi), once, refreshed];
    };
    expect(end(choice(''))).toEqual([true, {}, 1]);
    expect(end(choice(''), {})).toEqual([false, {}, 0]);
    expect(end(choice('a'))).toEqual([false, { map: true }, 0]);
    expect(end({ ...choice(''), services: { chat: true } })).toEqual([false, { map: true }, 0]);
    expect(end(null)).toEqual([false, { map: true }, 0]);
  });
});

describe('the line on names that came back', () => {
  it('says name, area and who claims it, and what to do', () => {
    const line = returnerLine([
      { area: 'cookie', name: '_fbp', services: ['meta', 'gtm'], when: 'same-page' },
      { area: 'localStorage', name: '_ym_uid', services: ['metrica'], when: 'same-page' },
    ]);
    expect(line).toContain('"_fbp" (cookie; meta, gtm), "_ym_uid" (localStorage; metrica)');
    expect(line).toContain('on this page');
    expect(line).toContain('cookies.keep');
    expect(line).not.toContain('\n');
  });
});
