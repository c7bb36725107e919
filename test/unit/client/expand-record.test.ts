import fc from 'fast-check';
import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { expandRecord, type LastRecord, recordIdOf } from '../../../src/client/outbox/expand-record.ts';
import { categoriesOf } from '../../../src/core/category.ts';
import { formatChoice } from '../../../src/core/choice-cookie.ts';
import { dayOf } from '../../../src/core/choice-cookie.ts';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import { consentRecordSchema, RECORD_ID_PATTERN } from '../../../src/core/schema/consent-record.ts';
import type { PendingRecord } from '../../../src/core/pending-record.ts';
import { samplePending } from './sample-pending.ts';

const ORIGIN = 'https://jetfin.kz';
const LAST: LastRecord = { subject: 'AbCdEfGhIjKlMnOpQrStUv', id: '0199f3a2-0000-7000-8000-00000000000a', seq: 4 };

function expand(pending: PendingRecord, last: LastRecord | null = null): ConsentRecord {
  return expandRecord(pending, last, 'local', ORIGIN)!.record;
}

describe('the consent record made of a pending record', () => {
  it('is valid for every choice, moment and key', () => {
    const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(
        fc.tuple(word, word, word),
        fc.integer({ min: 0, max: Date.parse('2099-01-01') }),
        fc.constantFrom('', 'f', 'a', 'd', 'fad'),
        fc.dictionary(fc.stringMatching(/^[a-z]{3,8}$/), fc.boolean(), { maxKeys: 3 }),
        fc.option(fc.constant(LAST)),
        fc.integer({ min: 1, max: 400 }),
        (key, at, letters, services, last, termDays) => {
          const choice = formatChoice({ day: dayOf(at), letters, services }, 'a3f09c');
          const pending = samplePending({
            key: key.join('-'),
            at,
            choice,
            stamp: { termDays, notice: 'ab'.repeat(32) },
          });
          const record = expand(pending, last);
          expect(safeParse(consentRecordSchema, record).issues).toBeUndefined();
          expect(record.services).toEqual(services);
          expect(record).toMatchObject({ notice: 'ab'.repeat(32) });
          // Once more, by another tab: the same.
          expect(expand(pending, last)).toEqual(record);
        },
      ),
    );
  });

  it('says what was granted, denied and never asked', () => {
    const categories = categoriesOf([{ id: 'loyalty', parent: 'advertising' }]);
    const record = expand(samplePending({ categories, choice: '1.a3f09c.20513.ab.+meta.-clarity' }));
    expect(record.decisions).toEqual({
      necessary: 'necessary',
      functional: 'denied',
      analytics: 'granted',
      advertising: 'denied',
      loyalty: 'granted',
    });
    expect(record.services).toEqual({ meta: true, clarity: false });
  });

  it('takes times, stamp and words from the pending record, and the origin from the page', () => {
    const pending = samplePending({
      path: '/apply/:n',
      language: 'ru',
      gpc: true,
      action: 'withdraw',
      surface: 'api',
      shownAt: null,
      stamp: { policy: 'x'.repeat(90) },
    });
    expect(expand(pending)).toMatchObject({
      site: 'jetfin',
      decidedAt: new Date(pending.at).toISOString(),
      validUntil: new Date(pending.at + 180 * 86_400_000).toISOString(),
      shownAt: null,
      policy: 'x'.repeat(80),
      scope: 'a3f09c',
      notice: null,
      path: '/apply/:n',
      origin: ORIGIN,
      language: 'ru',
      action: 'withdraw',
      surface: 'api',
      gpc: true,
      widget: '0.1.0',
    });
  });

  it('of an embed that was loaded once names that alone, and is over the moment it was made', () => {
    const pending = samplePending({ action: 'load-once', surface: 'placeholder', choice: '1.a3f09c.20513.0.+map' });
    const record = expand(pending);
    expect(record).toMatchObject({ action: 'load-once', decisions: {}, services: { map: true } });
    expect(record.validUntil).toBe(record.decidedAt);
    expect(safeParse(consentRecordSchema, record).issues).toBeUndefined();
    const category = expand(samplePending({ action: 'load-once', surface: 'placeholder', choice: '1.a3f09c.20513.f' }));
    expect(category).toMatchObject({ decisions: { functional: 'granted' }, services: {} });
  });

  it.each<[string, PendingRecord['gesture'], ConsentRecord['input'], boolean]>([
    ['a mouse', { isTrusted: true, detail: 1, pointerType: 'mouse' }, 'pointer', true],
    ['a finger', { isTrusted: true, detail: 1, pointerType: 'touch' }, 'touch', true],
    ['a pen', { isTrusted: true, detail: 1, pointerType: 'pen' }, 'pointer', true],
    ['a click in a browser without pointer types', { isTrusted: true, detail: 1 }, 'pointer', true],
    ['Enter or Space', { isTrusted: true, detail: 0, pointerType: '' }, 'keyboard', true],
    ['an event without detail', { isTrusted: true }, 'assistive-or-unknown', true],
    ['a script that clicks', { isTrusted: false, detail: 1, pointerType: 'mouse' }, 'programmatic', false],
    ['a call of the page', null, 'programmatic', false],
  ])('names the input of %s', (_, gesture, input, trusted) => {
    expect(expand(samplePending({ gesture }))).toMatchObject({ input, trusted });
  });
});

describe("the chain of a device's records", () => {
  it('begins with a consent, which the next record continues', () => {
    const first = expandRecord(samplePending(), null, 'local', ORIGIN)!;
    expect(first.record).toMatchObject({ seq: 0, previous: null });
    expect(first.last).toEqual({ subject: first.record.subject, id: first.record.id, seq: 0 });
    const second = expandRecord(
      samplePending({ choice: '1.a3f09c.20513.0', action: 'withdraw' }),
      first.last,
      'local',
      ORIGIN,
    )!;
    expect(second.record).toMatchObject({ subject: first.record.subject, seq: 1, previous: first.record.id });
    expect(second.last).toMatchObject({ seq: 1 });
  });

  it('does not begin with a refusal: its subject is used once', () => {
    const refusals = [
      samplePending({ choice: '1.a3f09c.20513.0' }),
      samplePending({ choice: '1.a3f09c.20513.0.-meta' }),
    ].map((pending) => expandRecord(pending, null, 'local', ORIGIN)!);
    expect(refusals.map((made) => made.last)).toEqual([null, null]);
    expect(new Set(refusals.map((made) => made.record.subject)).size).toBe(2);
  });

  it('does not begin with an embed that was loaded once, which is no reason to know the device again, but counts it in', () => {
    const pending = samplePending({ action: 'load-once', choice: '1.a3f09c.20513.0.+map' });
    expect(expandRecord(pending, null, 'local', ORIGIN)!.last).toBeNull();
    expect(expandRecord(pending, LAST, 'local', ORIGIN)!.record).toMatchObject({ seq: 5, previous: LAST.id });
  });

  it('begins with a single granted service', () => {
    expect(
      expandRecord(samplePending({ choice: '1.a3f09c.20513.0.+map' }), null, 'local', ORIGIN)!.last,
    ).not.toBeNull();
  });
});

describe('the record id', () => {
  it('is a UUIDv7 of the moment, and another one for another key', () => {
    const at = Date.parse('2026-03-01T10:00:00.123Z');
    const id = recordIdOf({ at, key: '1-2-3' })!;
    expect(id).toMatch(RECORD_ID_PATTERN);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(at);
    fc.assert(
      fc.property(fc.tuple(fc.nat(), fc.nat(), fc.nat()), (key) => {
        expect(recordIdOf({ at, key: key.join('-') })).toMatch(RECORD_ID_PATTERN);
      }),
    );
    const ids = Array.from({ length: 1000 }, () =>
      recordIdOf({ at, key: crypto.getRandomValues(new Uint32Array(3)).join('-') }),
    );
    expect(new Set(ids).size).toBe(1000);
  });

  it('sorts by time', () => {
    expect(recordIdOf({ at: 999, key: '9-9-9' })! < recordIdOf({ at: 1000, key: '1-1-1' })!).toBe(true);
  });
});

describe('a damaged pending record', () => {
  it.each<[string, Partial<PendingRecord>]>([
    ['without its key', { key: '' }],
    ['with a key of two parts', { key: '1-2' }],
    ['with a moment that is none', { at: Number.NaN }],
    ['with a moment before 1970', { at: -1 }],
    ['with a choice that is none', { choice: 'x' }],
    ['with a choice about another scope', { choice: '1.ffffff.20513.a' }],
  ])('%s makes no record', (_, changes) => {
    expect(expandRecord(samplePending(changes), null, 'local', ORIGIN)).toBeNull();
  });
});
