import { expect } from '@esm-bundle/chai';
import { eraseLeftovers } from '../../../src/client/withdraw/erase-leftovers.ts';
import type { ResolvedService } from '../../../src/core/api.ts';
import type { Choice } from '../../../src/core/choice.ts';
import type { SiteData } from '../../../src/core/site-data.ts';
import { fakeHead } from './fake-head.ts';
import { firstVisit } from './page-state.ts';

const SERVICES: ResolvedService[] = [
  { id: 'ga4', vendor: 'google-analytics-4', category: 'analytics', letter: 'a', cookies: '_ga _ga_*' },
  { id: 'meta', vendor: 'meta-pixel', category: 'advertising', letter: 'd', cookies: '_fbp _fbc' },
  { id: 'hotjar', vendor: 'hotjar', category: 'analytics', letter: 'a' },
];
const choice = (letters: string): Choice => ({ day: 20_000, letters, services: {} });

/** Of the disclosures only what is stored beyond cookies counts here. */
const SITE_DATA = {
  config: {},
  disclosures: async () => ({
    version: 1,
    language: 'kk',
    vendors: {
      hotjar: {
        cookies: [
          { name: '_hjSession*', party: 'first', lifetime: null, area: 'localStorage' },
          { name: 'hjViewport', party: 'first', lifetime: null, area: 'sessionStorage' },
        ],
      },
    },
  }),
} as unknown as SiteData;

function cookies(): string[] {
  return document.cookie
    .split('; ')
    .map((pair) => pair.split('=')[0]!)
    .filter(Boolean)
    .sort();
}

describe('erasing what refused services left', () => {
  beforeEach(firstVisit);

  it("takes their cookies on every path of this page and their storage keys, and spares the site's own", async () => {
    const directory = location.pathname.replace(/\/[^/]*$/, '') || '/';
    for (const line of [
      '_ga=1;path=/',
      `_ga=2;path=${directory}`,
      '_ga_ABC=1;path=/',
      '_fbp=1;path=/',
      'uid=1;path=/',
      'kelisim=1.a3f09c.20000.d;path=/',
      '_gat=1;path=/',
    ]) {
      document.cookie = line;
    }
    localStorage.setItem('_hjSessionUser_1', 'x');
    localStorage.setItem('basket', 'x');
    localStorage.setItem('kelisim.tick', 'x');
    sessionStorage.setItem('hjViewport', 'x');
    const head = fakeHead({ services: SERVICES });
    head.setChoice(choice('d'));
    // WebKit's cookies live in another process: a deletion reads back a moment later.
    expect(await eraseLeftovers(head.api, SITE_DATA, choice('d'), 300)).to.deep.equal([]);
    expect(cookies()).to.deep.equal(['_fbp', '_gat', 'kelisim', 'uid']);
    expect(Object.keys(localStorage).sort()).to.deep.equal(['basket', 'kelisim.tick']);
    expect(sessionStorage.length).to.equal(0);
  });

  it('looks again, erases what came back and names it', async () => {
    const head = fakeHead({ services: SERVICES });
    head.setChoice(choice(''));
    const erasing = eraseLeftovers(head.api, SITE_DATA, choice(''), 300);
    await new Promise((resolve) => setTimeout(resolve, 100));
    document.cookie = '_fbp=again;path=/';
    expect(await erasing).to.deep.equal([{ area: 'cookie', name: '_fbp' }]);
    expect(cookies()).to.deep.equal([]);
  });

  it('does not erase at the second look what has been agreed to again meanwhile', async () => {
    const head = fakeHead({ services: SERVICES });
    head.setChoice(choice(''));
    const erasing = eraseLeftovers(head.api, SITE_DATA, choice(''), 300);
    await new Promise((resolve) => setTimeout(resolve, 100));
    head.setChoice(choice('ad'));
    document.cookie = '_fbp=new;path=/';
    expect(await erasing).to.deep.equal([]);
    expect(cookies()).to.deep.equal(['_fbp']);
  });

  it('keeps what the config keeps', async () => {
    document.cookie = '_ga=1;path=/';
    document.cookie = '_fbp=1;path=/';
    const head = fakeHead({ services: SERVICES, config: { cookies: { keep: ['_ga'] } } });
    await eraseLeftovers(head.api, SITE_DATA, choice(''), 300);
    expect(cookies()).to.deep.equal(['_ga']);
  });

  it("erases cookies though the site's data could not be loaded", async () => {
    document.cookie = '_ga=1;path=/';
    const head = fakeHead({ services: SERVICES });
    await eraseLeftovers(head.api, null, choice(''), 300);
    expect(cookies()).to.deep.equal([]);
  });
});
