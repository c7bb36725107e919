import { assert } from '@esm-bundle/chai';
import { OUTBOX_DATABASE, OUTBOX_FLAG, PENDING_PREFIX } from '../../../src/core/storage-keys.ts';
import { until } from '../ui/until.ts';
import { fakePanelApi } from './fake-panel-api.ts';
import { type PanelHarness, removePanel, shown } from './panel-harness.ts';

const PENDING = `${PENDING_PREFIX}probe`;
const ROW = `${OUTBOX_FLAG}.row.probe`;

/** How many records wait, as the head of the panel says it. */
function waiting(panel: PanelHarness): string {
  const label = [...panel.root.querySelectorAll('dt')].find(
    ({ textContent }) => textContent === 'Consent records to be sent',
  );
  return label?.nextElementSibling?.textContent ?? '';
}

/** Firefox and WebKit have one profile for all test files: what another one left there waits, too. */
async function nothingWaits(): Promise<void> {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(PENDING_PREFIX) || key.startsWith(OUTBOX_FLAG)) localStorage.removeItem(key);
  await new Promise((done) => {
    const request = indexedDB.deleteDatabase(OUTBOX_DATABASE);
    request.onsuccess = request.onerror = request.onblocked = done;
  });
}

describe('panel, records', () => {
  beforeEach(nothingWaits);
  afterEach(() => {
    removePanel();
    for (const key of [PENDING, ROW, OUTBOX_FLAG]) localStorage.removeItem(key);
  });

  it('says that a record was delivered without anybody touching the panel or the page', async () => {
    localStorage.setItem(PENDING, '{}');
    const panel = await shown(fakePanelApi());
    assert.equal(waiting(panel), '1');
    // The outbox takes it over: no event tells this window.
    localStorage.setItem(ROW, '{}');
    localStorage.setItem(OUTBOX_FLAG, '1');
    localStorage.removeItem(PENDING);
    await new Promise((done) => setTimeout(done, 1500));
    assert.equal(waiting(panel), '1');
    // And delivers it.
    localStorage.removeItem(ROW);
    localStorage.removeItem(OUTBOX_FLAG);
    await until(() => waiting(panel) === 'none');
  });

  it('counts what an earlier page view left in the outbox', async () => {
    localStorage.setItem(ROW, '{}');
    localStorage.setItem(OUTBOX_FLAG, '1');
    const panel = await shown(fakePanelApi());
    await until(() => waiting(panel) === '1');
  });
});
