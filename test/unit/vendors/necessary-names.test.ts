/**
 * Refusing everything takes nothing that a site needs: with every vendor of the catalogue on one site, no cookie or key of a necessary one is
 * among the names that go, whether the site declares the necessary ones or not.
 * Leaves to others: the erasing itself (test/unit/client/withdraw.test.ts, test/browser).
 */
import { describe, expect, test } from 'vitest';
import { refusedServices } from '../../../src/client/withdraw/granted-services.ts';
import { cookieRules, leftoverNames, storageRules } from '../../../src/client/withdraw/leftover-names.ts';
import { resolveSite } from '../../../src/core/resolve-site.ts';
import { disclosures } from '../../../src/vendors/generated/disclosures-en.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';
import { loadVendorFiles } from '../../../src/vendors/load-vendor-files.ts';

const REFUSED = { day: 20_777, letters: '', services: {} };
const files = loadVendorFiles();
const necessary = files.filter((file) => file.category === 'necessary');
const optional = files.filter((file) => file.category !== 'necessary');

/** What a refusal takes from a browser that holds all these names, on a site with these vendors. */
function taken(
  vendors: readonly string[],
  area: 'cookie' | 'localStorage' | 'sessionStorage',
  names: readonly string[],
) {
  const config = { version: 1, site: 'example', services: vendors.map((vendor) => ({ vendor })) };
  const { services } = resolveSite(config, RULES);
  expect(services.map(({ vendor }) => vendor)).toEqual(vendors);
  const refused = new Set(refusedServices(services, REFUSED).map(({ id }) => id));
  const rules = (side: boolean) =>
    services
      .filter(({ id }) => refused.has(id) === side)
      .flatMap(({ vendor, cookies }) => [
        ...cookieRules(cookies),
        ...storageRules(disclosures.vendors[vendor]?.cookies ?? []),
      ]);
  return leftoverNames(names, area, rules(true), rules(false), []);
}

describe('a refusal of everything', () => {
  test.each([
    ['declares the necessary vendors too', files],
    ['declares only the others', optional],
  ])('takes no name of a necessary vendor on a site that %s', (_what, declared) => {
    const ids = declared.map((file) => file.id);
    const cookies = necessary.flatMap((file) => file.cookies.map((cookie) => cookie.name));
    expect(cookies).toEqual(expect.arrayContaining(['PHPSESSID', 'sessionid', 'cf_clearance']));
    expect(taken(ids, 'cookie', cookies)).toEqual([]);
    for (const area of ['localStorage', 'sessionStorage'] as const) {
      const keys = necessary.flatMap((file) =>
        file.storage.filter((entry) => entry.area === area).map(({ key }) => key),
      );
      expect(taken(ids, area, keys)).toEqual([]);
    }
  });

  test('takes the names of the others', () => {
    const ids = files.map((file) => file.id);
    const names = [
      '_ga',
      '_ym_uid',
      'BITRIX_SM_GUEST_ID',
      'intercom-id-abc',
      'mgo_sb_current',
      'uid',
      'cid',
      'player',
      'i',
    ];
    expect(taken(ids, 'cookie', names)).toEqual([
      '_ga',
      '_ym_uid',
      'BITRIX_SM_GUEST_ID',
      'intercom-id-abc',
      'mgo_sb_current',
    ]);
  });
});
