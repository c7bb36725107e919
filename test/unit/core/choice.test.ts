/** What follows from a choice for one service: the only rules by which anything is let go. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Choice, type DecidableService, isGranted, isUnder } from '../../../src/core/choice.ts';

const choice = (letters: string, services: Choice['services'] = {}): Choice => ({ day: 20_000, letters, services });
const granted = (
  service: DecidableService,
  made: Choice | null,
  path = '/',
  all: readonly DecidableService[] = [],
): boolean => isGranted(service, made, path, (id) => all.find((other) => other.id === id));

const counter = { id: 'counter', letter: 'a' };
const pixel = { id: 'pixel', letter: 'd' };
const replay = { id: 'replay', letter: 'a', replay: true };
const needed = { id: 'needed', letter: '' };

describe('an ordinary service', () => {
  test('is closed before a choice and after a refusal', () => {
    expect(granted(counter, null)).toBe(false);
    expect(granted(counter, choice(''))).toBe(false);
    expect(granted(counter, choice('fd'))).toBe(false);
  });

  test('is open when its category is', () => {
    expect(granted(counter, choice('a'))).toBe(true);
    expect(granted(counter, choice('fad'))).toBe(true);
  });

  test('follows its own switch against its category', () => {
    expect(granted(counter, choice('a', { counter: false }))).toBe(false);
    expect(granted(counter, choice('', { counter: true }))).toBe(true);
    expect(granted(counter, choice('', { pixel: true }))).toBe(false);
  });

  test('is open before any choice when it is necessary', () => {
    for (const made of [null, choice(''), choice('fad')]) expect(granted(needed, made)).toBe(true);
  });

  test('of a category that does not exist is never open', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{0,26}$/), (letters) => !granted({ id: 'x', letter: '?' }, choice(letters))),
    );
  });

  test('is not opened by what every object inherits, though it is called so', () => {
    for (const id of ['constructor', 'valueOf', 'toString', 'hasOwnProperty', '__proto__']) {
      expect(granted({ id, letter: 'd' }, choice('')), id).toBe(false);
      expect(granted({ id, letter: 'd', contains: [] }, choice('')), id).toBe(false);
    }
  });
});

describe('a session replay', () => {
  test('stays closed though everything else was accepted', () => {
    expect(granted(replay, choice('fad'))).toBe(false);
  });

  test('opens by its own switch only', () => {
    expect(granted(replay, choice('', { replay: true }))).toBe(true);
    expect(granted(replay, choice('a', { replay: false }))).toBe(false);
  });
});

describe('a container', () => {
  const box = { id: 'box', letter: '?', contains: ['counter', 'pixel', 'missing'] };
  const all = [box, counter, pixel, replay, needed];

  test('is open when any service it brings is', () => {
    expect(granted(box, null, '/', all)).toBe(false);
    expect(granted(box, choice(''), '/', all)).toBe(false);
    expect(granted(box, choice('f'), '/', all)).toBe(false);
    expect(granted(box, choice('a'), '/', all)).toBe(true);
    expect(granted(box, choice('d'), '/', all)).toBe(true);
    expect(granted(box, choice('', { pixel: true }), '/', all)).toBe(true);
  });

  test('can be closed by itself, but not opened by itself', () => {
    expect(granted(box, choice('ad', { box: false }), '/', all)).toBe(false);
    expect(granted(box, choice('', { box: true }), '/', all)).toBe(false);
  });

  test('is not opened by a replay that nobody switched on', () => {
    expect(granted({ ...box, contains: ['replay'] }, choice('fad'), '/', all)).toBe(false);
  });

  test('that brings nothing, or nothing known, is never open', () => {
    expect(granted({ ...box, contains: [] }, choice('fad'), '/', all)).toBe(false);
    expect(granted({ ...box, contains: ['missing'] }, choice('fad'), '/', all)).toBe(false);
  });

  test('inside a container does not open it, nor do two that hold each other hang', () => {
    const outer = { id: 'outer', letter: '?', contains: ['box'] };
    const one = { id: 'one', letter: '?', contains: ['two'] };
    const two = { id: 'two', letter: '?', contains: ['one', 'two'] };
    expect(granted(outer, choice('fad'), '/', [outer, ...all])).toBe(false);
    expect(granted(one, choice('fad'), '/', [one, two])).toBe(false);
    expect(granted(two, choice('fad'), '/', [one, two])).toBe(false);
  });

  test('obeys its own paths and those of what it brings', () => {
    expect(granted({ ...box, notOn: ['/apply'] }, choice('a'), '/apply', all)).toBe(false);
    const shy = { ...counter, notOn: ['/apply'] };
    expect(granted({ ...box, contains: ['counter'] }, choice('a'), '/apply', [shy])).toBe(false);
    expect(granted({ ...box, contains: ['counter'] }, choice('a'), '/', [shy])).toBe(true);
  });
});

describe('paths', () => {
  test('onlyOn closes everywhere else, also what is necessary', () => {
    const guard = { ...needed, onlyOn: ['/apply'] };
    expect(granted(guard, null, '/apply')).toBe(true);
    expect(granted(guard, null, '/apply/step-2')).toBe(true);
    expect(granted(guard, null, '/')).toBe(false);
    expect(granted(guard, choice('fad'), '/apply-now')).toBe(false);
  });

  test('notOn closes whatever was agreed', () => {
    const shy = { ...pixel, notOn: ['/apply', '/account/'] };
    expect(granted(shy, choice('d'), '/')).toBe(true);
    for (const path of ['/apply', '/apply/', '/apply/step-2', '/account', '/account/loans'])
      expect(granted(shy, choice('d', { pixel: true }), path), path).toBe(false);
  });

  test('notOn wins over onlyOn', () => {
    const both = { ...pixel, onlyOn: ['/shop'], notOn: ['/shop/pay'] };
    expect(granted(both, choice('d'), '/shop/list')).toBe(true);
    expect(granted(both, choice('d'), '/shop/pay')).toBe(false);
  });

  test('an empty list means nowhere for onlyOn', () => {
    expect(granted({ ...counter, onlyOn: [] }, choice('a'))).toBe(false);
    expect(granted({ ...counter, notOn: [] }, choice('a'))).toBe(true);
  });

  test('a prefix ends at a border, with or without a slash at its end', () => {
    for (const prefix of ['/apply', '/apply/', '/apply//']) {
      expect(isUnder('/apply', [prefix]), prefix).toBe(true);
      expect(isUnder('/apply/x', [prefix]), prefix).toBe(true);
      expect(isUnder('/apply-now', [prefix]), prefix).toBe(false);
      expect(isUnder('/x/apply', [prefix]), prefix).toBe(false);
    }
    expect(isUnder('/anything', ['/'])).toBe(true);
  });
});

describe('whatever is chosen', () => {
  const ids = ['counter', 'pixel', 'replay', 'needed', 'box'];
  const anyService = fc.record({
    id: fc.constantFrom(...ids),
    letter: fc.constantFrom('', 'f', 'a', 'd', '?'),
    replay: fc.boolean(),
    contains: fc.option(fc.subarray(ids), { nil: undefined }),
    notOn: fc.option(fc.subarray(['/apply', '/account']), { nil: undefined }),
  });
  const service = anyService.map(
    ({ contains, notOn, ...rest }): DecidableService => ({
      ...rest,
      ...(contains && { contains }),
      ...(notOn && { notOn }),
    }),
  );

  test('refusing all opens nothing but what is necessary, and no choice opens no more than refusing does', () => {
    fc.assert(
      fc.property(service, fc.array(service), (one, others) => {
        const opens = granted(one, choice(''), '/', others);
        if (opens && !one.contains) expect(one.letter).toBe('');
        expect(granted(one, null, '/', others)).toBe(opens);
      }),
    );
  });

  test('granting more letters never closes what was open', () => {
    fc.assert(
      fc.property(service, fc.array(service), fc.subarray(['f', 'a', 'd']), (one, others, some) => {
        if (granted(one, choice(some.join('')), '/', others))
          expect(granted(one, choice('fad'), '/', others)).toBe(true);
      }),
    );
  });
});
