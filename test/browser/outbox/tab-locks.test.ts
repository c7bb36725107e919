import { expect } from '@esm-bundle/chai';
import { alone } from '../../../src/client/outbox/tab-locks.ts';
import { firstVisit, onCleanUp, stub } from './page-state.ts';

const LOCK = 'kelisim-outbox';

/** A tab that has the lock and never gives it back, as a frozen one. */
async function frozenTab(): Promise<{ readonly lost: Promise<string> }> {
  let lost: Promise<string> = Promise.resolve('');
  await new Promise<void>((taken) => {
    lost = navigator.locks
      .request(LOCK, () => {
        taken();
        return new Promise<void>((resolve) => onCleanUp(resolve));
      })
      .then(
        () => 'kept',
        (error: DOMException) => error.name,
      );
  });
  return { lost };
}

/** Lets time pass for whoever asks the clock. */
function clock(): { ms: number } {
  const time = { ms: performance.now() };
  stub(performance, 'now', { value: () => time.ms });
  return time;
}

describe('the lock of the delivery', () => {
  beforeEach(firstVisit);

  it('lets one tab deliver at a time', async () => {
    const time = clock();
    const runs: string[] = [];
    let end = (): void => undefined;
    const first = alone(() => {
      runs.push('first');
      return new Promise<void>((resolve) => (end = resolve));
    });
    while (!runs.length) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await alone(async () => void runs.push('second'))).to.equal(false);
    end();
    expect(await first).to.equal(true);
    time.ms += 20_000;
    expect(await alone(async () => void runs.push('third'))).to.equal(true);
    expect(runs).to.deep.equal(['first', 'third']);
  });

  it('is taken from a tab that has held it for twelve seconds without a pause, and not before', async () => {
    const time = clock();
    const { lost } = await frozenTab();
    let runs = 0;
    const tries: boolean[] = [];
    for (let i = 0; i < 4; i++) {
      tries.push(await alone(async () => void runs++));
      time.ms += 4000;
    }
    expect(tries).to.deep.equal([false, false, false, true]);
    expect(runs).to.equal(1);
    expect(await lost).to.equal('AbortError');
  });

  it('is not taken from one that was seen holding it twice with a long pause between', async () => {
    const time = clock();
    await frozenTab();
    const tries: boolean[] = [];
    for (let i = 0; i < 3; i++) {
      tries.push(await alone(async () => undefined));
      time.ms += 11_000;
    }
    expect(tries).to.deep.equal([false, false, false]);
  });

  it('taken over while a delivery is under way lets that delivery end, and its failure be one', async () => {
    let end = (): void => undefined;
    let begun = false;
    const ours = alone(() => {
      begun = true;
      return new Promise<void>((resolve) => (end = resolve));
    });
    while (!begun) await new Promise((resolve) => setTimeout(resolve, 5));
    await navigator.locks.request(LOCK, { steal: true }, async () => undefined);
    let settled = false;
    void ours.then(() => (settled = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(settled).to.equal(false);
    end();
    expect(await ours).to.equal(true);
    const failing = await alone(() => Promise.reject(new Error('tier'))).catch((error: Error) => error.message);
    expect(failing).to.equal('tier');
  });

  it('is not needed where a browser has none', async () => {
    stub(navigator, 'locks', { value: undefined });
    let runs = 0;
    expect(await alone(async () => void runs++)).to.equal(true);
    expect(runs).to.equal(1);
  });
});
