/** The packed index carries hashes of hosts: no host that pages really load from may be taken for a vendor's. */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { createMatcher, createPackedMatcher } from '../../../src/vendors/matcher.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';
import { packCatalogue } from '../../../src/vendors/pack-hosts.ts';

interface Entity {
  readonly domains: readonly string[];
}
const { entities } = createRequire(import.meta.url)('third-party-web') as { entities: readonly Entity[] };
const plain = Object.entries(RULES).flatMap(([id, { m }]) => m.split(' ').map((rule) => ({ id, rule })));
const match = createPackedMatcher(
  Object.fromEntries(Object.entries(packCatalogue(RULES)).map(([id, { m }]) => [id, m])),
);

/** Host by host, as the rules are written. */
function isVendors(host: string): boolean {
  return plain.some(({ rule }) => {
    const ruled = rule.replace(/[/?].*/, '');
    return ruled.startsWith('*.') ? host.endsWith(ruled.slice(1)) : host === ruled;
  });
}

describe('hosts as hashes', () => {
  const hosts = [
    ...new Set(entities.flatMap(({ domains }) => domains.map((domain) => domain.replace('*.', '')))),
  ].flatMap((domain) => [domain, `www.${domain}`, `cdn.${domain}`, `api.${domain}`, `static.${domain}`]);

  it('take no host of a known third party for a vendor that has no rule on it (SEED sees to that)', () => {
    expect(hosts.length).toBeGreaterThan(10_000);
    const mistaken = hosts.filter((host) => match(host, '/', '') !== undefined && !isVendors(host));
    expect(mistaken).toEqual([]);
  });

  it('never let two vendors share a hash: each rule alone finds what all together find', () => {
    for (const { id, rule } of plain.filter((item) => !/[?*].*[?*]|\?/.test(item.rule.slice(2)))) {
      const [host = '', path = '/'] = rule.replace('*.', 'x.').split(/(?=\/)(.*)/);
      const alone = createMatcher({ [id]: rule })(host, path, '');
      if (alone) expect(match(host, path, ''), rule).toBeDefined();
    }
    const hashes = new Set(plain.map(({ rule }) => rule.replace(/[/?].*/, '')));
    const packed = new Set(
      Object.values(packCatalogue(RULES)).flatMap(({ m }) =>
        (m.match(/\w{5}(?:\/\S*)?/g) ?? []).map((rule) => rule.slice(0, 5)),
      ),
    );
    expect(packed.size).toBe([...hashes].filter(Boolean).length);
  });
});
