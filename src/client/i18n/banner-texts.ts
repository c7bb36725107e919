/**
 * Owns the English words of the banner and which text goes where. Nothing imports the function: it stands here so that the extraction
 * finds the texts; tools/generate-locales.ts writes them, in all languages, to core/generated/banner-texts.ts, which every page view pays.
 * So: short sentences. {operator}, {purposes} and {days} are filled in by the banner.
 */
import { msg } from '@lit/localize';

/** Message id of each text of the banner; the keys are those of the generated file. */
export const BANNER_IDS = {
  h: 'banner.heading',
  t: 'banner.request',
  x: 'banner.abroad',
  d: 'banner.term',
  a: 'action.accept-all',
  r: 'action.reject-all',
  p: 'about.policy',
  l: 'banner.launcher',
  f: 'banner.failed',
  g: 'banner.again',
  c: { f: 'banner.for-functional', a: 'banner.for-analytics', d: 'banner.for-advertising' },
} as const;

export function bannerTexts(): readonly string[] {
  return [
    msg('Cookies and pixels', { id: 'banner.heading', desc: 'Heading, at most 45 characters' }),
    msg(
      '{operator}: we ask for your consent to cookies and pixels. Purpose: {purposes}. The site works without it too.',
      {
        id: 'banner.request',
        desc: 'Keep {operator} and {purposes}; the purposes are banner.for-*, joined by commas',
      },
    ),
    msg('Data also go abroad (cross-border transfer).', { id: 'banner.abroad' }),
    msg('Valid for {days} days; you can withdraw at any time.', {
      id: 'banner.term',
      desc: 'Keep {days}',
    }),
    msg('Accept all', { id: 'action.accept-all' }),
    msg('Reject all', { id: 'action.reject-all' }),
    msg('Privacy policy', { id: 'about.policy' }),
    msg('Cookie settings', {
      id: 'banner.launcher',
      desc: 'The third button of the banner, and the small button that stays on the page',
    }),
    msg('The settings did not load.', { id: 'banner.failed' }),
    msg('Your earlier choice is no longer valid, choose again.', {
      id: 'banner.again',
      desc: 'The reason follows when it is known: again.*',
    }),
    msg('extra functions', { id: 'banner.for-functional', desc: 'As it reads in {purposes} of banner.request' }),
    msg('visit analysis', { id: 'banner.for-analytics', desc: 'As it reads in {purposes} of banner.request' }),
    msg('advertising', { id: 'banner.for-advertising', desc: 'As it reads in {purposes} of banner.request' }),
  ];
}
