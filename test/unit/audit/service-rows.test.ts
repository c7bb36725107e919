import { describe, expect, it } from 'vitest';
import { isRecording } from '../../../src/audit/judge/recordings.ts';
import { chose, entry, entryOf, NOON_MS } from './panel-site.ts';
import { chosenAt, FACTS, rowsOf, wire } from './panel-view.ts';

const PIXEL = 'https://www.facebook.com/tr/?id=1&ev=PageView';
const AGREED = [chosenAt(0, null), chosenAt(NOON_MS, chose('ad'))];

describe('The rows of ledger and wire', () => {
  it('say leaked of a request without consent that the gate never saw', () => {
    const { rows, verdicts } = rowsOf({ wire: [wire(PIXEL)] });
    expect(rows).toMatchObject([{ service: 'meta-pixel', state: 'leaked', verdict: 'leaked', cause: 'leak-trouble' }]);
    expect(rows[0]?.category).toBe('advertising');
    expect(rows[0]?.entries).toEqual([]);
    expect(verdicts['meta-pixel']).toBe('leaked');
  });

  it('say leaked also where the gate held another tag of the same vendor, and keep both facts', () => {
    const { rows } = rowsOf({ ledger: [entry({})], wire: [wire(PIXEL)] });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ state: 'leaked', facts: [{ verdict: 'held', count: 1 }] });
    expect(rows[0]?.wire).toHaveLength(1);
  });

  it('say blocked when it was held or dropped and nothing left, and what the browser itself refused is no leak', () => {
    expect(rowsOf({ ledger: [entry({})] }).rows[0]).toMatchObject({ state: 'blocked', verdict: 'ok-blocked' });
    const dropped = rowsOf({ ledger: [entry({ kind: 'fetch', verdict: 'dropped' })] });
    expect(dropped.rows[0]).toMatchObject({ state: 'blocked', verdict: 'attempted' });
    const refused = rowsOf({ ledger: [entry({})], wire: [wire(PIXEL, { what: 'refused', kind: 'policy' })] });
    expect(refused.rows[0]).toMatchObject({ state: 'blocked', verdict: 'ok-blocked' });
    // Chromium lists a refused request among those it fetched.
    const listed = rowsOf({ wire: [wire(PIXEL, { what: 'refused', kind: 'policy' }), wire(PIXEL)] });
    expect(listed.verdicts['meta-pixel']).toBe('attempted');
  });

  it('say released of what was held and then left after the choice', () => {
    const { rows } = rowsOf({
      ledger: [entry({ time: NOON_MS - 9000 }), entry({ time: NOON_MS + 20, verdict: 'released', chosen: true })],
      wire: [wire(PIXEL, { timeMs: NOON_MS + 30 })],
      moments: AGREED,
    });
    const pixel = rows.find(({ service }) => service === 'meta-pixel');
    expect(pixel).toMatchObject({ state: 'released', verdict: 'ok-fired', cause: 'granted' });
  });

  it('say allowed of what came after the choice, and of what is necessary', () => {
    const { rows } = rowsOf({
      ledger: [entry({ time: NOON_MS + 9, verdict: 'allowed', chosen: true })],
      wire: [
        wire(PIXEL, { timeMs: NOON_MS + 9 }),
        wire('https://www.google.com/recaptcha/api.js', { timeMs: NOON_MS - 9 }),
      ],
      moments: AGREED,
      path: '/apply',
    });
    const states = Object.fromEntries(rows.map(({ service, state }) => [service, state]));
    expect(states).toMatchObject({ 'meta-pixel': 'allowed', recaptcha: 'allowed' });
  });

  it('count a request under way at the withdrawal for the consent before, and a later one as leaked', () => {
    const moments = [chosenAt(0, chose('d')), chosenAt(NOON_MS, chose(''))];
    const ledger = [entry({ verdict: 'allowed', chosen: true, time: NOON_MS - 9000 })];
    expect(rowsOf({ ledger, moments, wire: [wire(PIXEL, { timeMs: NOON_MS + 400 })] }).verdicts['meta-pixel']).toBe(
      'ok-fired',
    );
    expect(rowsOf({ ledger, moments, wire: [wire(PIXEL, { timeMs: NOON_MS + 900 })] }).rows[0]?.state).toBe('leaked');
  });

  it('say not seen of what was agreed to and never came, once the page had its time', () => {
    const early = rowsOf({ moments: AGREED }, false);
    expect(early.rows).toEqual([]);
    expect(early.unseen.map(({ id }) => id)).toContain('meta-pixel');
    const { rows, unseen } = rowsOf({ moments: AGREED });
    expect(rows.find(({ service }) => service === 'meta-pixel')).toMatchObject({
      state: 'not-seen',
      cause: 'not-there',
    });
    // Replay has a switch of its own: agreeing to analytics does not make it expected.
    expect(unseen.map(({ id }) => id)).toContain('yandex-webvisor');
    const letGo = rowsOf({
      ledger: [entryOf('meta-pixel', { verdict: 'released', chosen: true, time: NOON_MS })],
      moments: AGREED,
    });
    expect(letGo.rows.find(({ service }) => service === 'meta-pixel')).toMatchObject({
      state: 'not-seen',
      cause: 'no-request',
    });
  });

  it('tell a known vendor that no config names from a host that nobody knows', () => {
    const { rows, verdicts } = rowsOf({
      wire: [wire('https://static.hotjar.com/c/hotjar-1.js'), wire('https://cdn.stranger.example/x.js')],
    });
    expect(rows.map(({ vendors, host, state }) => [vendors, host, state])).toEqual([
      [['hotjar'], 'static.hotjar.com', 'leaked'],
      [[], 'cdn.stranger.example', 'unknown'],
    ]);
    expect(verdicts).toMatchObject({ hotjar: 'leaked', 'cdn.stranger.example': 'unlisted' });
  });

  it('say leaked of a stranger where the config blocks strangers', () => {
    const { rows } = rowsOf({
      wire: [wire('https://cdn.stranger.example/x.js')],
      facts: { ...FACTS, unlisted: 'block' },
    });
    expect(rows[0]?.state).toBe('leaked');
  });

  it('leave out the site itself, its subdomains and the collector', () => {
    const own = [
      'https://proba.kz/a.js',
      'https://static.proba.kz/b.png',
      'https://consent.proba.kz/v1/sites/proba/records',
    ];
    expect(rowsOf({ wire: own.map((url) => wire(url)) }).rows).toEqual([]);
  });

  it('say leaked of a cookie that appeared without consent', () => {
    const { rows } = rowsOf({
      wire: [wire('_fbp', { what: 'stored', kind: 'cookie' }), wire('uid', { what: 'stored', kind: 'cookie' })],
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ service: 'meta-pixel', state: 'leaked' });
  });

  it('do not call what a placeholder opened for this page view a leak', () => {
    const { rows } = rowsOf({ wire: [wire(PIXEL)], once: { 'meta-pixel': true } });
    expect(rows[0]?.state).toBe('allowed');
  });

  it('do not take what page code only tried for something that left', () => {
    expect(rowsOf({ wire: [wire(PIXEL, { what: 'tried', kind: 'beacon' })] }).rows).toEqual([]);
  });

  it('say not seen of an agreed service whose script did not load, but leaked where nobody had agreed', () => {
    const loader = 'https://connect.facebook.net/en_US/fbevents.js';
    const tried = (timeMs: number) => [
      wire(loader, { timeMs, kind: 'script' }),
      wire(loader, { timeMs: timeMs + 40, kind: 'script', what: 'failed' }),
    ];
    const ledger = [entry({ time: NOON_MS + 9, verdict: 'released', chosen: true })];
    const { rows } = rowsOf({ ledger, wire: tried(NOON_MS + 9), moments: AGREED });
    expect(rows.find(({ service }) => service === 'meta-pixel')).toMatchObject({
      state: 'not-seen',
      verdict: 'missing',
      cause: 'no-request',
    });
    expect(rowsOf({ wire: tried(NOON_MS) }).verdicts['meta-pixel']).toBe('leaked');
    const other = wire(PIXEL, { timeMs: NOON_MS + 99 });
    expect(rowsOf({ wire: [...tried(NOON_MS + 9), other], moments: AGREED }).verdicts['meta-pixel']).toBe('ok-fired');
  });

  it('say leaked of a tracker that the config calls necessary until its category was agreed to', () => {
    const services = FACTS.site.services.map((service) =>
      service.id === 'meta-pixel' ? { ...service, category: 'necessary', letter: '' } : service,
    );
    const facts = { ...FACTS, site: { ...FACTS.site, services } };
    expect(rowsOf({ facts, wire: [wire(PIXEL)] }).rows[0]).toMatchObject({ category: 'necessary', state: 'leaked' });
    const agreed = rowsOf({ facts, wire: [wire(PIXEL, { timeMs: NOON_MS + 9 })], moments: AGREED });
    expect(agreed.verdicts['meta-pixel']).toBe('ok-fired');
    const recaptcha = wire('https://www.google.com/recaptcha/api.js');
    expect(rowsOf({ facts, wire: [recaptcha], path: '/apply' }).verdicts['recaptcha']).toBe('ok-silent');
  });

  it('say leaked of a recording that the config denies, and of no other request of that service', () => {
    const clarity = { id: 'microsoft-clarity', vendor: 'microsoft-clarity', category: 'analytics', letter: 'a' };
    const switchedOn = { ...chose('ad'), services: { 'microsoft-clarity': true } };
    const seen = {
      wire: [wire('https://k.clarity.ms/collect', { timeMs: NOON_MS + 9 })],
      moments: [chosenAt(0, null), chosenAt(NOON_MS, switchedOn)],
    };
    const verdictOf = (replay: boolean, url?: string) => {
      const services = [...FACTS.site.services, { ...clarity, cookies: '', ...(replay && { replay }) }];
      const facts = { ...FACTS, site: { ...FACTS.site, services } };
      const entries = url ? [wire(url, { timeMs: NOON_MS + 9 })] : seen.wire;
      return rowsOf({ ...seen, wire: entries, facts, isRecording }).verdicts['microsoft-clarity'];
    };
    expect(verdictOf(false)).toBe('leaked');
    expect(verdictOf(false, 'https://www.clarity.ms/tag/abc')).toBe('ok-fired');
    expect(verdictOf(true)).toBe('ok-fired');
  });
});
