/** What the generator gives head and notice, on vendors made up for the purpose. */
import { describe, expect, test } from 'vitest';
import { disclosuresOf, rulesOf } from '../../../src/vendors/index-generator.ts';
import type { VendorFile } from '../../../src/vendors/vendor-file.ts';
import { sampleVendor } from './sample-vendor.ts';

const matchOf = (match: string[], foreign: string[] = ['other.example.kz']): string =>
  rulesOf([sampleVendor({ match }), sampleVendor({ id: 'other', match: foreign })])['sample']!.m;

describe('rulesOf', () => {
  test('writes one short entry per vendor and leaves out what is not so', () => {
    expect(rulesOf([sampleVendor()])).toEqual({ sample: { m: 'sample.example.kz', c: 'a', k: 'sample_*', l: 1 } });
  });

  test('gives on what the vendor is told, and asks for no reload when a call or nothing stops it', () => {
    const signal: VendorFile['signal'] = { withdraw: [['sample', 'stop']] };
    expect(rulesOf([sampleVendor({ stop: 'call', signal })])['sample']).toEqual({
      m: 'sample.example.kz',
      c: 'a',
      k: 'sample_*',
      s: signal,
    });
    expect(rulesOf([sampleVendor({ stop: 'nothing' })])['sample']!.l).toBeUndefined();
  });

  test('marks containers, session replay and data that leave Kazakhstan', () => {
    const file = sampleVendor({
      category: 'container',
      container: true,
      replay: true,
      idKey: 'id',
      dataGoesTo: ['KZ', 'US'],
      cookies: [],
    });
    expect(rulesOf([file])).toEqual({ sample: { m: 'sample.example.kz', r: 1, t: 1, x: 1, l: 1 } });
  });

  test('names only first-party cookies that are known well enough, and those a prefix covers only once', () => {
    const file = sampleVendor({
      cookies: [
        { name: 'sample_', match: 'prefix', party: 'first', lifetime: null, confidence: 'medium' },
        { name: 'sample_id', match: 'exact', party: 'first', lifetime: null, confidence: 'high' },
        { name: 'sample', match: 'exact', party: 'first', lifetime: null, confidence: 'high' },
        { name: 'guess', match: 'exact', party: 'first', lifetime: null, confidence: 'low' },
        { name: 'uid', match: 'exact', party: 'third', lifetime: null, confidence: 'high' },
      ],
    });
    expect(rulesOf([file])['sample']!.k).toBe('sample_* sample');
  });

  test('writes a prefix with a fixed end as such, and covers nothing with it', () => {
    const cookie = { match: 'prefix', party: 'first', lifetime: null, confidence: 'high' } as const;
    const file = sampleVendor({
      cookies: [
        { ...cookie, name: 'sa_', suffix: '_end' },
        { ...cookie, name: 'sa_one_' },
      ],
    });
    expect(rulesOf([file])['sample']!.k).toBe('sa_*_end sa_one_*');
  });

  test('gives the gate no address of a vendor that only keeps cookies of the site', () => {
    const file = sampleVendor({ match: [], test: { match: [], miss: ['https://example.kz/'] } });
    expect(rulesOf([file])['sample']).toEqual({ m: '', c: 'a', k: 'sample_*', l: 1 });
  });

  test('drops rules that another rule of the same vendor covers', () => {
    expect(matchOf(['*.a.kz', 'www.a.kz', 'www.a.kz/tr', '*.b.a.kz', 'a.kz'])).toBe('*.a.kz a.kz');
    expect(matchOf(['a.kz/tr', 'a.kz/tr/x', 'a.kz/travel', 'a.kz/tr?id=A-'])).toBe('a.kz/tr a.kz/travel');
    expect(matchOf(['a.kz?id=A', 'a.kz?id=A-', 'a.kz?key=A-'])).toBe('a.kz?id=A a.kz?key=A-');
  });

  test('keeps a covered rule on a host that another vendor claims too', () => {
    expect(matchOf(['*.a.kz', 'www.a.kz/tr'], ['www.a.kz'])).toBe('*.a.kz www.a.kz/tr');
  });
});

describe('disclosuresOf', () => {
  const file = sampleVendor({
    provider: {
      name: 'Sample LLC',
      nameCyrillic: { kk: '«Сампл» ЖШС', ru: 'ТОО «Сампл»' },
      country: 'KZ',
      confidence: 'high',
    },
    storage: [{ area: 'localStorage', key: 'sample', match: 'prefix', party: 'third', confidence: 'medium' }],
  });

  test('says the same of a vendor in each language, in that language', () => {
    const [kk, ru, en] = (['kk', 'ru', 'en'] as const).map((language) => disclosuresOf([file], language)['sample']!);
    expect([kk!.purpose, ru!.purpose, en!.purpose]).toEqual([
      'Сайтқа кірулерді санайды.',
      'Считает посещения.',
      'Counts visits.',
    ]);
    expect([kk!.provider, ru!.provider, en!.provider]).toEqual(['«Сампл» ЖШС', 'ТОО «Сампл»', 'Sample LLC']);
    const { purpose: _p, refused: _r, provider: _n, ...rest } = kk!;
    expect(ru).toMatchObject(rest);
    expect(en).toMatchObject(rest);
  });

  test('lists cookies and storage with an asterisk after a prefix, and no lifetime where none is known', () => {
    expect(disclosuresOf([file], 'en')['sample']!.cookies).toEqual([
      { name: 'sample_*', party: 'first', lifetime: 'P1Y' },
      { name: 'sample*', party: 'third', lifetime: null, area: 'localStorage' },
    ]);
  });
});
