import { describe, expect, it } from 'vitest';
import type { ObservedRequest } from '../../../../src/audit/observation.ts';
import { factsOf, judged, PAGE, place, request, stored, visit } from './visit-builder.ts';

const facts = factsOf([
  'meta-pixel',
  {
    id: 'adlab',
    name: 'AdLab',
    hosts: ['cdn.adlab.example'],
    cookies: ['adlab_sess*'],
    category: 'advertising',
    purpose: { kk: '', ru: '' },
  },
]);
const ADLAB = { chain: [{ ...place(1), url: 'https://cdn.adlab.example/a.js' }] };

describe('after a withdrawal', () => {
  it('nothing is left where what was stored is gone again', () => {
    const storage = [
      stored('_fbp', { stage: 1, atMs: 1500 }),
      stored('_fbp', { stage: 2, atMs: 5100, change: 'gone' }),
    ];
    const { lines, cell } = judged([visit('withdraw', { storage })], facts);
    expect(lines).toEqual([]);
    expect(cell('meta-pixel', 'withdraw')).toBe('ok-blocked');
  });

  it('a name that the config does not name is a residue, with the line that names it', () => {
    const storage = [stored('adlab_uid', { stage: 1, atMs: 1500, writer: ADLAB })];
    const { findings } = judged([visit('withdraw', { storage })], facts);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      verdict: 'residual',
      severity: 'warning',
      cause: 'not-erased',
      vendor: 'adlab',
      host: 'cdn.adlab.example',
      names: { cookies: 'adlab_uid' },
    });
    expect(findings[0]!.fixes[0]).toMatchObject({
      code: 'add-cookies',
      after: '"cookies": ["adlab_sess*","adlab_uid"]',
    });
  });

  it('a database whose writer nobody saw belongs to the service whose name it begins with', () => {
    const database = (name: string) =>
      stored(name, { stage: 1, atMs: 1500, area: 'indexedDB', where: 'https://www.credit.example.kz' });
    expect(judged([visit('withdraw', { storage: [database('adlab')] })], facts).lines).toEqual([
      'adlab residual not-erased',
    ]);
    expect(judged([visit('withdraw', { storage: [database('offline')] })], facts).lines).toEqual([]);
  });

  it('a cookie that the server gives back comes back', () => {
    const storage = [
      stored('_fbp', { stage: 1, atMs: 1500 }),
      stored('_fbp', { stage: 2, atMs: 5100, change: 'gone' }),
      stored('_fbp', { stage: 3, atMs: 10_200, writer: { header: 'https://www.credit.example.kz/api?x=1' } }),
    ];
    const { findings } = judged([visit('withdraw', { storage })], facts);
    expect(findings).toMatchObject([
      {
        cause: 'comes-back',
        vendor: 'meta-pixel',
        host: 'www.credit.example.kz',
        names: { cookies: '_fbp', header: 'https://www.credit.example.kz/api' },
      },
    ]);
  });

  it('a cookie that an answer of the site gives back comes back, though it was erased again before anybody looked', () => {
    const storage = [
      stored('_fbp', { stage: 1, atMs: 1500 }),
      stored('_fbp', { stage: 2, atMs: 5100, change: 'gone' }),
    ];
    const answer = (lifetimeSeconds: number) =>
      request('https://www.credit.example.kz/api/session', {
        stage: 2,
        atMs: 7000,
        setCookies: [{ name: '_fbp', domain: '', lifetimeSeconds }],
      });
    expect(judged([visit('withdraw', { storage, requests: [answer(600)] })], facts).lines).toEqual([
      'meta-pixel residual comes-back',
    ]);
    expect(judged([visit('withdraw', { storage, requests: [answer(0)] })], facts).lines).toEqual([]);
  });

  it('what the site keeps, what remembers the refusal and what lies on another domain is no residue', () => {
    const kept = factsOf(['meta-pixel'], { cookies: { keep: ['_fbc'] } });
    const storage = [
      stored('_fbc', { stage: 1, atMs: 1500 }),
      stored('fr', { stage: 1, atMs: 1500, where: '.facebook.com', writer: { header: 'https://www.facebook.com/tr' } }),
    ];
    expect(judged([visit('withdraw', { storage })], kept).lines).toEqual([]);
  });

  it('a hit of the same page is a residue and an error, one within the half second of the click is not', () => {
    const hit = (atMs: number) =>
      request('https://www.facebook.com/tr/?id=1&ev=X', { stage: 2, atMs, realm: 'worker' });
    const { findings } = judged([visit('withdraw', { requests: [hit(6000)] })], facts);
    expect(findings).toMatchObject([{ verdict: 'residual', severity: 'error', cause: 'keeps-running' }]);
    expect(findings[0]!.fixes[0]!.code).toBe('reload-on-withdrawal');
    expect(judged([visit('withdraw', { requests: [hit(5400)] })], facts).lines).toEqual([]);
  });

  it('what the page asks for when it is loaded anew is a leak', () => {
    const requests = [
      request(PAGE, { kind: 'document', stage: 3, atMs: 10_050 }),
      request('https://www.facebook.com/tr/?id=1&ev=X', { stage: 3, atMs: 10_500 }),
    ];
    expect(judged([visit('withdraw', { requests })], facts).lines).toEqual(['meta-pixel leaked unmarked']);
  });

  it('what a worker of the old page sends while the next page is being asked for is a residue like the hits before', () => {
    const hit = (stage: number, atMs: number) =>
      request('https://www.facebook.com/tr/?id=1&ev=X', { stage, atMs, realm: 'worker' });
    const anew = request(PAGE, { kind: 'document', stage: 3, atMs: 10_200 });
    const only = (...requests: ObservedRequest[]) => judged([visit('withdraw', { requests })], facts).lines;
    const residue = ['meta-pixel residual keeps-running'];
    expect(only(hit(2, 6_000), hit(3, 10_100), anew)).toEqual(residue);
    expect(only(hit(2, 6_000), anew, hit(3, 10_400))).toEqual(residue);
    expect(only(anew, hit(3, 10_900))).toEqual(['meta-pixel leaked worker']);
  });

  it('a vendor that leaked before it was asked is told once', () => {
    const tr = 'https://www.facebook.com/tr/?id=1&ev=X';
    const { lines } = judged(
      [
        visit('no-choice', { requests: [request(tr)], storage: [stored('_fbp')] }),
        visit('withdraw', { requests: [request(tr)], storage: [stored('_fbp')] }),
      ],
      facts,
    );
    expect(lines).toEqual(['meta-pixel leaked unmarked']);
  });
});
