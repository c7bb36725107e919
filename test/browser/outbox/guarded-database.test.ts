import { expect } from '@esm-bundle/chai';
import { guardedDatabase } from '../../../src/client/store/guarded-database.ts';
import { IndexedDbTier } from '../../../src/client/store/indexed-db-tier.ts';
import { deleteDatabase, firstVisit, stub, until } from './page-state.ts';

const NAME = 'kelisim';

function tier(waitMs?: number): IndexedDbTier {
  return new IndexedDbTier(guardedDatabase(NAME, waitMs));
}

/** Opens without ever giving way to others, as code of another site part or an old tab may. */
function openStubbornly(version?: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    (error: Error) => error.message || error.name,
  );
}

describe('the IndexedDB tier', () => {
  beforeEach(firstVisit);

  it('keeps rows for the next page, and removes them', async () => {
    await tier().put('row.a', { v: 1 });
    await tier().put('row.b', { v: 2 });
    expect(await tier().entries()).to.deep.equal([
      ['row.a', { v: 1 }],
      ['row.b', { v: 2 }],
    ]);
    await tier().remove(['row.a', 'row.never-there']);
    expect(await tier().entries()).to.deep.equal([['row.b', { v: 2 }]]);
  });

  it('fails after a second when the open hangs behind a blocked deletion, at once from then on, and works when it opens after all', async function () {
    this.timeout(10_000);
    await tier().put('row.a', 1);
    const stubborn = await openStubbornly();
    const deleted = deleteDatabase(NAME);
    const ours = tier(300);
    const before = performance.now();
    expect(await failure(ours.put('row.b', 2))).to.equal('indexed-db-hangs');
    expect(performance.now() - before).to.be.within(250, 1500);
    const again = performance.now();
    expect(await failure(ours.entries())).to.equal('indexed-db-resting');
    expect(performance.now() - again).to.be.below(100);
    stubborn.close();
    await deleted;
    // The late open arrives by itself.
    await until(async () => (await failure(ours.put('row.b', 2))) === 'resolved');
    expect(await ours.entries()).to.deep.equal([['row.b', 2]]);
  });

  it('fails without waiting when opening throws (site data blocked), and rests before it tries again', async () => {
    let tries = 0;
    stub(window, 'indexedDB', {
      get() {
        tries++;
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    const ours = tier();
    expect(await failure(ours.put('row.a', 1))).to.equal('blocked');
    expect(await failure(ours.put('row.a', 1))).to.equal('indexed-db-resting');
    expect(tries).to.equal(1);
  });

  it('fails when there is no IndexedDB at all', async () => {
    stub(window, 'indexedDB', { value: undefined });
    expect(await failure(tier().entries())).not.to.equal('resolved');
  });

  it('gives way when another tab deletes or upgrades the database, and opens it anew', async () => {
    const ours = tier();
    await ours.put('row.a', 1);
    await deleteDatabase(NAME);
    await ours.put('row.b', 2);
    expect(await ours.entries()).to.deep.equal([['row.b', 2]]);
    (await openStubbornly(7)).close();
    await ours.put('row.c', 3);
    expect(await ours.entries()).to.deep.equal([
      ['row.b', 2],
      ['row.c', 3],
    ]);
  });

  it('repairs a database of this name that lacks its store', async () => {
    (await openStubbornly(3)).close();
    const ours = tier();
    await ours.put('row.a', 1);
    expect(await ours.entries()).to.deep.equal([['row.a', 1]]);
  });

  it('rejects a put that is over the quota, and stays usable', async () => {
    const ours = tier();
    await ours.put('row.a', 1);
    stub(IDBObjectStore.prototype, 'put', {
      value() {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    expect(await failure(ours.put('row.b', 2))).to.equal('full');
    expect(await ours.entries()).to.deep.equal([['row.a', 1]]);
  });
});
