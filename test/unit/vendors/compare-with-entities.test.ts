/** Where the catalogue and a list of entities disagree, on vendors and entities made up for the purpose; and that ours is decided whole. */
import { readFileSync } from 'node:fs';
import thirdPartyWeb from 'third-party-web/nostats-subset.js';
import { describe, expect, test } from 'vitest';
import { loadVendorFiles } from '../../../src/vendors/load-vendor-files.ts';
import { type Decisions, type Entity, compareWithEntities } from '../../../tools/compare-with-entities.ts';
import { sampleVendor } from './sample-vendor.ts';

const NOTHING: Decisions = { sameCompany: [], foreign: [], missed: [], unknown: [] };
const SAMPLE: Entity = { name: 'Sample', company: 'Sample', category: 'analytics', domains: ['sample.example.kz'] };

function compare(match: string[], entities: Entity[], decisions: Partial<Decisions> = {}) {
  // Tests need no more of the list's own look-up than this: exact, or below an asterisk.
  const entityOf = (host: string): Entity | undefined =>
    entities.find(({ domains }) =>
      domains.some((domain) => domain === host || (domain.startsWith('*') && host.endsWith(domain.slice(1)))),
    );
  return compareWithEntities([sampleVendor({ match })], entities, entityOf, { ...NOTHING, ...decisions });
}

describe('compareWithEntities', () => {
  test('has nothing to say where both give a host to one company, with path and query or without', () => {
    const entities = [{ ...SAMPLE, domains: ['sample.example.kz', '*.s.kz'] }];
    expect(compare(['sample.example.kz/tr?id=A', '*.s.kz'], entities)).toEqual({
      decided: [],
      undecided: [],
      stale: [],
    });
  });

  test('names a host that the list does not have', () => {
    expect(compare(['new.example.kz', 'new.example.kz/tr'], [SAMPLE]).undecided).toEqual([
      { kind: 'unknown', host: 'new.example.kz', vendors: ['sample'] },
    ]);
  });

  test('names a host that the list gives to somebody whose name has no word in common', () => {
    const stranger = { ...SAMPLE, name: 'Other Analytics LLC', company: 'Other' };
    expect(compare(['sample.example.kz'], [stranger]).undecided).toEqual([
      { kind: 'foreign', host: 'sample.example.kz', vendors: ['sample'], entity: 'Other Analytics LLC' },
    ]);
  });

  test('takes no common word for a name: two companies are not one because both are limited', () => {
    const stranger = { ...SAMPLE, name: 'Counter Inc', company: 'The Pixel LLC' };
    expect(compare(['sample.example.kz'], [stranger]).undecided).toHaveLength(1);
  });

  test('names hosts of the company that count or advertise and that no rule has, in all its entities', () => {
    const more = { ...SAMPLE, name: 'Sample Ads', category: 'ad', domains: ['*.ads.kz', '*.example.kz', 'x.stat.kz'] };
    const { undecided } = compare(['sample.example.kz', '*.stat.kz'], [SAMPLE, more]);
    expect(undecided.filter(({ kind }) => kind === 'missed')).toEqual([
      { kind: 'missed', host: '*.ads.kz', vendors: ['sample'], entity: 'Sample Ads' },
    ]);
  });

  test('does not ask for portals and libraries of the company, nor for hosts of others', () => {
    const portal = { ...SAMPLE, name: 'Sample Portal', category: 'content', domains: ['portal.kz'] };
    const other = { ...SAMPLE, name: 'Other', company: 'Other', domains: ['other.kz'] };
    expect(compare(['sample.example.kz'], [SAMPLE, portal, other]).undecided).toEqual([]);
  });

  test('keeps a decision with the disagreement it is about, exact or by a pattern', () => {
    const { decided, undecided } = compare(['a.example.kz', 'b.example.kz', 'c.stat.kz'], [SAMPLE], {
      unknown: [
        { hosts: ['*.example.kz'], decision: 'two' },
        { hosts: ['c.stat.kz'], decision: 'one' },
      ],
    });
    expect(undecided).toEqual([]);
    expect(decided.map(({ host, decision }) => [host, decision])).toEqual([
      ['a.example.kz', 'two'],
      ['b.example.kz', 'two'],
      ['c.stat.kz', 'one'],
    ]);
  });

  test('lets no decision of one kind stand for another kind, and no dot for another character', () => {
    const decision = 'one';
    expect(compare(['a.stat.kz'], [SAMPLE], { foreign: [{ hosts: ['a.stat.kz'], decision }] }).undecided).toHaveLength(
      1,
    );
    expect(compare(['a.stat.kz'], [SAMPLE], { unknown: [{ hosts: ['a.stat-kz'], decision }] }).undecided).toHaveLength(
      1,
    );
    expect(compare(['axstat.kz'], [SAMPLE], { unknown: [{ hosts: ['a.stat.kz'], decision }] }).undecided).toHaveLength(
      1,
    );
  });

  test('says which decisions are about nothing', () => {
    const { stale } = compare(['sample.example.kz'], [SAMPLE], {
      unknown: [{ hosts: ['sample.example.kz'], decision: 'one' }],
      sameCompany: [{ entity: 'Sample', vendors: ['sample'], decision: 'has the name anyway' }],
    });
    expect(stale).toEqual(['unknown sample.example.kz', 'sameCompany Sample']);
  });

  test('takes another name for the same company where that was decided, and then asks for its other hosts too', () => {
    const old = { ...SAMPLE, name: 'Former', company: 'Former', domains: ['sample.example.kz', 'former.kz'] };
    const { undecided, stale } = compare(['sample.example.kz'], [old], {
      sameCompany: [{ entity: 'Former', vendors: ['sample'], decision: 'renamed' }],
    });
    expect(undecided.map(({ kind, host }) => [kind, host])).toEqual([['missed', 'former.kz']]);
    expect(stale).toEqual([]);
  });
});

describe('third-party-web-decisions.json', () => {
  const file = new URL('../../../src/vendors/third-party-web-decisions.json', import.meta.url);
  const decisions = JSON.parse(readFileSync(file, 'utf8')) as Decisions;

  test('decides every disagreement of the catalogue with third-party-web, and nothing else', () => {
    const { undecided, stale } = compareWithEntities(
      loadVendorFiles(),
      thirdPartyWeb.entities,
      (host) => thirdPartyWeb.getEntity(`https://${host}/`),
      decisions,
    );
    expect(undecided).toEqual([]);
    expect(stale).toEqual([]);
  });

  test('gives a reason each time, and no pattern that would swallow what comes later', () => {
    for (const { hosts, decision } of [...decisions.foreign, ...decisions.missed, ...decisions.unknown]) {
      expect(decision).toMatch(/^(?:Ours stands|No rule|Both are right): .{20,}\.$/);
      const patterns = hosts.filter((host) => host.includes('*'));
      for (const pattern of patterns) expect(pattern.replaceAll('*', '').length, pattern).toBeGreaterThanOrEqual(7);
    }
  });
});
