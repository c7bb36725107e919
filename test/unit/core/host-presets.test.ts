/** Ready lists of necessary hosts: no tracker among them, and they reach the gate, the fence, the header and the maps alike. */
import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../../src/cli/resolve-config.ts';
import { configLine } from '../../../src/client/explain-config.ts';
import { fenceData } from '../../../src/core/fence-data.ts';
import { expandPresets, HOST_PRESETS, type HostPreset, presetHosts } from '../../../src/core/host-presets.ts';
import { resolveSite } from '../../../src/core/resolve-site.ts';
import { checkSiteConfig } from '../../../src/core/schema/site-config.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';
import { createMatcher } from '../../../src/vendors/matcher.ts';

const NAMES = Object.keys(HOST_PRESETS) as HostPreset[];
const vendorOf = createMatcher(Object.fromEntries(Object.entries(RULES).map(([id, rule]) => [id, rule.m])));

/** Statistics of these very systems: they lie beside what a site needs, and a preset must not take them along. */
const STATISTICS = [
  'stat.tildacdn.com',
  'sysstat.tildacdn.com',
  'stat.tildaapi.com',
  'stat.tildaapi.one',
  'stats.wp.com',
  'pixel.wp.com',
  'bitrix.info',
];

const config = (hosts: object, more: object = {}) => ({
  version: 1,
  site: 'shop',
  operators: [{ name: { kk: 'ЖШС', ru: 'ТОО' } }],
  policy: { edition: '1', url: { kk: '/kk/', ru: '/ru/' } },
  services: [{ vendor: 'meta-pixel' }],
  hosts,
  ...more,
});

describe('A preset', () => {
  it.each(NAMES)('%s names hosts as hosts.necessary takes them, each once', (name) => {
    const hosts = presetHosts([name]);
    expect(hosts.length).toBeGreaterThan(0);
    expect(hosts).toEqual([...HOST_PRESETS[name]]);
    expect(checkSiteConfig(config({ necessary: hosts }), { vendors: Object.keys(RULES) })).toEqual([]);
  });

  it.each(NAMES)('%s names no host of a catalogue vendor, and none that a vendor would lose to it', (name) => {
    for (const rule of presetHosts([name])) {
      const [host = '', path = ''] = rule.replace('*.', 'anything.').split(/(?=\/)(.*)/);
      expect(vendorOf(host, path || '/', ''), rule).toBeUndefined();
    }
    // What the resolver leaves out because it would open a vendor.
    expect(resolveConfig(config({ presets: [name] })).pass).toEqual(presetHosts([name]));
    expect(resolveConfig(config({ presets: [name] })).trouble).toBeUndefined();
  });

  it.each(STATISTICS)('never opens %s', (host) => {
    const opens = createMatcher({ all: presetHosts(NAMES).join(' ') });
    expect(opens(host, '/', '')).toBeUndefined();
    // The control: the same matcher knows what it should open.
    expect(opens('static.tildacdn.pro', '/css/tilda-grid-3.0.min.css', '')).toBe('all');
  });

  it('opens a path where the host serves more than the page needs', () => {
    const opens = createMatcher({ all: presetHosts(['kaspi']).join(' ') });
    expect(opens('kaspi.kz', '/kaspibutton/widget/ks-wi_ext.js', '')).toBe('all');
    expect(opens('kaspi.kz', '/shop/', '')).toBeUndefined();
  });
});

describe('Presets of a config', () => {
  it('stand beside its own hosts, in the gate and in the fence', () => {
    const site = resolveConfig(config({ necessary: ['cdn.example.kz'], presets: ['tilda', 'kaspi'] }));
    expect(site.pass).toEqual(['cdn.example.kz', ...presetHosts(['tilda', 'kaspi'])]);
    const open = fenceData(site).open.split(' ');
    expect(open).toEqual(
      expect.arrayContaining(['cdn.example.kz', 'static.tildacdn.pro', 'neo.tildacdn.com', 'kaspi.kz/kaspibutton/']),
    );
    expect(open).not.toContain('stat.tildacdn.com');
    expect(fenceData(resolveConfig(config({ necessary: ['cdn.example.kz'] }))).open).not.toContain('tildacdn');
  });

  it('change nothing else, and a name that is none opens nothing', () => {
    const plain = config({ necessary: ['cdn.example.kz'] });
    expect(expandPresets(plain)).toBe(plain);
    expect(expandPresets(config({ presets: ['toString', 'drupal', 5, null] }))).toEqual(config({ necessary: [] }));
    for (const nonsense of [undefined, null, 5, 'text', [], { hosts: 5 }, { hosts: null }])
      expect(expandPresets(nonsense)).toBe(nonsense);
    const [finding] = checkSiteConfig(config({ presets: ['drupal'] }), { vendors: Object.keys(RULES) });
    expect(finding?.path).toBe('hosts.presets[0]');
  });
});

describe('The ready-made file, which does not carry the lists,', () => {
  it('says which hosts to write down where it matters, and stays closed', () => {
    const strict = config({ presets: ['kaspi'] }, { unlisted: 'block' });
    const site = resolveSite(strict, RULES);
    expect(site.pass).toEqual([]);
    expect(site.trouble).toEqual({ code: 'presets', path: 'hosts.presets' });
    expect(configLine(strict, Object.keys(RULES), site.trouble!)).toBe(
      'config: hosts.presets are looked up by "kelisim build" only; beside "unlisted": "block" write their hosts into hosts.necessary: ["kaspi.kz/kaspibutton","pay.kaspi.kz"]',
    );
    expect(resolveConfig(strict).trouble, 'a built site has them').toBeUndefined();
  });

  it('has nothing to say where unknown hosts may load anyway', () => {
    expect(resolveSite(config({ presets: ['kaspi'] }), RULES).trouble).toBeUndefined();
  });
});
