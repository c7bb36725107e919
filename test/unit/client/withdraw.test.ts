import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusedServices } from '../../../src/client/withdraw/granted-services.ts';
import { cookieRules, leftoverNames, storageRules } from '../../../src/client/withdraw/leftover-names.ts';
import { pathLevels } from '../../../src/client/withdraw/path-levels.ts';
import type { Choice, DecidableService } from '../../../src/core/choice.ts';

const choice = (letters: string, services: Choice['services'] = {}): Choice => ({ day: 20_000, letters, services });
const ids = (services: readonly DecidableService[]): string[] => services.map((service) => service.id);
const SERVICES: DecidableService[] = [
  { id: 'recaptcha', letter: '' },
  { id: 'ga4', letter: 'a' },
  { id: 'webvisor', letter: 'a', replay: true },
  { id: 'meta', letter: 'd', notOn: ['/'] },
  { id: 'ads', letter: 'd', onlyOn: ['/nowhere'] },
  { id: 'gtm', letter: '', contains: ['ga4', 'ads'] },
];

describe('services that a choice refuses', () => {
  it('are those that it does not grant, a container with the last of what it brings', () => {
    expect(ids(refusedServices(SERVICES, choice('d')))).toEqual(['ga4', 'webvisor']);
    expect(ids(refusedServices(SERVICES, choice('', { webvisor: true })))).toEqual(['ga4', 'meta', 'ads', 'gtm']);
    expect(refusedServices(SERVICES, choice('ad', { webvisor: true }))).toEqual([]);
  });

  it('do not include services that are only closed on this page', () => {
    expect(ids(refusedServices(SERVICES, choice('ad')))).toEqual(['webvisor']);
  });

  it('never include necessary ones', () => {
    expect(ids(refusedServices(SERVICES, null))).not.toContain('recaptcha');
  });
});

describe('names that may be erased', () => {
  const refused = [
    ...cookieRules('_ga _ga_* _fb*'),
    ...storageRules([
      { name: '_hjid', party: 'first', lifetime: null, area: 'localStorage' },
      { name: '_hjstranger', party: 'third', lifetime: null, area: 'localStorage' },
      // A built site leaves the party out where it is the first.
      { name: '_hjbuilt', lifetime: null, area: 'localStorage' },
      { name: '_gcl', party: 'first', lifetime: null },
      { name: 'store', party: 'first', lifetime: null, area: 'indexedDB' },
      // Named to the visitor, but nobody knows for sure that it is this vendor's.
      { name: 'session', party: 'first', lifetime: null, area: 'localStorage', unsure: true },
    ]),
  ];

  it('are those that a refused service declares, in the area it declares them for', () => {
    const present = [
      '_ga',
      '_ga_ABC',
      '_gat',
      '_fbp',
      '_gcl',
      'uid',
      '_hjid',
      '_hjstranger',
      '_hjbuilt',
      'store',
      'session',
      '',
    ];
    expect(leftoverNames(present, 'cookie', refused, [], [])).toEqual(['_ga', '_ga_ABC']);
    expect(leftoverNames(present, 'localStorage', refused, [], [])).toEqual(['_hjid', '_hjbuilt']);
    expect(leftoverNames(present, 'sessionStorage', refused, [], [])).toEqual([]);
    expect(leftoverNames(present, 'indexedDB', refused, [], [])).toEqual(['store']);
  });

  it('do not include what a granted service declares too, or what the site keeps', () => {
    expect(
      leftoverNames(
        ['_ga', '_ga_ABC', '_ga_DEF'],
        'cookie',
        refused,
        [{ area: 'cookie', pattern: '_ga' }],
        ['_ga_DEF'],
      ),
    ).toEqual(['_ga_ABC']);
    expect(leftoverNames(['_ga', '_ga_ABC'], 'cookie', refused, [], ['_ga_*'])).toEqual(['_ga']);
  });

  it('never match a prefix shorter than four characters', () => {
    const erases = (pattern: string, name: string) =>
      leftoverNames([name], 'cookie', [{ area: 'cookie', pattern }], [], []).length > 0;
    expect(erases('_ym*', '_ym_uid')).toBe(false);
    expect(erases('_ym_*', '_ym_uid')).toBe(true);
    expect(erases('mp_*_mixpanel', 'mp_1_mixpanel')).toBe(true);
    expect(erases('mp_*_mixpanel', 'mp_city')).toBe(false);
    expect(erases('*', 'anything')).toBe(false);
    fc.assert(
      fc.property(
        fc.string({ maxLength: 3 }).filter((text) => !text.includes('*')),
        fc.string(),
        (prefix, rest) => !erases(`${prefix}*`, prefix + rest),
      ),
    );
  });

  it('spare the name by which a vendor remembers the refusal itself: without it the vendor would go on', () => {
    const rules = storageRules(
      ['__ph_opt_in_out_*', '__mp_opt_in_out_*', 'plain_*'].map((name) => ({
        name,
        lifetime: null,
        area: 'localStorage',
      })),
    );
    const present = ['__ph_opt_in_out_phc_1', '__mp_opt_in_out_abc', 'plain_key'];
    expect(leftoverNames(present, 'localStorage', rules, [], [])).toEqual(['plain_key']);
    expect(leftoverNames(['_cs_optout', '_cs_id'], 'cookie', cookieRules('_cs_optout _cs_id'), [], [])).toEqual([
      '_cs_id',
    ]);
  });

  it('spare the site\'s own "uid", whatever prefixes vendors declare', () => {
    expect(cookieRules(undefined)).toEqual([]);
    expect(leftoverNames(['uid'], 'cookie', cookieRules('u* _uid uid_*'), [], [])).toEqual([]);
  });
});

describe('the paths a cookie may have', () => {
  it("are every level of the page's path, with and without a slash at the end", () => {
    expect(pathLevels('/')).toEqual(['/']);
    expect(pathLevels('/kk/apply')).toEqual(['/', '/kk', '/kk/', '/kk/apply', '/kk/apply/']);
  });
});
