/** Faults of records-and-audit.md §3.5 that need no browser; docs/faults.md has the whole table. Every story ends with the ledger equal to the choices. */
import { describe, expect, it } from 'vitest';
import { type ExpandedRecord, expandRecord, type LastRecord } from '../../../src/client/outbox/expand-record.ts';
import { dayOf } from '../../../src/core/choice-cookie.ts';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import { CUT, type FaultLab, faultLab, OPEN, ORIGIN } from './fault-lab.ts';
import { samplePending } from './sample-pending.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function choices(count: number): ConsentRecord[] {
  return Array.from({ length: count }, () => expandRecord(samplePending(), null, 'local', ORIGIN)!.record);
}

function answers(status: number, body = '', headers: Record<string, string> = {}) {
  return () => Promise.resolve(new Response(body, { status, headers: { 'content-type': 'text/plain', ...headers } }));
}

/** A visitor who made choices on a page whose line is as it is. */
async function chosen(lab: FaultLab, count = 1) {
  const records = choices(count);
  const page = lab.page();
  await page.outbox.accept(records);
  await page.flush('record');
  return { records, page };
}

describe('Fault', () => {
  it('1: a collector that is down for ten minutes gets each choice once afterwards, after few and spread attempts', async () => {
    const runs: string[] = [];
    const counts: number[] = [];
    for (let run = 0; run < 20; run++) {
      const lab = await faultLab();
      lab.line = CUT;
      const { records } = await chosen(lab);
      await lab.pass(10 * MINUTE_MS);
      counts.push(lab.attempts.length);
      lab.line = OPEN;
      await lab.pass(6 * MINUTE_MS);
      lab.holds(records);
      runs.push(lab.attempts.map(({ at }) => at).join());
    }
    expect(new Set(runs).size, 'no two browsers tried at the same moments').toBe(20);
    // Full jitter: a browser that draws small numbers tries more often; on the average the cap of twelve holds.
    expect(counts.reduce((sum, count) => sum + count) / counts.length).toBeLessThanOrEqual(14);
  });

  it('2: a tab that was closed while the collector was down delivers on the next day, with both times in the row', async () => {
    const lab = await faultLab();
    lab.line = CUT;
    const { records, page } = await chosen(lab);
    page.close();
    lab.now += DAY_MS;
    lab.line = OPEN;
    await lab.page().flush('start');
    lab.holds(records);
    expect(Date.parse(lab.rows()[0]!.decidedAt)).toBeLessThan(lab.now - DAY_MS / 2);
  });

  it('3: an answer that is lost after the commit leaves one row, and the second answer is "duplicate"', async () => {
    const lab = await faultLab();
    lab.line = async (pass) => {
      await pass();
      throw new TypeError('Failed to fetch');
    };
    const { records } = await chosen(lab);
    expect(await lab.waiting()).toHaveLength(1);
    let last = '';
    lab.line = async (pass) => {
      const answer = await pass();
      last = await answer.clone().text();
      return answer;
    };
    await lab.pass(MINUTE_MS);
    expect(JSON.parse(last)).toMatchObject({ results: [{ id: records[0]!.id, result: 'duplicate' }] });
    expect(await lab.waiting()).toEqual([]);
    lab.holds(records);
  });

  it('8: 503 with Retry-After: 120 is waited for, on this page, after a reload and whatever the visitor does', async () => {
    const lab = await faultLab();
    lab.line = answers(503, '', { 'retry-after': '120' });
    const { records, page } = await chosen(lab);
    const at = lab.now;
    lab.line = OPEN;
    await lab.pass(60_000);
    page.close();
    const next = lab.page();
    await next.flush('start');
    await next.flush('online');
    const [later] = choices(1);
    await next.outbox.accept([later!]);
    await next.flush('record');
    expect(lab.attempts).toHaveLength(1);
    await lab.pass(3 * MINUTE_MS);
    expect(lab.attempts[1]!.at).toBeGreaterThanOrEqual(at + 120_000);
    lab.holds([...records, later!]);
  });

  it("9: 429 with an HTTP date is waited for by the server's clock, though the browser's is an hour wrong, either way", async () => {
    for (const skewMs of [60 * MINUTE_MS, -60 * MINUTE_MS]) {
      const lab = await faultLab();
      Object.assign(lab, { skewMs });
      const at = lab.now;
      const until = new Date(at + 90_000).toUTCString();
      lab.line = answers(429, '', { 'retry-after': until, date: new Date(at).toUTCString() });
      const { records } = await chosen(lab);
      lab.line = OPEN;
      await lab.pass(89_000);
      expect(lab.attempts).toHaveLength(1);
      await lab.pass(MINUTE_MS);
      expect(lab.attempts).toHaveLength(2);
      lab.holds(records);
    }
  });

  it('10: 500 for a day is tried about every two and a half minutes, never more often than full jitter allows, and loses nothing', async () => {
    const lab = await faultLab();
    lab.chance = () => 0.5;
    lab.line = answers(500);
    const { records } = await chosen(lab);
    await lab.pass(DAY_MS);
    const gaps = lab.attempts.slice(10).map(({ at }, i) => at - lab.attempts[i + 9]!.at);
    expect(Math.min(...gaps)).toBe(2.5 * MINUTE_MS);
    expect(lab.attempts.length).toBeLessThan(600);
    lab.line = OPEN;
    await lab.pass(5 * MINUTE_MS);
    lab.holds(records);
  });

  it('11: a 400 for a batch with one poisoned record among five costs that one alone', async () => {
    const lab = await faultLab();
    const records = choices(5);
    const poison = records[2]!.id;
    lab.line = (pass, batch) => (batch.records.some(({ id }) => id === poison) ? answers(400)() : pass());
    const page = lab.page();
    await page.outbox.accept(records);
    await page.flush('record');
    await lab.pass(MINUTE_MS);
    expect((await lab.store.dead()).map(({ record, code }) => [record.id, code])).toEqual([[poison, 'http-400']]);
    lab.holds(records.filter(({ id }) => id !== poison));
  });

  it('12: with the origin missing from the list nothing is lost in two days, and all of it arrives once the list is mended', async () => {
    const lab = await faultLab();
    lab.origins.clear();
    const { records, page } = await chosen(lab, 3);
    expect(page.misconfigured).toEqual(['http-403']);
    await lab.pass(2 * DAY_MS);
    expect(lab.attempts.length).toBeLessThan(30);
    lab.origins.add(ORIGIN);
    await lab.pass(DAY_MS);
    lab.holds(records);
  });

  it('13: under a site id that the collector does not know nothing is lost until it does', async () => {
    const lab = await faultLab();
    lab.sites.clear();
    const { records, page } = await chosen(lab, 3);
    expect(page.misconfigured).toEqual(['http-404']);
    await lab.pass(2 * DAY_MS);
    lab.sites.add('jetfin');
    await lab.pass(DAY_MS);
    lab.holds(records);
  });

  it('14: a proxy that lets one kilobyte through splits the batch down to single records, and gives up those it still refuses', async () => {
    const lab = await faultLab();
    const [small] = choices(1);
    const large = choices(3).map((record) => ({ ...record, path: `/${'long-'.repeat(39)}`, policy: 'x'.repeat(80) }));
    const limit = JSON.stringify(small).length + 100;
    lab.line = (pass, batch) => (JSON.stringify(batch).length > limit ? answers(413)() : pass());
    const page = lab.page();
    await page.outbox.accept([small!, ...large]);
    await page.flush('record');
    await lab.pass(MINUTE_MS);
    expect((await lab.store.dead()).map(({ code }) => code)).toEqual(['http-413', 'http-413', 'http-413']);
    lab.holds([small!]);
  });

  it.each([
    ['15: a redirect to a login page, which fetch refuses to follow', CUT, []],
    ['16: a captive portal that answers 200 with HTML', answers(200, '<!doctype html>'), ['not-ours']],
    ['15: an empty 204', () => Promise.resolve(new Response(null, { status: 204 })), ['http-204']],
    ['22: a name that does not resolve while navigator.onLine is true', CUT, []],
    ['35: a blocker that cancels the request', CUT, []],
    ['36: an expired certificate', CUT, []],
  ] as const)('%s is no acknowledgement: kept, and delivered afterwards', async (_, line, told) => {
    const lab = await faultLab();
    lab.line = line;
    const { records, page } = await chosen(lab, 2);
    await lab.pass(60 * MINUTE_MS);
    expect(await lab.waiting()).toHaveLength(2);
    expect([...new Set(page.misconfigured)]).toEqual(told);
    lab.line = OPEN;
    await lab.pass(5 * MINUTE_MS);
    lab.holds(records);
  });

  it('17: an answer that names one of two records, a stranger and nonsense deletes that one alone', async () => {
    const lab = await faultLab();
    const records = choices(2);
    lab.line = async (pass) => {
      await pass();
      const results = [
        { id: records[0]!.id, result: 'stored' },
        { id: '0199f3a2-0000-7000-8000-ffffffffffff', result: 'stored' },
        { id: 7, result: true },
      ];
      return Response.json({ v: 1, results });
    };
    const page = lab.page();
    await page.outbox.accept(records);
    await page.flush('record');
    expect(await lab.waiting()).toEqual([records[1]!.id]);
    lab.line = OPEN;
    await lab.pass(MINUTE_MS);
    lab.holds(records);
  });

  it('21: fifty flaps of the connection make no second row and no second request beside the first', async () => {
    const lab = await faultLab();
    const { records, page } = await chosen(lab, 0);
    for (let flap = 0; flap < 50; flap++) {
      lab.line = flap % 2 ? CUT : async (pass) => (flap % 4 ? pass() : Promise.reject(await pass()));
      const [record] = choices(1);
      records.push(record!);
      await page.outbox.accept([record!]);
      await Promise.all([page.flush('online'), page.flush('record'), page.flush('online')]);
      await lab.pass(500);
    }
    lab.line = OPEN;
    await lab.pass(5 * MINUTE_MS);
    expect(lab.mostAtOnce()).toBe(1);
    lab.holds(records);
  });

  it('24: ten tabs that open at once with twenty records queued send each once', async () => {
    const lab = await faultLab();
    lab.line = CUT;
    const { records, page } = await chosen(lab, 20);
    page.close();
    lab.line = OPEN;
    lab.attempts.length = 0;
    lab.now += DAY_MS;
    await Promise.all(Array.from({ length: 10 }, () => lab.page().flush('start')));
    await lab.pass(MINUTE_MS);
    lab.holds(records);
    expect(lab.attempts.flatMap(({ ids }) => ids)).toHaveLength(20);
  });

  it('26: without Web Locks ten tabs may each send, and the collector still has twenty rows', async () => {
    const lab = await faultLab({ locks: false });
    lab.line = CUT;
    const { records, page } = await chosen(lab, 20);
    page.close();
    lab.line = OPEN;
    lab.now += DAY_MS;
    await Promise.all(Array.from({ length: 10 }, () => lab.page().flush('start')));
    await lab.pass(MINUTE_MS);
    expect(await lab.waiting()).toEqual([]);
    lab.holds(records);
  });

  it('31: an outbox that is cleared between choice and sending sends nothing, and invents nothing', async () => {
    const lab = await faultLab();
    lab.line = CUT;
    const { records, page } = await chosen(lab);
    page.close();
    await lab.store.remove(records.map(({ id }) => id));
    lab.line = OPEN;
    lab.attempts.length = 0;
    await lab.page().flush('start');
    expect(lab.attempts).toEqual([]);
    lab.holds([]);
  });

  it('33: clocks three days ahead, three days behind and jumping on the page keep neither records nor their order back', async () => {
    const lab = await faultLab();
    const records: ConsentRecord[] = [];
    let last: LastRecord | null = null;
    const page = lab.page();
    for (const skewMs of [3 * DAY_MS, -3 * DAY_MS, 0, 90 * DAY_MS]) {
      lab.skewMs = skewMs;
      lab.line = CUT;
      const at = lab.now + skewMs;
      const pending = samplePending({ at, choice: `1.a3f09c.${dayOf(at)}.a` });
      const expanded: ExpandedRecord = expandRecord(pending, last, 'local', ORIGIN)!;
      last = expanded.last;
      records.push(expanded.record);
      await page.outbox.accept([expanded.record]);
      await page.flush('record');
      await lab.pass(10_000);
    }
    lab.skewMs = 0;
    lab.line = OPEN;
    await lab.page().flush('start');
    await lab.pass(2 * DAY_MS);
    lab.holds(records);
    const order = lab.rows().toSorted((a, b) => a.seq - b.seq);
    expect(
      order.map(({ id }) => id),
      'by its sequence, not by its clock',
    ).toEqual(records.map(({ id }) => id));
  });

  it('37: a withdrawal arrives beside the grant that still waited, and the sequence says which is the last word', async () => {
    const lab = await faultLab();
    const grant = expandRecord(samplePending(), null, 'local', ORIGIN)!;
    const pending = samplePending({ choice: '1.a3f09c.20513.0', action: 'withdraw' });
    const withdrawal = expandRecord(pending, grant.last, 'local', ORIGIN)!;
    const page = lab.page();
    // The later one is through first.
    await page.outbox.accept([withdrawal.record]);
    await page.flush('record');
    await page.outbox.accept([grant.record]);
    await page.flush('record');
    const records = [grant.record, withdrawal.record];
    lab.holds(records);
    const [newest] = lab.rows().toSorted((a, b) => b.seq - a.seq);
    expect(newest).toMatchObject({ action: 'withdraw', previous: grant.record.id, subject: grant.record.subject });
  });

  it('38: an altered replay is a conflict, and the stored row stays as it was', async () => {
    const lab = await faultLab();
    const { records, page } = await chosen(lab);
    await page.outbox.accept([{ ...records[0]!, decisions: { ...records[0]!.decisions, advertising: 'granted' } }]);
    await page.flush('record');
    expect(await lab.store.dead()).toMatchObject([{ code: 'conflict' }]);
    expect(lab.rows()).toEqual(records);
  });

  it('39: a record of a newer schema is quarantined by an older collector, and the browser may forget it', async () => {
    const lab = await faultLab();
    const [record] = choices(1);
    const newer = { ...record!, v: 2, mood: 'calm' } as unknown as ConsentRecord;
    const page = lab.page();
    let answer: unknown;
    lab.line = async (pass) => {
      const response = await pass();
      answer = await response.clone().json();
      return response;
    };
    await page.outbox.accept([newer]);
    await page.flush('record');
    expect(answer).toMatchObject({ results: [{ id: record!.id, result: 'quarantined' }] });
    expect(await lab.waiting()).toEqual([]);
    expect(await lab.store.dead()).toEqual([]);
  });
});
