import { describe, expect, it } from 'vitest';
import { byScript, entry, factsOf, html, judged, request, stored, visit } from './visit-builder.ts';

const META = 'https://connect.facebook.net/en_US/fbevents.js';
const facts = factsOf(['meta-pixel', 'google-analytics-4']);

const held = entry(META, { vendor: 'meta-pixel', service: 'meta-pixel', category: 'advertising' });

describe('the verdict on a vendor of the config', () => {
  it('is ok-blocked before the choice when its tag is held, and ok-fired when it comes after accepting', () => {
    const { cell, lines } = judged(
      [
        visit('no-choice', { ledger: [held] }),
        visit('accept', {
          requests: [
            request(META, { stage: 1, atMs: 1200 }),
            request('https://region1.google-analytics.com/g/collect?v=2&tid=G-A', { stage: 1, atMs: 1300 }),
          ],
        }),
      ],
      facts,
    );
    expect(cell('meta-pixel', 'no-choice')).toBe('ok-blocked');
    expect(cell('meta-pixel', 'accept')).toBe('ok-fired');
    expect(lines).toEqual([]);
  });

  it('is leaked when a request leaves before the choice, with the element that asked and its marked form', () => {
    const tag = `<script src="${META}"></script>`;
    const { findings, cell } = judged([visit('no-choice', { page: html(tag), requests: [request(META)] })], facts);
    expect(cell('meta-pixel', 'no-choice')).toBe('leaked');
    expect(findings[0]).toMatchObject({ verdict: 'leaked', severity: 'error', cause: 'unmarked', place: { line: 4 } });
    expect(findings[0]!.fixes[0]).toMatchObject({
      code: 'mark',
      before: tag,
      after: `<script type="text/plain" data-kelisim="meta-pixel" src="${META}"></script>`,
    });
  });

  it('is leaked when only a cookie of its was written, and not when the site wrote one of its own', () => {
    expect(judged([visit('no-choice', { storage: [stored('_fbp')] })], facts).lines).toEqual([
      'meta-pixel leaked unmarked',
    ]);
    expect(
      judged([visit('no-choice', { storage: [stored('basket'), stored('kelisim'), stored('PHPSESSID')] })], facts)
        .lines,
    ).toEqual([]);
  });

  it('is missing when it was granted, was held before, and never came', () => {
    const came = request('https://region1.google-analytics.com/g/collect?v=2&tid=G-A', { stage: 1, atMs: 1300 });
    const { lines, findings } = judged(
      [visit('no-choice', { ledger: [held] }), visit('accept', { requests: [came] })],
      facts,
    );
    expect(lines).toEqual(['meta-pixel missing not-there']);
    expect(findings[0]!.severity).toBe('error');
  });

  it('says attempted, with no finding, of a call that was refused', () => {
    const dropped = entry('https://www.facebook.com/tr/', { ...held, kind: 'beacon', verdict: 'dropped' });
    const { cell, lines } = judged([visit('reject', { ledger: [{ ...dropped, stage: 1 }] })], facts);
    expect(cell('meta-pixel', 'reject')).toBe('attempted');
    expect(lines).toEqual([]);
  });
});

describe('the verdict on strangers', () => {
  it('is undeclared for a catalogue vendor that was held and that the config does not name, with the line to add', () => {
    const hotjar = entry('https://static.hotjar.com/c/hotjar-1.js', { vendor: '?', verdict: 'undeclared' });
    const { findings } = judged(
      [visit('no-choice', { ledger: [hotjar] }), visit('reject', { ledger: [hotjar] })],
      facts,
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      vendor: 'hotjar',
      verdict: 'undeclared',
      cause: 'not-in-config',
      phases: ['no-choice', 'reject'],
    });
    expect(findings[0]!.fixes[0]).toMatchObject({ code: 'add-service', after: '{"vendor":"hotjar"}' });
  });

  it('is unlisted for a third party of no catalogue, and nothing for the site itself, its endpoint and what the config lets pass', () => {
    const pass = factsOf([], { hosts: { necessary: ['cdn.example.net'] } });
    const requests = [
      'https://badge.example.org/b.js',
      'https://static.credit.example.kz/app.js',
      'https://consent.credit.example.kz/v1/sites/credit/records',
      'https://cdn.example.net/lib.js',
      'data:text/plain,x',
    ].map((url) => request(url));
    expect(judged([visit('no-choice', { requests })], pass).lines).toEqual([
      'badge.example.org unlisted not-in-catalogue',
    ]);
  });
});

describe('the cause of a leak', () => {
  it('is the loader of what it brought: one finding for the library and its hits', () => {
    const requests = [
      request(META, { ...byScript(2), id: 'lib' }),
      request('https://www.facebook.com/tr/?id=1&ev=PageView', { ...byScript(2, META), kind: 'image', atMs: 300 }),
    ];
    const page = `<!doctype html><html><head>\n<script>load()</script>\n<script src="/kelisim/kelisim.js"></script>`;
    const { findings } = judged([visit('no-choice', { page, requests })], facts);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ cause: 'above-gate', place: { line: 2 } });
    expect(findings[0]!.fixes[0]).toMatchObject({
      code: 'move-below',
      before: '<script>load()</script>\n<script src="/kelisim/kelisim.js"></script>',
      after: '<script src="/kelisim/kelisim.js"></script>\n<script>load()</script>',
    });
  });
});
