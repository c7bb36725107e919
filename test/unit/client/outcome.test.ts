import { describe, expect, it } from 'vitest';
import { type Answer, outcomeOf } from '../../../src/client/outbox/outcome.ts';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const A = '0199f3a2-0000-7000-8000-00000000000a';
const B = '0199f3a2-0000-7000-8000-00000000000b';

function answer(status: number, body: unknown = '', more: Partial<Exclude<Answer, { failed: string }>> = {}): Answer {
  return {
    status,
    type: 'application/json',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    retryAfter: null,
    date: null,
    ...more,
  };
}

function results(body: unknown, sent: string[] = [A, B]): Record<string, string> {
  const outcome = outcomeOf(answer(200, body), 'records', sent, NOW);
  return outcome.kind === 'answered' ? Object.fromEntries(outcome.results) : { outcome: outcome.kind };
}

describe('an answer that names records', () => {
  it.each(['stored', 'duplicate', 'quarantined', 'conflict', 'rejected', 'retry'])(
    'passes on "%s" for the record it names',
    (result) => {
      expect(results({ v: 1, results: [{ id: A, result }] })).toEqual({ [A]: result });
    },
  );

  it('ignores ids that were not sent, results it does not know and entries of a wrong type', () => {
    const body = {
      v: 1,
      results: [
        { id: 'other', result: 'stored' },
        { id: A, result: 'swallowed' },
        null,
        7,
        { id: 3, result: 'stored' },
        { result: 'stored' },
      ],
    };
    expect(results(body)).toEqual({});
  });

  it('hands on which notices the collector lacks, when they are hashes, and does without from an older one', () => {
    const hash = 'a'.repeat(64);
    const ours = { v: 1, results: [{ id: A, result: 'stored' }] };
    const missing = (missingNotice: unknown) => {
      const outcome = outcomeOf(answer(200, { ...ours, missingNotice }), 'records', [A], NOW);
      return outcome.kind === 'answered' ? outcome.missing : outcome;
    };
    expect(missing([hash, '../../etc', 7, null, hash.toUpperCase()])).toEqual([hash]);
    expect(missing(Array.from({ length: 500 }, () => hash))).toHaveLength(20);
    for (const other of [undefined, null, hash, {}, []]) expect(missing(other)).toBeUndefined();
  });

  it('does not believe an answer that says two things about one record', () => {
    expect(
      results({
        v: 1,
        results: [
          { id: A, result: 'stored' },
          { id: A, result: 'conflict' },
        ],
      }),
    ).toEqual({ [A]: 'retry' });
    expect(
      results({
        v: 1,
        results: [
          { id: A, result: 'stored' },
          { id: A, result: 'stored' },
        ],
      }),
    ).toEqual({ [A]: 'stored' });
  });

  it('takes nameless rejections for the records it does not name, when the numbers agree', () => {
    expect(
      results({
        v: 1,
        results: [
          { id: A, result: 'stored' },
          { id: null, result: 'rejected', code: 'malformed' },
        ],
      }),
    ).toEqual({ [A]: 'stored', [B]: 'rejected' });
    expect(results({ v: 1, results: [{ id: null, result: 'rejected' }] })).toEqual({});
  });

  it.each([
    ['an HTML page (captive portal)', '<!doctype html><p>Log in</p>'],
    ['an empty body', ''],
    ['JSON that is not ours', '{"ok":true}'],
    ['another version', '{"v":2,"results":[]}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['results that are no list', '{"v":1,"results":{}}'],
  ])('keeps everything when 200 carries %s', (_, body) => {
    expect(outcomeOf(answer(200, body), 'records', [A], NOW)).toEqual({
      kind: 'later',
      code: 'not-ours',
      waitMs: null,
    });
  });

  it.each([201, 202, 204, 206])('keeps everything on %i, even with a fitting body', (status) => {
    expect(
      outcomeOf(answer(status, { v: 1, results: [{ id: A, result: 'stored' }] }), 'records', [A], NOW),
    ).toMatchObject({ kind: 'later', code: `http-${status}` });
  });
});

describe('an answer that counts by its status', () => {
  it.each([200, 201, 202, 204])('delivers all on %i', (status) => {
    expect(outcomeOf(answer(status, ''), 'status', [A, B], NOW)).toEqual({
      kind: 'answered',
      results: new Map([
        [A, 'stored'],
        [B, 'stored'],
      ]),
    });
  });

  it('does not take an HTML page for an acknowledgement, by its type or by its body', () => {
    expect(outcomeOf(answer(200, 'hello', { type: 'text/html; charset=utf-8' }), 'status', [A], NOW)).toMatchObject({
      kind: 'later',
      code: 'html',
    });
    expect(outcomeOf(answer(200, ' \n<!DOCTYPE html>', { type: '' }), 'status', [A], NOW)).toMatchObject({
      kind: 'later',
      code: 'html',
    });
    expect(outcomeOf(answer(200, '<html lang="ru">', { type: 'text/plain' }), 'status', [A], NOW)).toMatchObject({
      kind: 'later',
      code: 'html',
    });
  });
});

describe.each(['records', 'status'] as const)('any other answer (acknowledge: %s)', (acknowledge) => {
  it.each([400, 413, 422])('%i: not wanted', (status) => {
    expect(outcomeOf(answer(status), acknowledge, [A], NOW)).toEqual({ kind: 'unwanted', code: `http-${status}` });
  });

  it.each([401, 402, 403, 404, 405, 406, 410, 415, 421, 451])('%i: refused, rarely again', (status) => {
    expect(outcomeOf(answer(status), acknowledge, [A], NOW)).toEqual({ kind: 'refused', code: `http-${status}` });
  });

  it.each([301, 304, 408, 425, 429, 500, 502, 503, 504, 507, 0])('%i: later', (status) => {
    expect(outcomeOf(answer(status), acknowledge, [A], NOW)).toEqual({
      kind: 'later',
      code: `http-${status}`,
      waitMs: null,
    });
  });

  it.each([429, 500, 503])('%i: as late as the endpoint asks', (status) => {
    expect(outcomeOf(answer(status, '', { retryAfter: '120' }), acknowledge, [A], NOW)).toMatchObject({
      kind: 'later',
      waitMs: 120_000,
    });
  });

  it.each(['network', 'timeout', 'too-long'] as const)('%s: later', (failed) => {
    expect(outcomeOf({ failed }, acknowledge, [A], NOW)).toEqual({ kind: 'later', code: failed, waitMs: null });
  });
});
