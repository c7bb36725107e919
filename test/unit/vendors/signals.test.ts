/**
 * What the gate tells each vendor's code, call by call, against what the vendor's documentation has (the names of the pages are in the titles
 * and in the data files' `sources`). Whether the calls arrive, and in which order, is tested in the browser.
 */
import { describe, expect, test } from 'vitest';
import type { VendorSignal } from '../../../src/core/vendor.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';
import { loadVendorFiles } from '../../../src/vendors/load-vendor-files.ts';

const CLARITY_DENIED = ['clarity', 'consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }] as const;

const SIGNALS: readonly (readonly [id: string, documentation: string, signal: VendorSignal])[] = [
  // Not gdprForgetMe: it cannot be taken back, and the visitor may agree again.
  ['adjust-web', 'Adjust Web SDK, privacy features', { grant: [['Adjust.restart']], withdraw: [['Adjust.stop']] }],
  [
    'amplitude',
    'Amplitude Browser SDK 2, cookies and consent management',
    { grant: [['amplitude.setOptOut', false]], withdraw: [['amplitude.setOptOut', true]] },
  ],
  [
    'datadog-rum',
    'Datadog browser SDK, setTrackingConsent',
    {
      grant: [['DD_RUM.setTrackingConsent', 'granted']],
      withdraw: [['DD_RUM.setTrackingConsent', 'not-granted']],
    },
  ],
  [
    'google-analytics-4',
    'Google tag, disabling measurement by window property',
    {
      deny: [['ga-disable-<id>=', true]],
      grant: [['ga-disable-<id>=', false]],
      withdraw: [['ga-disable-<id>=', true]],
    },
  ],
  // Intercom has no consent call; shutdown ends the session and clears its cookies.
  ['intercom', 'Intercom messenger, shutdown', { withdraw: [['Intercom', 'shutdown']] }],
  [
    'matomo',
    'Matomo developer guide, Tracking & Cookie Consent',
    {
      deny: [['_paq.push', ['requireConsent']]],
      // For this page view only: Kelisim remembers the choice. rememberConsentGiven would keep a cookie of Matomo for 30 years beside it.
      grant: [['_paq.push', ['setConsentGiven']]],
      // Requires consent again by itself.
      withdraw: [['_paq.push', ['forgetConsentGiven']]],
    },
  ],
  [
    'meta-pixel',
    'Meta for Developers, Meta Pixel GDPR implementation',
    {
      grant: [['fbq', 'consent', 'grant']],
      withdraw: [['fbq', 'consent', 'revoke']],
    },
  ],
  [
    'microsoft-clarity',
    'Microsoft Learn, Clarity consent API v2',
    {
      // The service is analytics: consent to it says nothing of advertising storage.
      grant: [['clarity', 'consentv2', { ad_Storage: 'denied', analytics_Storage: 'granted' }]],
      withdraw: [CLARITY_DENIED, ['clarity', 'stop']],
    },
  ],
  [
    'microsoft-uet',
    'Microsoft Advertising help, UET consent mode',
    {
      deny: [['uetq.push', 'consent', 'default', { ad_storage: 'denied' }]],
      grant: [['uetq.push', 'consent', 'update', { ad_storage: 'granted' }]],
      withdraw: [['uetq.push', 'consent', 'update', { ad_storage: 'denied' }]],
    },
  ],
  [
    'mixpanel',
    'Mixpanel, opt-out and opt-in methods',
    { grant: [['mixpanel.opt_in_tracking']], withdraw: [['mixpanel.opt_out_tracking']] },
  ],
  [
    'new-relic-browser',
    'New Relic, browser consent mode and newrelic.consent',
    { grant: [['newrelic.consent']], withdraw: [['newrelic.consent', false]] },
  ],
  [
    'onesignal',
    'OneSignal Web SDK v16, setConsentGiven',
    { grant: [['OneSignal.setConsentGiven', true]], withdraw: [['OneSignal.setConsentGiven', false]] },
  ],
  [
    'posthog',
    'PostHog, opting users in and out',
    { grant: [['posthog.opt_in_capturing']], withdraw: [['posthog.opt_out_capturing']] },
  ],
  [
    'tiktok-pixel',
    'TikTok Pixel, hold, grant and revoke consent',
    {
      grant: [['ttq.grantConsent']],
      withdraw: [['ttq.revokeConsent']],
    },
  ],
  [
    'yandex-metrica',
    'Yandex Metrica help, user-opt-out',
    {
      deny: [['disableYaCounter<id>=', true]],
      grant: [['disableYaCounter<id>=', false]],
      withdraw: [['disableYaCounter<id>=', true]],
    },
  ],
];

const files = loadVendorFiles();
const signalled = files.filter((file) => file.signal !== undefined);

describe("the catalogue's signals", () => {
  test.each(SIGNALS)('tell %s what its documentation has: %s', (id, _documentation, signal) => {
    expect(RULES[id]!.s).toStrictEqual(signal);
  });

  test('are those of this list and no others: a call that was read nowhere is not made', () => {
    expect(signalled.map((file) => file.id)).toEqual(SIGNALS.map(([id]) => id));
  });

  test('name for people, in consentCall, the call that the gate makes', () => {
    for (const { id, signal, consentCall } of signalled) {
      const said = Object.values(consentCall ?? {}).join(' ');
      const [path, ...args] = signal!.withdraw![0]!;
      // `_paq.push(['requireConsent'])` is named by its argument, `window['ga-disable-…']` by its property.
      const name = path.endsWith('.push')
        ? [args[0]].flat()[0]
        : path
            .split('.')
            .at(-1)!
            .replace(/<id>=$/, '');
      expect(said, id).toContain(name);
    }
  });

  test('speak of a customer id only where a global is named after it', () => {
    for (const { id, signal } of signalled) {
      const calls = [signal!.deny, signal!.grant, signal!.withdraw].flatMap((part) => part ?? []);
      for (const [path, ...args] of calls) {
        expect([id, path.includes('<id>')]).toEqual([id, path.endsWith('=')]);
        expect(JSON.stringify(args), id).not.toContain('<id>');
      }
    }
  });

  test('close again what they opened: whoever is granted something is told when it is taken back', () => {
    for (const { id, signal } of signalled) expect(signal!.withdraw, id).toBeDefined();
  });

  test('refuse nothing through a stub that queues: some libraries drop what stands behind a refusal, and their script is held', () => {
    for (const id of ['meta-pixel', 'tiktok-pixel', 'microsoft-clarity'])
      expect(RULES[id]!.s!.deny, id).toBeUndefined();
  });

  test('are not sent to vendors whose own calls could not be read in their documentation', () => {
    for (const id of ['contentsquare', 'zendesk-widget', 'appsflyer-web']) expect(RULES[id]!.s, id).toBeUndefined();
  });

  test("leave Google's consent mode to the gate, which speaks it for all of Google at once", () => {
    for (const id of ['google-tag-manager', 'google-ads', 'firebase-analytics-web'])
      expect(RULES[id]!.s, id).toBeUndefined();
  });
});
