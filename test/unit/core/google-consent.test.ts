/** Which of Google's consent types a category of the site grants (domain.md §2.2, point 9), and the options of the first command. */
import { describe, expect, test } from 'vitest';
import { categoriesOf } from '../../../src/core/category.ts';
import { googleConsentOf } from '../../../src/core/google-consent.ts';
import { resolveSite } from '../../../src/core/resolve-site.ts';

const standard = categoriesOf();

describe('googleConsentOf', () => {
  test('gives each of the six optional types to one category', () => {
    expect(googleConsentOf({}, standard)).toEqual({
      types: {
        functional: 'functionality_storage personalization_storage',
        analytics: 'analytics_storage',
        advertising: 'ad_storage ad_user_data ad_personalization',
      },
    });
  });

  test('gives personalised advertising to the category of the site that asks for it apart', () => {
    const found = googleConsentOf({}, categoriesOf([{ id: 'personalised', parent: 'advertising' }]));
    expect(found!.types.personalised).toBe('ad_personalization');
    expect(found!.types.advertising).toBe('ad_storage ad_user_data');
  });

  test.each([
    ['under another category', { id: 'personalised', parent: 'analytics' }],
    ['under none', { id: 'personalised' }],
    ['of another name', { id: 'retargeting', parent: 'advertising' }],
  ] as const)('leaves it to advertising where the own category stands %s', (_, own) => {
    const found = googleConsentOf({}, categoriesOf([own]));
    expect(found!.types.advertising).toBe('ad_storage ad_user_data ad_personalization');
    expect(Object.keys(found!.types)).toEqual(['functional', 'analytics', 'advertising']);
  });

  test('says nothing to Google where the site does that itself', () => {
    expect(googleConsentOf({ googleConsentMode: 'off', adsDataRedaction: true }, standard)).toBeUndefined();
    expect(
      resolveSite({ version: 1, site: 'x', services: [], signals: { googleConsentMode: 'off' } }, {}),
    ).not.toHaveProperty('google');
  });

  test('puts the options where Google expects them: commands before the first, its wait inside it', () => {
    const found = googleConsentOf({ waitForUpdateMs: 500, adsDataRedaction: true, urlPassthrough: true }, standard);
    expect(found).toMatchObject({
      extra: { wait_for_update: 500 },
      before: [
        ['set', 'ads_data_redaction', true],
        ['set', 'url_passthrough', true],
      ],
    });
  });
});
