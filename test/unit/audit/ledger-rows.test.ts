import { describe, expect, it } from 'vitest';
import { ledgerRows } from '../../../src/audit/panel/ledger-rows.ts';
import { OTHER_VENDORS } from '../../../src/core/head-site.ts';
import { at, chose, entry, entryOf, NOON_MS, SITE } from './panel-site.ts';

const undeclared = (url: string, vendor = OTHER_VENDORS) =>
  entry({ url, vendor, service: '', category: '', verdict: 'undeclared' });
const unlisted = (url: string) => entry({ url, vendor: '', service: '', category: '', verdict: 'unlisted' });

describe('The rows of the panel', () => {
  it('are none when nothing was seen, and every service is listed as not seen', () => {
    const { rows, unseen } = ledgerRows([], at());
    expect(rows).toEqual([]);
    expect(unseen).toEqual(SITE.services);
  });

  it('keep both facts of a tag that was held and then released', () => {
    const entries = [
      entry({ time: NOON_MS }),
      entry({ time: NOON_MS + 1000, kind: 'img', url: 'https://www.facebook.com/tr' }),
      entry({ time: NOON_MS + 6000, verdict: 'released', chosen: true }),
      entry({ time: NOON_MS + 7000, verdict: 'released', chosen: true, kind: 'img' }),
    ];
    const held = ledgerRows(entries.slice(0, 2), at());
    expect(held.rows).toHaveLength(1);
    expect(held.rows[0]).toMatchObject({ state: 'held', cause: 'no-choice', category: 'advertising' });
    const { rows, unseen } = ledgerRows(entries, at('/', chose('d')));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      service: 'meta-pixel',
      vendors: ['meta-pixel'],
      state: 'released',
      cause: 'granted',
    });
    expect(rows[0]?.facts).toEqual([
      { verdict: 'held', count: 2, last: NOON_MS + 1000 },
      { verdict: 'released', count: 2, last: NOON_MS + 7000 },
    ]);
    expect(rows[0]?.entries.map(({ time }) => time - NOON_MS)).toEqual([7000, 6000, 1000, 0]);
    expect(unseen.map(({ id }) => id)).not.toContain('meta-pixel');
  });

  it('stay held when a call was dropped beside an element that waits, and count both', () => {
    const entries = [entry({}), entry({ kind: 'beacon', verdict: 'dropped' })];
    const [row] = ledgerRows(entries, at()).rows;
    expect(row).toMatchObject({ state: 'held', cause: 'no-choice' });
    expect(row?.facts.map(({ verdict }) => verdict)).toEqual(['held', 'dropped']);
  });

  it('say dropped when there are only calls, also after the choice', () => {
    const entries = [
      entry({ kind: 'fetch', verdict: 'dropped' }),
      entry({ kind: 'cookie', url: '_fbp', verdict: 'dropped' }),
    ];
    expect(ledgerRows(entries, at()).rows[0]).toMatchObject({ state: 'dropped', cause: 'no-choice-call', host: '' });
    expect(ledgerRows(entries, at('/', chose('d'))).rows[0]).toMatchObject({ state: 'dropped', cause: 'allowed-late' });
  });

  it('show that a released tag is closed again after withdrawal', () => {
    const entries = [entry({}), entry({ verdict: 'released', chosen: true })];
    expect(ledgerRows(entries, at('/', chose(''))).rows[0]).toMatchObject({ state: 'released', cause: 'withdrawn' });
    const again = [...entries, entry({ kind: 'img', chosen: true })];
    expect(ledgerRows(again, at('/', chose(''))).rows[0]).toMatchObject({ state: 'held', cause: 'refused' });
  });

  it('find the name of an undeclared vendor in the catalogue, its category, and the lines to add', () => {
    const entries = [undeclared('https://static.hotjar.com/c/hotjar-1.js'), undeclared('https://vars.hotjar.com/box')];
    const { rows } = ledgerRows(entries, at('/', chose('fad')));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      vendors: ['hotjar'],
      service: '',
      category: 'analytics',
      state: 'undeclared',
      cause: 'not-in-config',
      lines: ['{ "vendor": "hotjar" }'],
    });
  });

  it('know an undeclared vendor that the head named itself, and one that is played on loopback', () => {
    const named = ledgerRows([undeclared('https://www.clarity.ms/tag/x', 'microsoft-clarity')], at()).rows;
    expect(named[0]).toMatchObject({ vendors: ['microsoft-clarity'], lines: ['{ "vendor": "microsoft-clarity" }'] });
    const played = ledgerRows(
      [undeclared('http://analytics.tiktok.com.localhost:8080/i18n/pixel/events.js')],
      at(),
    ).rows;
    expect(played[0]).toMatchObject({ vendors: ['tiktok-pixel'], category: 'advertising' });
  });

  it('name all vendors that only the query would tell apart, and a container with what it needs', () => {
    const [row] = ledgerRows([undeclared('https://www.googletagmanager.com/gtag/js')], at()).rows;
    expect(row?.vendors.toSorted()).toEqual(['google-ads', 'google-analytics-4', 'google-tag-manager']);
    expect(row?.lines).toContain('{ "vendor": "google-ads" }');
    expect(row).toMatchObject({ category: '', container: false });
    const [container] = ledgerRows([undeclared('https://www.googletagmanager.com/gtm.js')], at()).rows;
    expect(container).toMatchObject({
      vendors: ['google-tag-manager'],
      container: true,
      lines: ['{ "vendor": "google-tag-manager", "contains": ["yandex-metrica"] }'],
    });
  });

  it('fall back to the host when this catalogue does not know what the head holds', () => {
    const [row] = ledgerRows([undeclared('https://tags.newer.example/a.js')], at()).rows;
    expect(row).toMatchObject({ vendors: [], host: 'tags.newer.example', lines: ['"hosts": ["tags.newer.example"]'] });
  });

  it('take unlisted requests together by host', () => {
    const entries = [
      unlisted('https://cdn.example.com/a.js'),
      unlisted('https://fonts.example.org/f.css'),
      unlisted('https://cdn.example.com/b.js'),
    ];
    const { rows } = ledgerRows(entries, at());
    expect(rows.map(({ host, state, facts }) => [host, state, facts[0]?.count])).toEqual([
      ['cdn.example.com', 'unlisted', 2],
      ['fonts.example.org', 'unlisted', 1],
    ]);
    expect(rows[0]?.lines).toEqual(['"hosts": ["cdn.example.com"]']);
    const blocked = ledgerRows([{ ...unlisted('https://cdn.example.com/a.js'), verdict: 'held' }], at()).rows;
    expect(blocked[0]).toMatchObject({ state: 'held', cause: 'unlisted-blocked', lines: ['"cdn.example.com"'] });
  });

  it('tell on which pages a service may run', () => {
    expect(ledgerRows([entryOf('criteo')], at('/loan', chose('d'))).rows[0]).toMatchObject({
      cause: 'not-on',
      paths: ['/loan'],
    });
    expect(ledgerRows([entryOf('recaptcha')], at('/')).rows[0]).toMatchObject({
      cause: 'only-on',
      paths: ['/apply', '/cabinet'],
    });
  });

  it('tell of session replay that has its own switch, beside its vendor’s analytics', () => {
    const entries = [
      entryOf('yandex-metrica', { verdict: 'released', chosen: true }),
      entryOf('yandex-webvisor', { kind: 'socket', verdict: 'dropped', chosen: true }),
    ];
    const { rows } = ledgerRows(entries, at('/', chose('a')));
    expect(rows.map(({ service, state, cause }) => [service, state, cause])).toEqual([
      ['yandex-metrica', 'released', 'granted'],
      ['yandex-webvisor', 'dropped', 'replay'],
    ]);
  });

  it('tell two services of one vendor apart', () => {
    const site = { ...SITE, services: [...SITE.services, { ...SITE.services[3]!, id: 'meta-leasing', notOn: ['/'] }] };
    const entries = [entry({}), entry({ service: 'meta-leasing' })];
    expect(ledgerRows(entries, { ...at(), site }).rows.map(({ key }) => key)).toEqual(['meta-pixel', 'meta-leasing']);
  });

  it('show a mark that names nothing, word for word', () => {
    const [row] = ledgerRows(
      [entry({ kind: 'inline', url: '', vendor: '', service: '', category: 'analitics' })],
      at(),
    ).rows;
    expect(row).toMatchObject({ cause: 'unknown-mark', lines: ['data-kelisim="analitics"'], host: '' });
  });

  it('stand in the order: to be put right, the config’s, unknown', () => {
    const entries = [
      unlisted('https://cdn.example.com/a.js'),
      entry({}),
      entryOf('yandex-metrica'),
      undeclared('https://static.hotjar.com/x.js'),
    ];
    expect(ledgerRows(entries, at()).rows.map(({ key }) => key.trim())).toEqual([
      'hotjar',
      'yandex-metrica',
      'meta-pixel',
      'cdn.example.com',
    ]);
  });

  it('join what came before a late config with what came after it', () => {
    const entries = [
      undeclared('https://connect.facebook.net/en_US/fbevents.js', 'meta-pixel'),
      entry({ verdict: 'released', chosen: true }),
    ];
    const { rows } = ledgerRows(entries, at('/', chose('d')));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ state: 'released', cause: 'granted', lines: [] });
  });
});
