import { describe, expect, it } from 'vitest';
import { judgeVendor } from '../../../../src/audit/judge/judge-vendor.ts';
import { expectationOf } from '../../../../src/audit/judge/expectation.ts';
import type { Sighting, SightingKind, Standing } from '../../../../src/audit/judge/sighting.ts';
import { factsOf, NO_FACTS } from './visit-builder.ts';

const CONFIG: Standing = { listed: 'config', necessary: false, expected: false, everGranted: false };
const GRANTED: Standing = { ...CONFIG, expected: true, everGranted: true };

function seen(what: SightingKind, granted = false, early = false): Sighting {
  return { what, granted, early, atMs: 1, host: 'a.b', kind: 'script' };
}

describe('the verdict on sightings', () => {
  it.each<[string, Sighting[], Standing, string]>([
    ['nothing seen', [], CONFIG, 'ok-silent'],
    ['held', [seen('held')], CONFIG, 'ok-blocked'],
    ['a refused call', [seen('held'), seen('dropped')], CONFIG, 'attempted'],
    ['stopped by a policy alone', [seen('blocked')], CONFIG, 'attempted'],
    ['held by the fence, which is a policy', [seen('blocked'), seen('held')], CONFIG, 'ok-blocked'],
    ['sent without a grant', [seen('held'), seen('sent')], CONFIG, 'leaked'],
    ['stored without a grant', [seen('stored')], CONFIG, 'leaked'],
    ['early, as configured', [seen('sent', false, true)], CONFIG, 'ok-blocked'],
    ['early, and stored', [seen('sent', false, true), seen('stored', false, true)], CONFIG, 'leaked'],
    ['granted and sent', [seen('held'), seen('released', true), seen('sent', true)], GRANTED, 'ok-fired'],
    ['granted and never sent', [seen('held')], GRANTED, 'missing'],
    ['granted, sent before', [seen('sent'), seen('sent', true)], GRANTED, 'leaked'],
    ['granted, need not come', [], { ...GRANTED, expected: false }, 'ok-silent'],
    ['necessary', [seen('sent', true)], { ...CONFIG, necessary: true, everGranted: true }, 'ok-silent'],
    ['necessary where it may not be', [seen('sent')], { ...CONFIG, necessary: true }, 'leaked'],
    ['of the catalogue, held', [seen('held')], { ...CONFIG, listed: 'catalogue' }, 'undeclared'],
    ['of the catalogue, sent', [seen('sent')], { ...CONFIG, listed: 'catalogue' }, 'leaked'],
    ['of nowhere', [seen('sent', true)], { ...CONFIG, listed: 'nowhere' }, 'unlisted'],
    ['of nowhere, where such hosts are blocked', [seen('sent')], { ...CONFIG, listed: 'nowhere' }, 'leaked'],
  ])('%s', (_, sightings, standing, verdict) => {
    expect(judgeVendor(sightings, standing)).toBe(verdict);
    expect(judgeVendor(sightings.toReversed(), standing)).toBe(verdict);
  });
});

describe('what is expected', () => {
  const facts = factsOf(
    [
      { vendor: 'google-tag-manager', contains: ['google-analytics-4'] },
      'google-analytics-4',
      { vendor: 'meta-pixel', notOn: ['/apply'] },
      'yandex-webvisor',
    ],
    { signals: { googleConsentMode: 'advanced' } },
  );
  const of = (vendor: string, kind: 'no-choice' | 'accept' | 'only', path = '/', known = facts) =>
    expectationOf(vendor, known, {
      said: kind === 'accept' ? 'accepted' : kind === 'only' ? 'only' : 'nothing',
      phase: { id: kind, kind, ...(kind === 'only' && { category: 'analytics' }) },
      path,
    });

  it('follows category, container, pages and replay', () => {
    expect(of('meta-pixel', 'no-choice')).toMatchObject({ granted: false, early: false });
    expect(of('meta-pixel', 'accept')).toMatchObject({ granted: true, expected: true });
    expect(of('meta-pixel', 'accept', '/apply/2')).toMatchObject({ granted: false, expected: false });
    expect(of('meta-pixel', 'only')).toMatchObject({ granted: false });
    expect(of('google-tag-manager', 'only')).toMatchObject({ granted: true });
    expect(of('google-analytics-4', 'no-choice')).toMatchObject({ granted: false, early: true });
    expect(of('yandex-webvisor', 'accept')).toMatchObject({ granted: false, expected: false });
  });

  it('is never a grant for what the config does not name, also a necessary one', () => {
    expect(of('hotjar', 'accept')).toMatchObject({ listed: 'catalogue', granted: false });
    expect(of('recaptcha', 'accept')).toMatchObject({ listed: 'catalogue', granted: false });
  });

  it('is the catalogue’s category where nobody knows the site, and nothing must come', () => {
    expect(of('meta-pixel', 'no-choice', '/', NO_FACTS)).toMatchObject({ granted: false, category: 'advertising' });
    expect(of('meta-pixel', 'accept', '/', NO_FACTS)).toMatchObject({ granted: true, expected: false });
    expect(of('recaptcha', 'no-choice', '/', NO_FACTS)).toMatchObject({ granted: true, necessary: true });
    expect(of('google-tag-manager', 'no-choice', '/', NO_FACTS)).toMatchObject({ granted: false });
  });

  it('lets strangers be where the config says so', () => {
    expect(of('', 'no-choice')).toMatchObject({ listed: 'nowhere', granted: true });
    expect(of('', 'accept', '/', factsOf([], { unlisted: 'block' }))).toMatchObject({ granted: false });
  });
});
