import { describe, expect, it } from 'vitest';
import { saidInHit } from '../../../../src/audit/judge/signals.ts';
import type { ConsentCall } from '../../../../src/audit/observation.ts';
import { factsOf, html, judged, request, visit } from './visit-builder.ts';

const own = factsOf(['google-analytics-4', 'meta-pixel'], { signals: { googleConsentMode: 'off' } });
const advanced = factsOf(['google-analytics-4'], { signals: { googleConsentMode: 'advanced' } });

function hit(query: string, extra = {}) {
  return request(`https://www.google-analytics.com/g/collect?v=2&tid=G-A1&en=page_view&${query}`, {
    kind: 'ping',
    stage: 1,
    atMs: 2000,
    ...extra,
  });
}

function call(command: ConsentCall['command'], after: number, extra: Partial<ConsentCall> = {}): ConsentCall {
  return { atMs: 100, stage: 0, command, values: {}, after, ...extra };
}

describe('a consent signal in a hit', () => {
  it('is right when it says what the visitor did', () => {
    const granted = [hit('gcs=G111&gcd=13r3r3r3r5')];
    const meta = request('https://connect.facebook.net/en_US/fbevents.js', { stage: 1, atMs: 1500 });
    expect(judged([visit('accept', { requests: [...granted, meta] })], own).lines).toEqual([]);
    expect(
      judged([visit('only', { category: 'analytics', requests: [hit('gcs=G101&gcd=13q3r3q3q5')] })], own).lines,
    ).toEqual([]);
  });

  it('is a mismatch when it says denied after accepting, and names the types', () => {
    const requests = [hit('gcs=G100')];
    const { findings } = judged([visit('accept', { requests })], factsOf(['google-analytics-4']));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      verdict: 'signal-mismatch',
      cause: 'wrong-signal',
      severity: 'error',
      names: { setting: 'ad_storage, analytics_storage', sent: 'gcs=G100', expected: 'granted' },
    });
  });

  it('is a mismatch when it says granted for a category that was not, and the page’s own call is replaced', () => {
    const script = `<script>document.addEventListener('kelisim:choice', function () {
      gtag('consent', 'update', { ad_storage: 'granted', analytics_storage: 'granted' });
    });</script>`;
    const { findings } = judged(
      [visit('only', { category: 'analytics', page: html(script), requests: [hit('gcs=G111')] })],
      factsOf(['google-analytics-4'], { signals: { googleConsentMode: 'off' } }),
    );
    expect(findings.map(({ verdict, names }) => [verdict, names['expected'], names['setting']])).toEqual([
      ['signal-mismatch', 'denied', 'ad_storage'],
    ]);
    const [fix] = findings[0]!.fixes;
    expect(fix!.before).toBe(`gtag('consent', 'update', { ad_storage: 'granted', analytics_storage: 'granted' });`);
    expect(fix!.after).toContain("ad_storage: kelisim.has('advertising') ? 'granted' : 'denied'");
  });

  it('may come early with everything denied where Consent Mode is advanced, and not with anything granted', () => {
    const early = (query: string) => [visit('no-choice', { requests: [hit(query, { stage: 0, atMs: 300 })] })];
    expect(judged(early('gcs=G100'), advanced).lines).toEqual([]);
    expect(judged(early('gcs=G101'), advanced).lines).toEqual(['google-analytics-4 signal-mismatch wrong-signal']);
  });

  it('is nothing at all where nobody ever said anything', () => {
    expect(saidInHit('google-analytics-4', hit('gcs=G1--&gcd=13l3l3l3l5').url, '')).toEqual([]);
    expect(saidInHit('meta-pixel', 'https://www.facebook.com/tr?gcs=G111', '')).toEqual([]);
  });

  it('is read of Microsoft too', () => {
    expect(saidInHit('microsoft-uet', 'https://bat.bing.com/action/0?ti=1&asc=D', '')).toEqual([
      { type: 'ad_storage', granted: false, text: 'asc=D' },
    ]);
  });
});

describe('the default of Consent Mode', () => {
  const late = (consentCalls: readonly ConsentCall[], facts = own) =>
    judged(
      [
        visit('accept', {
          consentCalls,
          requests: [
            request('https://www.google-analytics.com/g/collect?v=2&tid=G-A1&en=page_view', { stage: 1, atMs: 2000 }),
            request('https://connect.facebook.net/en_US/fbevents.js', { stage: 1, atMs: 1500 }),
          ],
        }),
      ],
      facts,
    ).lines;

  it('is in time before every other command', () => {
    expect(late([call('default', 0), call('update', 2)])).toEqual([]);
  });

  it('is late after one', () => {
    expect(late([call('default', 2), call('update', 2)])).toEqual(['google-analytics-4 late-default late-default']);
  });

  it('is late when it never comes and updates do', () => {
    expect(late([call('update', 2)])).toEqual(['google-analytics-4 late-default late-default']);
  });

  it('is Kelisim’s own where it speaks for the site, whatever settings it pushes before', () => {
    const basic = factsOf(['google-analytics-4', 'meta-pixel']);
    expect(late([call('default', 1), call('update', 2)], basic)).toEqual([]);
    expect(late([call('default', 1), call('default', 3)], basic)).toEqual([
      'google-analytics-4 late-default late-default',
    ]);
  });

  it('matters to nobody as long as no tag of Google’s is asked for', () => {
    expect(judged([visit('no-choice', { consentCalls: [call('default', 2)] })], own).lines).toEqual([]);
  });

  it('is put before the first command by the fix', () => {
    const script = `<script>
  gtag('js', new Date());
  gtag('config', 'G-A1');
  gtag('consent', 'default', { analytics_storage: 'denied' });
</script>`;
    const { findings } = judged(
      [visit('accept', { page: html(script), consentCalls: [call('default', 2)], requests: [hit('')] })],
      factsOf(['google-analytics-4'], { signals: { googleConsentMode: 'off' } }),
    );
    expect(findings[0]!.fixes[0]).toMatchObject({
      code: 'default-first',
      before:
        "gtag('js', new Date());\n  gtag('config', 'G-A1');\n  gtag('consent', 'default', { analytics_storage: 'denied' });",
      after:
        "gtag('consent', 'default', { analytics_storage: 'denied' });\n  gtag('js', new Date());\n  gtag('config', 'G-A1');",
    });
  });
});
