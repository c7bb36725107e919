/** The generic file with its config behind an address: what is said to Google before the config is there, and what its arrival opens. */
import { assert } from '@esm-bundle/chai';
import { GatePage, quiet, until } from '../gate/gate-page.ts';
import { played } from './catalogue.ts';

const GOOGLE = ['google-tag-manager', 'google-analytics-4'];
const tag = (url: string): string =>
  `{ const s = document.createElement('script'); s.async = true; s.src = ${JSON.stringify(url)}; document.head.append(s) }`;

const config = (signals: Record<string, unknown>): string =>
  JSON.stringify({
    version: 1,
    site: 'gate-test',
    operators: [{ name: { kk: 'ЖШС «Сынақ»', ru: 'ТОО «Проверка»' } }],
    policy: { edition: '1', url: { kk: '/policy', ru: '/policy' } },
    services: [...GOOGLE, 'need', 'stat'].map((vendor) => ({ vendor })),
    signals,
  });

describe('a config that comes later', () => {
  it('opens necessary services, and in the advanced form Google, as soon as it is there; nothing else', async () => {
    const page = await GatePage.make();
    await page.open({
      gate: 'data-config',
      catalogue: played(...GOOGLE),
      config: config({ googleConsentMode: 'advanced' }),
      head: `<script>${tag(page.t('need/n.js'))}${tag(page.t('google-analytics-4/g.js'))}${tag(page.t('stat/a.js'))}</script>`,
    });
    await until(() => page.ran.length === 2);
    await quiet();
    assert.deepEqual((await page.requests()).sort(), ['google-analytics-4/g.js', 'need/n.js']);
  });

  it('finds everything denied in the data layer: nobody waited for it', async () => {
    const page = await GatePage.open({ gate: 'data-config', catalogue: played(...GOOGLE), config: config({}) });
    const [command, what, state] = Array.from(page.window.dataLayer![0] as ArrayLike<unknown>);
    assert.deepEqual([command, what], ['consent', 'default']);
    assert.deepEqual([...new Set(Object.values(state as Record<string, string>))].sort(), ['denied', 'granted']);
    assert.equal((state as Record<string, string>).security_storage, 'granted');
  });
});
