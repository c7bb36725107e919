/** The panel, as a marketer reads it: what it says is what the server saw. */
import { disclosures } from '../../src/vendors/generated/disclosures-ru.ts';
import { ARRIVALS } from './expected-arrivals.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const HELD = 'остановлено';
const RELEASED = 'отпущено';
const ALLOWED = 'разрешено';

/** The table as it can be read: vendor id by its shown name, and the word in its column "now". */
async function statesOf({ page }: Visitor): Promise<Record<string, string>> {
  const rows = page.locator('kelisim-panel tbody tr[data-state]');
  const idByName = new Map(Object.entries(disclosures.vendors).map(([id, { name }]) => [name, id]));
  const states: Record<string, string> = {};
  for (const row of await rows.all()) {
    const name = (await row.getByRole('rowheader').innerText()).trim();
    states[idByName.get(name) ?? name] = (await row.locator('td.state').innerText()).trim();
  }
  return states;
}

function withState(states: Record<string, string>, ...wanted: readonly string[]): string[] {
  return Object.keys(states)
    .filter((vendor) => wanted.includes(states[vendor]!))
    .sort();
}

/** Vendors whose tags stand in the page itself; GA4 and Google Ads come with the container. */
const IN_PAGE = Object.keys(ARRIVALS.jetfin.accepted)
  .filter((vendor) => !['google-analytics-4', 'google-ads'].includes(vendor))
  .sort();

test('The panel says of every vendor of the page that it is held, and nothing has arrived; after "accept all" it says released or allowed of exactly those that arrived.', async ({
  serve,
  visitor,
  proof,
}) => {
  serve('jetfin');
  await visitor.open('https://jetfin.kz/#kelisim-panel=demo');
  await expect(visitor.page.locator('kelisim-panel table')).toBeVisible();
  await proof.nothingArrives();
  const before = await statesOf(visitor);
  expect(withState(before, HELD)).toEqual(IN_PAGE);
  expect(withState(before, RELEASED, ALLOWED)).toEqual([]);

  await visitor.acceptAll();
  await visitor.readToTheEnd();
  await proof.quiet();
  await expect.poll(async () => withState(await statesOf(visitor), RELEASED)).toEqual(IN_PAGE);
  const after = await statesOf(visitor);
  expect(withState(after, RELEASED, ALLOWED), 'the panel and the log of the server').toEqual(proof.vendors());
  expect(withState(after, HELD), 'session replay was not agreed').toEqual(['yandex-webvisor']);
  expect(visitor.lines).toEqual([]);
  expect(visitor.exceptions).toEqual([]);
});

test('Refused, the panel goes on saying held, in Kazakh too; a wrong code opens no panel.', async ({
  serve,
  visitor,
  proof,
}) => {
  serve('kengo');
  await visitor.open('https://kengo.kz/#kelisim-panel=guess');
  await visitor.rejectAll();
  await proof.quiet();
  await expect(visitor.page.locator('kelisim-panel')).toHaveCount(0);

  await visitor.open('https://kengo.kz/kk/#kelisim-panel=demo');
  await expect(visitor.page.locator('kelisim-panel table')).toBeVisible();
  await proof.nothingArrives();
  const words = new Set(Object.values(await statesOf(visitor)));
  expect([...words]).toEqual(['тоқтатылды']);
});
