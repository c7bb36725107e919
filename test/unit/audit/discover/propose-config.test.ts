/** What `kelisim discover` makes of what visits saw: whose, what for, and what nobody can know. */
import { describe, expect, test } from 'vitest';
import { compareConfig } from '../../../../src/audit/discover/compare-config.ts';
import { proposeConfig } from '../../../../src/audit/discover/propose-config.ts';
import type { Proposal } from '../../../../src/audit/discover/proposal.ts';
import type { Observation } from '../../../../src/audit/observation.ts';
import { checkConfig } from '../../../../src/cli/check/check-config.ts';
import { domainOf } from '../../../../src/cli/audit/read-visits.ts';
import { factsOf } from '../../../../src/cli/audit/read-facts.ts';
import type { SiteConfig } from '../../../../src/core/config.ts';
import { disclosures } from '../../../../src/vendors/generated/disclosures-en.ts';
import { rightConfig, TODAY } from '../../cli/check/right-site.ts';
import { cookie, observation, PAGE, request } from '../observed.ts';

const GTM = 'https://www.googletagmanager.com/gtm.js?id=GTM-ABC123';
const DAY_S = 86_400;

function propose(...observations: Observation[]): Proposal {
  return proposeConfig({ observations, domainOf, disclosures: disclosures.vendors });
}

/** Two phases of one site: before the choice nothing but its own, afterwards the whole of it. */
function wholeSite(): Observation[] {
  const html = `<!doctype html><html lang="ru"><head><link rel="alternate" hreflang="kk" href="/kk/"></head>
    <body><a href="/policy/">Политика&nbsp;конфиденциальности</a> <a href='/kk/policy/'><b>Құпиялылық</b> саясаты</a>
    <p>ТОО «Пример», БИН 001440000016</p></body></html>`;
  const own = [
    request('https://static.misal.kz/site.css', { kind: 'stylesheet' }),
    request('https://cdn.example.net/lib/jquery.js'),
  ];
  return [
    observation('no-choice', {
      requests: own,
      documents: { [PAGE]: html },
      storage: [
        cookie('PHPSESSID', { writer: { header: PAGE } }),
        cookie('calc_sum', { writer: { chain: [{ url: `${PAGE}site.js`, line: 3, column: 1, inFunction: '' }] } }),
        cookie('kelisim', { writer: null }),
        cookie('somebody', { writer: null }),
      ],
    }),
    observation('accept', {
      requests: [
        ...own,
        request(GTM, { by: [PAGE] }),
        request('https://www.googletagmanager.com/gtag/js?id=G-DEMO1', { by: [GTM], through: [GTM] }),
        request('https://www.google-analytics.com/g/collect?v=2&tid=G-DEMO1&en=page_view', {
          by: ['https://www.googletagmanager.com/gtag/js?id=G-DEMO1'],
          through: ['https://www.googletagmanager.com/gtag/js?id=G-DEMO1', GTM],
          kind: 'ping',
          method: 'POST',
        }),
        request('https://connect.facebook.net/en_US/fbevents.js', { by: [PAGE] }),
        request('https://www.facebook.com/tr/?id=123&ev=PageView', {
          kind: 'image',
          by: ['https://connect.facebook.net/en_US/fbevents.js', PAGE],
        }),
        request('https://t.tracker-nobody.com/t.js', { by: [GTM], through: [GTM] }),
        request('https://c.tracker-nobody.com/hit?uid=1&page=2', {
          kind: 'xhr',
          method: 'POST',
          body: 'x',
          by: ['https://t.tracker-nobody.com/t.js'],
        }),
        request('https://www.youtube.com/embed/x', { kind: 'document', realm: 'frame' }),
        request('https://inner.example.org/x.js', { realm: 'frame', from: 'https://www.youtube.com/embed/x' }),
        request('https://pay.kaspi.kz/pay/button.js'),
      ],
      storage: [
        cookie('_fbp', { lifetimeSeconds: 90 * DAY_S }),
        cookie('_ga', {
          lifetimeSeconds: 30 * DAY_S,
          writer: {
            chain: [{ url: 'https://www.googletagmanager.com/gtag/js?id=G-DEMO1', line: 1, column: 1, inFunction: '' }],
          },
        }),
        cookie('tn_id', {
          writer: { chain: [{ url: 'https://t.tracker-nobody.com/t.js', line: 1, column: 1, inFunction: '' }] },
        }),
      ],
    }),
  ];
}

describe('The proposed config', () => {
  const { config, blanks, vendors, cookies, remarks, hosts } = propose(...wholeSite());
  const service = (id: string) => config.services.find((item) => (item.vendor ?? item.id) === id);

  test('names the site by its domain, and Kazakh and Russian always', () => {
    expect(config.site).toBe('misal');
    expect(config.languages).toEqual(['kk', 'ru']);
  });

  test('lists each vendor of the catalogue with the ids that its requests carry', () => {
    expect(service('google-tag-manager')?.ids).toEqual(['GTM-ABC123']);
    expect(service('google-analytics-4')?.ids).toEqual(['G-DEMO1']);
    expect(service('meta-pixel')).toEqual({ vendor: 'meta-pixel', ids: ['123'] });
    expect(service('youtube-embed')).toEqual({ vendor: 'youtube-embed' });
  });

  test('says what the container brings by who began each request, and nothing that the page itself began', () => {
    expect(service('google-tag-manager')?.contains).toEqual(['google-analytics-4', 'tracker-nobody-com']);
  });

  test('describes a domain that nobody knows as far as it can be seen, and leaves empty what is the owner’s to say', () => {
    expect(service('tracker-nobody-com')).toEqual({
      id: 'tracker-nobody-com',
      name: '',
      hosts: ['c.tracker-nobody.com', 't.tracker-nobody.com'],
      cookies: ['tn_id'],
      category: '',
      purpose: { kk: '', ru: '' },
      provider: { name: '', country: '' },
    });
    const blank = blanks.find(({ path }) => /^services\[\d+\]\.name$/.test(path));
    expect(blank?.seen).toEqual([
      'requests: script ×1, xhr ×1; in accept',
      'query keys: uid, page',
      'sends data in the body',
      'cookies: tn_id',
      'brought by google-tag-manager',
    ]);
  });

  test('leaves out what loads inside somebody else’s frame', () => {
    expect(JSON.stringify(config)).not.toContain('inner.example.org');
  });

  test('lets pass the site’s other hosts, known payment buttons by their preset, and strangers that only deliver files, with a word of warning', () => {
    expect(config.hosts).toEqual({ necessary: ['static.misal.kz', 'cdn.example.net'], presets: ['kaspi'] });
    expect(remarks).toContainEqual({
      path: 'hosts.necessary[1]',
      text: expect.stringContaining('example.net only delivered files (script)') as string,
    });
    expect(hosts.strangers.map(({ domain, isFileStore }) => [domain, isFileStore])).toEqual([
      ['example.net', true],
      ['tracker-nobody.com', false],
    ]);
  });

  test('keeps the cookies that the site itself wrote, and no others', () => {
    expect(config.cookies?.keep).toEqual(['PHPSESSID', 'calc_sum']);
  });

  test('groups cookies by vendor with the lifetime seen, and says where the catalogue says another', () => {
    const of = (name: string) => cookies.find((item) => item.name === name);
    expect(of('_fbp')).toMatchObject({ vendor: 'meta-pixel', by: 'name', differs: false, lifetimeSeconds: 90 * DAY_S });
    expect(of('_ga')).toMatchObject({ vendor: 'google-analytics-4', differs: true });
    expect(of('somebody')).toMatchObject({ vendor: '', by: 'nobody' });
    expect(of('kelisim')).toBeUndefined();
  });

  test('invents no operator, BIN or policy: they are empty, and the pages’ own words stand beside them as a hint', () => {
    expect(config.operators).toEqual([{ name: { kk: '', ru: '' }, bin: '', address: { kk: '', ru: '' }, email: '' }]);
    const seen = (path: string) => blanks.find((item) => item.path === path)?.seen;
    expect(seen('operators[0].bin')).toEqual(['001440000016']);
    expect(seen('policy.url.kk')).toEqual(['https://misal.kz/kk/policy/ (“Құпиялылық саясаты”)']);
    expect(seen('policy.url.ru')).toEqual(['https://misal.kz/policy/ (“Политика конфиденциальности”)']);
  });

  test('is refused by kelisim check at exactly its empty places, and passes once they are filled', () => {
    const refused = checkConfig(config, TODAY).map(({ path }) => path);
    const required = blanks.filter(({ isOptional }) => !isOptional).map(({ path }) => path);
    expect(refused.toSorted()).toEqual(required.toSorted());
    const filled = JSON.parse(
      JSON.stringify(config)
        .replaceAll('"bin":""', '"bin":"001440000016"')
        .replaceAll('"category":""', '"category":"analytics"')
        .replaceAll('"country":""', '"country":"KZ"')
        .replaceAll('"email":""', '"email":"a@misal.kz"')
        .replaceAll('"url":{"kk":"","ru":""}', '"url":{"kk":"/kk/","ru":"/ru/"}')
        .replaceAll('""', '"ә"'),
    ) as SiteConfig;
    expect(checkConfig(filled, TODAY).filter(({ severity, refs }) => severity === 'error' && refs === '')).toEqual([]);
  });

  test('counts a vendor once, with the phases in which it was seen', () => {
    expect(vendors.find(({ vendor }) => vendor === 'meta-pixel')).toMatchObject({
      phases: ['accept'],
      requests: 2,
      by: 'request',
    });
  });
});

describe('What is seen without a request', () => {
  test('a vendor that the gate held is taken from its ledger, also where the page’s own file does not know its name', () => {
    const { config, remarks } = propose(
      observation('no-choice', {
        kelisim: {
          version: '1',
          site: 'own-id',
          ledger: [
            {
              time: 0,
              kind: 'script',
              url: 'https://static.hotjar.com/c/hotjar-1.js',
              vendor: '?',
              service: '',
              category: '',
              verdict: 'undeclared',
              chosen: false,
              stage: 0,
            },
          ],
        },
      }),
    );
    expect(config.site).toBe('own-id');
    expect(config.services).toEqual([{ vendor: 'hotjar' }]);
    expect(remarks[0]?.text).toContain('held on the page and never contacted');
  });

  test('a vendor that only keeps cookies is known by them; a name that several share proves none', () => {
    const { config } = propose(observation('no-choice', { storage: [cookie('utm_source'), cookie('NID')] }));
    expect(config.services).toEqual([{ vendor: 'first-party-attribution' }]);
  });

  test('a vendor behind a name of the site’s own is found by where that name leads, and is no necessary host', () => {
    const { config, remarks } = propose(
      observation('no-choice', {
        requests: [request('https://metrics.misal.kz/metrika/tag.js')],
        cnames: { 'metrics.misal.kz': ['mc.yandex.ru'] },
      }),
    );
    expect(config.services).toEqual([{ vendor: 'yandex-metrica' }]);
    expect(config.hosts).toBeUndefined();
    expect(remarks[0]?.text).toContain('metrics.misal.kz');
  });

  test('an endpoint that records were sent to is the config’s endpoint, not a stranger', () => {
    const { config, blanks } = propose(
      observation('accept', {
        requests: [
          request('https://evidence.example.org/k/v1/sites/misal/records', {
            method: 'POST',
            kind: 'fetch',
            body: '{}',
          }),
        ],
      }),
    );
    expect(config.sync).toEqual({ endpoint: 'https://evidence.example.org/k' });
    expect(config.services).toEqual([]);
    expect(blanks.map(({ path }) => path)).not.toContain('sync.endpoint');
  });
});

describe('Compared with a config', () => {
  function compare(config: SiteConfig, ...observations: Observation[]) {
    const proposal = proposeConfig({
      observations,
      domainOf,
      disclosures: disclosures.vendors,
      facts: factsOf(config),
    });
    return compareConfig(config, proposal, disclosures.vendors);
  }
  const config: SiteConfig = {
    ...rightConfig(),
    services: [
      { vendor: 'google-tag-manager', ids: ['GTM-OLD'], contains: ['stats', 'google-ads', 'meta-pixel'] },
      { id: 'stats', vendor: 'google-analytics-4' },
      { vendor: 'google-ads' },
      { vendor: 'meta-pixel' },
      { vendor: 'youtube-embed' },
      { vendor: 'yandex-webvisor' },
      { vendor: 'recaptcha', onlyOn: ['/apply'] },
      {
        id: 'tracker',
        name: 'T',
        hosts: ['*.tracker-nobody.com'],
        category: 'analytics',
        purpose: { kk: 'ә', ru: 'я' },
      },
    ],
    categories: [],
    hosts: { necessary: ['static.misal.kz', 'old.misal.kz'], presets: ['kaspi'] },
  };
  const { differences, notTried, completed } = compare(config, ...wholeSite());
  const names = (kind: string) =>
    differences.filter((item) => item.kind === kind).map(({ path, name }) => [path, name]);

  test('says what is new: ids, contents, hosts, cookies that nothing names', () => {
    expect(names('new-service')).toEqual([['services', 'site-platform']]);
    expect(names('new-id')).toEqual([['services[0].ids', 'GTM-ABC123']]);
    expect(names('new-content')).toEqual([['services[0].contains', 'tracker']]);
    expect(names('new-host')).toEqual([['hosts.necessary', 'cdn.example.net']]);
    expect(names('new-cookie')).toEqual([['services[7].cookies', 'tn_id']]);
    expect(names('lifetime')).toEqual([['services[1]', '_ga']]);
  });

  test('says what was not seen any more, under the names of the config', () => {
    expect(names('gone-service')).toEqual([['services[2]', 'google-ads']]);
    expect(names('gone-id')).toEqual([['services[0].ids', 'GTM-OLD']]);
    expect(names('gone-content')).toEqual([['services[0].contains', 'meta-pixel']]);
    expect(names('gone-host')).toEqual([['hosts.necessary[1]', 'old.misal.kz']]);
  });

  test('does not call gone what these visits could not show, and says why', () => {
    expect(notTried.map(({ name }) => name)).toEqual(['yandex-webvisor', 'recaptcha']);
    expect(notTried[1]?.why).toContain('/apply');
  });

  test('puts what is new into the config, takes nothing out of it, and the result passes the schema', () => {
    expect(completed.services[0]).toEqual({
      vendor: 'google-tag-manager',
      ids: ['GTM-OLD', 'GTM-ABC123'],
      contains: ['stats', 'google-ads', 'meta-pixel', 'tracker'],
    });
    expect(completed.services).toHaveLength(config.services.length + 1);
    expect(completed.operators).toEqual(config.operators);
    expect(completed.hosts?.necessary).toEqual(['static.misal.kz', 'old.misal.kz', 'cdn.example.net']);
    expect(checkConfig(completed, TODAY).filter(({ refs, severity }) => severity === 'error' && refs === '')).toEqual(
      [],
    );
  });

  test('says nothing where nothing differs', () => {
    const bare: SiteConfig = { ...rightConfig(), services: [{ vendor: 'meta-pixel' }], categories: [], hosts: {} };
    const seen = observation('accept', { requests: [request('https://connect.facebook.net/en_US/fbevents.js')] });
    expect(compare(bare, seen).differences).toEqual([]);
    expect(compare(bare, seen).completed).toEqual(bare);
  });

  test('names a vendor that the config does not have', () => {
    const bare: SiteConfig = { ...rightConfig(), services: [], categories: [], hosts: {} };
    const { differences: found } = compare(bare, observation('accept', { requests: [request(GTM)] }));
    expect(found.map(({ kind, name }) => [kind, name])).toEqual([['new-service', 'google-tag-manager']]);
  });
});
