import { expect } from '@esm-bundle/chai';
import { startOutbox } from '../../../src/client/outbox/start-outbox.ts';
import { ConsentHistory } from '../../../src/client/store/consent-history.ts';
import { guardedDatabase } from '../../../src/client/store/guarded-database.ts';
import { IndexedDbTier } from '../../../src/client/store/indexed-db-tier.ts';
import { LAST_RECORD, OUTBOX_FLAG, PENDING_PREFIX } from '../../../src/core/storage-keys.ts';
import { idOf, samplePending } from '../../unit/client/sample-pending.ts';
import { sampleRecord } from '../../unit/client/sample-record.ts';
import { FakeCollector } from './fake-collector.ts';
import { ENDPOINT, fakeHead, type FakeHead } from './fake-head.ts';
import { firstVisit, onCleanUp, stub, until } from './page-state.ts';

async function open(head: FakeHead): Promise<() => void> {
  const stop = await startOutbox(head.api, head.inner.config);
  onCleanUp(stop);
  return stop;
}

function pendingKeys(): string[] {
  return Object.keys(localStorage).flatMap((key) =>
    key.startsWith(PENDING_PREFIX) ? [key.slice(PENDING_PREFIX.length)] : [],
  );
}

async function rows(): Promise<string[]> {
  const entries = await new IndexedDbTier(guardedDatabase('kelisim')).entries();
  return entries.flatMap(([key]) => (key.startsWith('row.') ? [key.slice(4)] : []));
}

function history(): ConsentHistory {
  return new ConsentHistory(new IndexedDbTier(guardedDatabase('kelisim')));
}

function noIndexedDb(): void {
  stub(window, 'indexedDB', { value: undefined });
}

function fullLocalStorage(): void {
  stub(Storage.prototype, 'setItem', {
    value() {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
}

describe('the outbox on a page', () => {
  beforeEach(firstVisit);

  it('takes a pending record, delivers it at once and leaves neither row, pending key nor flag', async () => {
    const collector = new FakeCollector();
    const head = fakeHead();
    const pending = samplePending();
    head.leave(pending);
    await open(head);
    await until(() => collector.onDisk.has(idOf(pending)) && localStorage.getItem(OUTBOX_FLAG) === null);
    expect(collector.requests.map((request) => request.url)).to.deep.equal([`${ENDPOINT}/v1/sites/jetfin/records`]);
    expect(collector.onDisk.get(idOf(pending))).to.include({
      origin: location.origin,
      storage: 'local',
      seq: 0,
      previous: null,
    });
    expect(pendingKeys()).to.deep.equal([]);
    expect(await rows()).to.deep.equal([]);
  });

  it('deletes a pending record only after its row is kept, and sets the flag while it waits', async () => {
    const collector = new FakeCollector();
    collector.mode = 'down';
    const head = fakeHead();
    const pending = samplePending();
    head.leave(pending);
    let pendingAtPut: string[] = [];
    const put = IDBObjectStore.prototype.put;
    stub(IDBObjectStore.prototype, 'put', {
      value(this: IDBObjectStore, value: unknown, key: IDBValidKey) {
        if (typeof key === 'string' && key.startsWith('row.')) pendingAtPut = pendingKeys();
        return put.call(this, value, key);
      },
    });
    await open(head);
    await until(() => collector.requests.length === 1);
    expect(pendingAtPut).to.deep.equal([pending.key]);
    expect(pendingKeys()).to.deep.equal([]);
    expect(await rows()).to.deep.equal([idOf(pending)]);
    expect(localStorage.getItem(OUTBOX_FLAG)).to.equal('1');
  });

  it('keeps the pending record where it is while only memory would take it, and drops it when it is delivered', async function () {
    this.timeout(15_000);
    const collector = new FakeCollector();
    collector.mode = 'down';
    noIndexedDb();
    const head = fakeHead();
    const pending = samplePending();
    head.leave(pending);
    fullLocalStorage();
    await open(head);
    await until(() => collector.requests.length > 0);
    expect(pendingKeys()).to.deep.equal([pending.key]);
    collector.mode = 'answers';
    await until(() => collector.onDisk.has(idOf(pending)) && pendingKeys().length === 0);
  });

  it('makes the same record again on the next page when nothing but the pending one was kept', async function () {
    this.timeout(15_000);
    const collector = new FakeCollector();
    collector.mode = 'loses the answer';
    noIndexedDb();
    const pending = [samplePending(), samplePending({ choice: '1.a3f09c.20513.fad' })] as const;
    const first = fakeHead();
    for (const one of pending) first.leave(one);
    fullLocalStorage();
    const leave = await open(first);
    await until(() => collector.onDisk.size === 2);
    leave();
    collector.mode = 'answers';
    await open(fakeHead());
    await until(() => pendingKeys().length === 0);
    expect(collector.conflicts).to.equal(0);
    expect(collector.onDisk.get(idOf(pending[1]))).to.include({ seq: 1, previous: idOf(pending[0]) });
  });

  it('sends a record once more when the answer was lost, and the collector has it once', async function () {
    this.timeout(15_000);
    const collector = new FakeCollector();
    collector.mode = 'loses the answer';
    const head = fakeHead();
    const pending = samplePending();
    head.leave(pending);
    const leave = await open(head);
    await until(() => collector.requests.length > 0);
    // The visitor leaves; the next page finds the row and waits for its time.
    leave();
    expect(await rows()).to.deep.equal([idOf(pending)]);
    collector.mode = 'answers';
    await open(fakeHead());
    await until(async () => (await rows()).length === 0);
    expect([...collector.onDisk.keys()]).to.deep.equal([idOf(pending)]);
    expect(collector.requests.length).to.be.at.least(2);
    expect(collector.conflicts).to.equal(0);
    await until(() => localStorage.getItem(OUTBOX_FLAG) === null);
  });

  it('takes records that are decided while the page is open, as one chain', async () => {
    const collector = new FakeCollector();
    const head = fakeHead();
    await open(head);
    const pending = [
      samplePending(),
      samplePending(),
      samplePending({ choice: '1.a3f09c.20513.0', action: 'withdraw' }),
    ];
    for (const one of pending) head.decide(one);
    await until(() => collector.onDisk.size === 3);
    await until(async () => (await rows()).length === 0 && pendingKeys().length === 0);
    const [a, b, c] = pending.map((one) => collector.onDisk.get(idOf(one))!);
    expect([b!.previous, c!.previous]).to.deep.equal([a!.id, b!.id]);
    expect(new Set([a!.subject, b!.subject, c!.subject])).to.have.length(1);
    expect(localStorage.getItem(LAST_RECORD)).to.equal(`${c!.subject} ${c!.id} 2`);
  });

  it('leaves nothing to join a first refusal with', async () => {
    const collector = new FakeCollector();
    const head = fakeHead();
    await open(head);
    head.decide(samplePending({ choice: '1.a3f09c.20513.0', action: 'reject-all' }));
    await until(() => collector.onDisk.size === 1);
    expect(localStorage.getItem(LAST_RECORD)).to.equal(null);
  });

  it('makes one chain of what several tabs take at once', async function () {
    this.timeout(15_000);
    const collector = new FakeCollector();
    const pending = Array.from({ length: 6 }, () => samplePending());
    for (const one of pending) fakeHead().leave(one);
    await Promise.all([open(fakeHead()), open(fakeHead()), open(fakeHead())]);
    await until(async () => collector.onDisk.size === 6 && (await rows()).length === 0);
    expect(pending.map((one) => collector.onDisk.get(idOf(one))!.seq)).to.deep.equal([0, 1, 2, 3, 4, 5]);
    expect(collector.conflicts).to.equal(0);
    expect(pendingKeys()).to.deep.equal([]);
  });

  it('takes records that could only be held in memory', async () => {
    const collector = new FakeCollector();
    const head = fakeHead();
    const pending = samplePending();
    head.inner.memory.push(pending);
    await open(head);
    await until(() => collector.onDisk.has(idOf(pending)));
    expect(collector.onDisk.get(idOf(pending))!.storage).to.equal('memory');
    expect(head.inner.memory).to.deep.equal([]);
  });

  it("leaves another site's pending record on this origin to that site, and a newer head's to the newer client", async () => {
    const collector = new FakeCollector();
    const head = fakeHead();
    const [own, other] = [samplePending(), samplePending({ stamp: { site: 'kengo' } })];
    const newer = { ...samplePending(), v: 2 };
    head.leave(own);
    head.leave(other);
    head.leave(newer as never);
    await open(head);
    await until(() => collector.onDisk.has(idOf(own)));
    expect(collector.onDisk.size).to.equal(1);
    expect(pendingKeys().sort()).to.deep.equal([other.key, newer.key].sort());
  });

  it('drops damaged pending keys and delivers the others', async () => {
    const collector = new FakeCollector();
    const head = fakeHead();
    const pending = samplePending();
    const damaged = [
      '{',
      'null',
      '7',
      '{"v":1}',
      '',
      '[]',
      { ...pending, key: 'elsewhere' },
      { ...pending, categories: null },
      { ...pending, at: 1e300 },
      { ...pending, stamp: null },
      { ...pending, choice: 'x' },
    ];
    for (const [i, value] of damaged.entries()) {
      const key = `1-1-${i}`;
      const text =
        typeof value === 'string' ? value : JSON.stringify(value.key === pending.key ? { ...value, key } : value);
      localStorage.setItem(PENDING_PREFIX + key, text);
    }
    head.leave(pending);
    await open(head);
    await until(() => collector.onDisk.has(idOf(pending)));
    expect(collector.onDisk.size).to.equal(1);
    expect(pendingKeys()).to.deep.equal([]);
  });

  it("sends the config's headers, and takes any 2xx for an answer when the config says so", async () => {
    const requests: RequestInit[] = [];
    stub(window, 'fetch', {
      value: async (_: string, init: RequestInit) => {
        requests.push(init);
        return new Response(null, { status: 204 });
      },
    });
    const head = fakeHead({
      config: { site: 'jetfin', sync: { endpoint: ENDPOINT, acknowledge: 'status', headers: { 'X-Key': 'k' } } },
    });
    head.leave(samplePending());
    await open(head);
    await until(async () => requests.length === 1 && (await rows()).length === 0);
    expect(requests[0]!.headers).to.include({ 'x-key': 'k' });
  });

  it('without an endpoint keeps the choices in the local history, newest first, and sends nothing', async () => {
    const collector = new FakeCollector();
    const head = fakeHead({ config: { site: 'jetfin' } });
    const pending = [samplePending(), samplePending()] as const;
    head.leave(pending[0]);
    await open(head);
    head.decide(pending[1]);
    await until(() => pendingKeys().length === 0);
    expect((await history().list('jetfin')).map(({ record }) => record.id)).to.deep.equal([
      idOf(pending[1]),
      idOf(pending[0]),
    ]);
    expect(await rows()).to.deep.equal([]);
    expect(collector.requests).to.deep.equal([]);
    expect(localStorage.getItem(OUTBOX_FLAG)).to.equal(null);
  });

  it('without an endpoint and without IndexedDB leaves the newest five choices where the head put them', async () => {
    noIndexedDb();
    const head = fakeHead({ config: { site: 'jetfin' } });
    const pending = Array.from({ length: 8 }, () => samplePending());
    for (const one of pending) head.leave(one);
    await open(head);
    expect(pendingKeys().sort()).to.deep.equal(
      pending
        .slice(3)
        .map((one) => one.key)
        .sort(),
    );
  });

  it('keeps a choice made under a config without a site in the history only', async () => {
    const collector = new FakeCollector();
    const head = fakeHead();
    const stray = samplePending({ stamp: { site: '' } });
    head.leave(stray);
    await open(head);
    expect(pendingKeys()).to.deep.equal([]);
    expect((await history().list('')).map(({ record }) => record.id)).to.deep.equal([idOf(stray)]);
    expect(collector.requests).to.deep.equal([]);
  });

  it('keeps at most fifty choices in the history', async () => {
    const own = history();
    const records = Array.from({ length: 53 }, () => sampleRecord());
    for (const record of records) expect(await own.add(record)).to.equal(true);
    expect((await own.list('jetfin')).map(({ record }) => record.id)).to.deep.equal(
      records
        .slice(3)
        .map((record) => record.id)
        .reverse(),
    );
  });
});
