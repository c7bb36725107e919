import { expect } from '@esm-bundle/chai';
import { recordLog } from '../../../src/client/start-client.ts';
import { startOutbox } from '../../../src/client/outbox/start-outbox.ts';
import { type LoggedRecord, recordLogs } from '../../../src/client/outbox/record-log.ts';
import { idOf, samplePending } from '../../unit/client/sample-pending.ts';
import { FakeCollector } from './fake-collector.ts';
import { fakeHead, type FakeHead } from './fake-head.ts';
import { firstVisit, onCleanUp, stub, until } from './page-state.ts';

async function open(head: FakeHead) {
  onCleanUp(await startOutbox(head.api, head.inner.config));
  return recordLogs.get(head.api)!;
}

function short(records: readonly LoggedRecord[]): [id: string, delivery: string, fleeting: boolean][] {
  return records.map(({ record, delivery, fleeting }) => [record.id, delivery, fleeting]);
}

/** Waits until the log says so. */
async function become(log: { list(): Promise<LoggedRecord[]> }, deliveries: readonly string[]): Promise<void> {
  let now: string[] = [];
  // Three engines share the machine: long, but shorter than a test may take.
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    now = (await log.list()).map(({ delivery }) => delivery);
    if (now.join() === deliveries.join()) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  expect(now).to.deep.equal(deliveries);
}

describe('the log of choices on a page', () => {
  beforeEach(firstVisit);

  it('says that a record waits, then that it was delivered, and tells who listens', async () => {
    const collector = new FakeCollector();
    collector.mode = 'down';
    const head = fakeHead();
    const log = await open(head);
    let changes = 0;
    const stop = log.onChange(() => changes++);
    const pending = samplePending();
    head.decide(pending);
    await become(log, ['waiting']);
    await until(() => changes > 0);
    collector.mode = 'answers';
    changes = 0;
    dispatchEvent(new Event('online'));
    await become(log, ['delivered']);
    await until(() => changes > 0);
    expect(short(await log.list())).to.deep.equal([[idOf(pending), 'delivered', false]]);
    stop();
  });

  it('remembers on the next page what was delivered on this one, newest first', async () => {
    const collector = new FakeCollector();
    const pending = [samplePending(), samplePending()] as const;
    const head = fakeHead();
    const log = await open(head);
    head.decide(pending[0]);
    await become(log, ['delivered']);
    head.decide(pending[1]);
    await become(log, ['delivered', 'delivered']);
    const next = await open(fakeHead());
    const ids = (await next.list()).map(({ record }) => record.id);
    expect(ids).to.deep.equal([idOf(pending[1]), idOf(pending[0])]);
    await become(next, ['delivered', 'delivered']);
    expect(collector.onDisk.size).to.equal(2);
  });

  it('says of a record made without an endpoint that it is kept here, also when there is one later', async () => {
    const collector = new FakeCollector();
    const head = fakeHead({ config: { site: 'jetfin' } });
    const log = await open(head);
    head.decide(samplePending());
    await become(log, ['kept']);
    await become(await open(fakeHead()), ['kept']);
    expect(collector.onDisk.size).to.equal(0);
  });

  it('says of a record that the endpoint rejects that it was given up', async () => {
    stub(window, 'fetch', {
      value: (_: string, { body }: RequestInit) =>
        Promise.resolve(
          Response.json({
            v: 1,
            results: (JSON.parse(body as string) as { records: { id: string }[] }).records.map(({ id }) => ({
              id,
              result: 'rejected',
              code: 'record-shape',
            })),
          }),
        ),
      writable: true,
    });
    const head = fakeHead();
    const log = await open(head);
    head.decide(samplePending());
    await become(log, ['given-up']);
  });

  it('keeps in memory what this page chose where the browser keeps nothing, and calls it fleeting', async () => {
    const collector = new FakeCollector();
    stub(window, 'indexedDB', { value: undefined });
    const head = fakeHead();
    const log = await open(head);
    const pending = samplePending();
    head.decide(pending);
    await become(log, ['delivered']);
    expect(collector.onDisk.has(idOf(pending))).to.equal(true);
    expect(short(await log.list())).to.deep.equal([[idOf(pending), 'delivered', true]]);
  });

  it('starts the delivery when somebody looks, and is undefined without a config', async () => {
    const collector = new FakeCollector();
    const head = fakeHead();
    const pending = samplePending();
    head.leave(pending);
    const log = await recordLog(head.api);
    await become(log!, ['delivered']);
    expect(collector.onDisk.has(idOf(pending))).to.equal(true);
    expect(await recordLog(fakeHead({ config: {} }).api)).to.equal(undefined);
  });
});
