import { expect } from '@esm-bundle/chai';
import { OutboxStore } from '../../../src/client/outbox/outbox-store.ts';
import { guardedDatabase } from '../../../src/client/store/guarded-database.ts';
import { IndexedDbTier } from '../../../src/client/store/indexed-db-tier.ts';
import { LocalStorageTier } from '../../../src/client/store/local-storage-tier.ts';
import { MemoryTier } from '../../../src/client/store/memory-tier.ts';
import { sampleRecord } from '../../unit/client/sample-record.ts';
import { firstVisit, stub } from './page-state.ts';

function page(): OutboxStore {
  return new OutboxStore([
    new IndexedDbTier(guardedDatabase('kelisim')),
    new LocalStorageTier('kelisim.outbox.'),
    new MemoryTier(),
  ]);
}

function blockIndexedDb(): void {
  stub(window, 'indexedDB', {
    get() {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
}

function fillLocalStorage(): void {
  stub(Storage.prototype, 'setItem', {
    value() {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
}

async function ids(store: OutboxStore): Promise<string[]> {
  return (await store.rows()).map((row) => row.record.id);
}

describe('the tiers of the outbox', () => {
  beforeEach(firstVisit);

  it('keep rows in IndexedDB, where the next page finds them', async () => {
    const record = sampleRecord();
    expect(await page().add(record)).to.equal('indexed-db');
    expect(await ids(page())).to.deep.equal([record.id]);
    expect(localStorage.length).to.equal(0);
  });

  it('fall to localStorage, one key a record, when IndexedDB is blocked, and move up on a later page', async () => {
    blockIndexedDb();
    localStorage.setItem('site', 'own');
    const [a, b] = [sampleRecord(), sampleRecord()];
    expect(await page().add(a)).to.equal('local-storage');
    expect(await page().add(b)).to.equal('local-storage');
    expect(localStorage.getItem(`kelisim.outbox.row.${a.id}`)).to.be.a('string');

    // The block is lifted; the rows are still there.
    const kept = { ...localStorage };
    await firstVisit();
    for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value as string);
    const later = page();
    expect(await ids(later)).to.deep.equal([a.id, b.id]);
    await later.moveUp();
    expect({ ...localStorage }).to.deep.equal({ site: 'own' });
    expect(await ids(page())).to.deep.equal([a.id, b.id]);
  });

  it("fall to memory when localStorage is full too, and leave the site's own keys alone", async () => {
    localStorage.setItem('site', 'own');
    blockIndexedDb();
    fillLocalStorage();
    const store = page();
    const record = sampleRecord();
    expect(await store.add(record)).to.equal('memory');
    expect(await ids(store)).to.deep.equal([record.id]);
    expect(await ids(page())).to.deep.equal([]);
    expect({ ...localStorage }).to.deep.equal({ site: 'own' });
  });

  it('take no more of localStorage than a few rows and 20 KB', async () => {
    blockIndexedDb();
    const store = page();
    const tiers: string[] = [];
    for (let i = 0; i < 8; i++) tiers.push(await store.add(sampleRecord()));
    expect(tiers).to.deep.equal([...Array<string>(6).fill('local-storage'), 'memory', 'memory']);
    expect(await ids(store)).to.have.length(8);

    await firstVisit();
    blockIndexedDb();
    const large = () => sampleRecord({ policy: 'x'.repeat(7000) });
    const other = page();
    expect([await other.add(large()), await other.add(large()), await other.add(large())]).to.deep.equal([
      'local-storage',
      'local-storage',
      'memory',
    ]);
  });

  it('fall to localStorage when a put is over the quota of IndexedDB', async () => {
    stub(IDBObjectStore.prototype, 'put', {
      value() {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    expect(await page().add(sampleRecord())).to.equal('local-storage');
  });

  it('drop damaged rows of localStorage, and read the others', async () => {
    blockIndexedDb();
    localStorage.setItem('kelisim.outbox.row.x', '{"v":1,');
    const record = sampleRecord();
    const store = page();
    await store.add(record);
    expect(await ids(store)).to.deep.equal([record.id]);
    expect(localStorage.getItem('kelisim.outbox.row.x')).to.equal(null);
  });
});
