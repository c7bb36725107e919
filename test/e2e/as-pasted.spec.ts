/** The page on which nothing is marked: what leaves before a choice is what was measured, item by item, and no vendor's code runs. */
import { PASTED_ITEMS } from '../../demo/as-pasted/items.ts';
import { LEVELS } from '../support/demo-world.ts';
import { expect, test } from './story.ts';

const SITE = 'https://as-pasted.kz/';

function itemOf(query: string): string {
  return /[?&;]item=([a-z-]+)/.exec(query)?.[1] ?? '';
}

for (const level of LEVELS) {
  const withOutcome = (outcome: string) =>
    PASTED_ITEMS.filter(({ leaves }) => leaves[level].chromium === outcome).map(({ id }) => id);
  const leaving = withOutcome('yes');
  const staying = withOutcome('no');

  test(`On the page "as pasted" at level ${level} exactly the measured happens before a choice: ${leaving.length} kinds of tag leave, ${staying.length} do not, and no code of a known vendor runs.`, async ({
    serve,
    visitor,
    proof,
  }) => {
    serve('as-pasted', { level });
    await visitor.open(SITE);
    await visitor.isUndecided();
    await visitor.readToTheEnd();
    await proof.quiet();
    const seen = new Set(proof.arrivals().map(({ query }) => itemOf(query)));
    expect(
      leaving.filter((id) => !seen.has(id)),
      'measured to leave, and did not',
    ).toEqual([]);
    expect(
      staying.filter((id) => seen.has(id)),
      'measured to stay, and left',
    ).toEqual([]);

    // Whatever a script sends when it runs carries no item: only the address in no catalogue may have run, and import(), which is held back after.
    const sentByCode = proof
      .arrivals()
      .filter(({ query, referer }) => itemOf(query) === '' && referer.startsWith(SITE));
    expect(sentByCode.map(({ host, path }) => host + path)).toEqual(['badge.example.net/seen.gif']);
    const cookies = await visitor.page.context().cookies(SITE);
    expect(
      cookies.map(({ name }) => name),
      'cookies that code would have set',
    ).toEqual([]);
    expect(
      await visitor.page.evaluate(() =>
        ['ym', 'VK', 'roistat', 'ttq', 'google_tag_manager'].filter((name) => name in window),
      ),
    ).toEqual([]);
    expect(visitor.exceptions).toEqual([]);
  });

  test(`On the page "as pasted" at level ${level} the scripts that were held run after "accept all", all but the one that the config does not declare.`, async ({
    serve,
    visitor,
    proof,
  }) => {
    serve('as-pasted', { level });
    await visitor.open(SITE);
    await visitor.acceptAll();
    const ran = {
      'script-async': 'www.google-analytics.com/g/collect?en=page_view',
      'script-defer': 'telemetry.jivosite.com/visit/',
      'script-plain': 'privacy-cs.mail.ru/static/sync-loader.js',
      loader: 'collector.roistat.com/api/visit?',
      'document-write': 'mod.calltouch.ru/set_attrs_by_get.php',
    };
    for (const [id, address] of Object.entries(ran)) await expect.poll(() => proof.count(address), id).toBe(1);
    await proof.quiet();
    const undeclared = ['sslwidget.criteo.com', 'gum.criteo.com'];
    expect(proof.arrivals().filter(({ host }) => undeclared.includes(host))).toEqual([]);
    expect(visitor.exceptions).toEqual([]);
  });
}

test('Control: without Kelisim every pasted tag leaves and their code runs.', async ({ serve, visitor, proof }) => {
  serve('as-pasted', { level: 'none' });
  await visitor.open(SITE);
  await visitor.readToTheEnd();
  await proof.quiet();
  const seen = new Set(proof.arrivals().map(({ query }) => itemOf(query)));
  // An image in noscript is for browsers without JavaScript.
  expect(PASTED_ITEMS.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual(['img-noscript']);
  expect(proof.count('sslwidget.criteo.com/event')).toBe(1);
  expect(proof.count('collector.roistat.com/api/visit')).toBeGreaterThan(0);
});
