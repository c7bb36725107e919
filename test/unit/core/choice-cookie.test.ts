/** The text of the choice cookie: the shared vectors, and what must hold for every text and every choice. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Choice } from '../../../src/core/choice.ts';
import {
  CHOICE_COOKIE_MAX_BYTES,
  dayOf,
  formatChoice,
  MAX_TERM_DAYS,
  parseChoice,
} from '../../../src/core/choice-cookie.ts';
import { newestChoice } from '../../../src/core/newest-choice.ts';
import {
  COUNTING_VECTORS,
  IGNORED_VECTORS,
  SCOPE,
  SEVERAL_VECTORS,
  TERM_DAYS,
  TODAY,
  TOLERATED_VECTORS,
} from './choice-cookie-vectors.ts';

const read = (text: string): Choice | null => parseChoice(text, SCOPE, TODAY, TERM_DAYS);

const letters = fc
  .uniqueArray(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), { maxLength: 26 })
  .map((all) => all.join(''));
const serviceId = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/);
const services = fc
  .uniqueArray(fc.tuple(serviceId, fc.boolean()), { maxLength: 12, selector: ([id]) => id })
  .map((all) => {
    const made: Record<string, boolean> = {};
    for (const [id, on] of all) made[id] = on;
    return made;
  });
const choices: fc.Arbitrary<Choice> = fc.record({
  day: fc.integer({ min: TODAY - TERM_DAYS + 1, max: TODAY + 1 }),
  letters,
  services,
});

describe('the vectors that every reader shares', () => {
  test.each(COUNTING_VECTORS)('$text counts: $why', ({ text, choice }) => {
    expect(read(text)).toEqual(choice);
    expect(formatChoice(choice!, SCOPE)).toBe(text);
  });

  test.each(TOLERATED_VECTORS)('$text counts, though it is never written so: $why', ({ text, choice }) => {
    expect(read(text)).toEqual(choice);
  });

  test.each(SEVERAL_VECTORS)('of several the newest counts: $why', ({ texts, counts }) => {
    expect(newestChoice(texts, SCOPE, TODAY, TERM_DAYS)?.text ?? null).toBe(counts);
  });

  test.each(IGNORED_VECTORS)('$text counts as no choice: $why', ({ text }) => {
    expect(read(text)).toBeNull();
  });
});

describe('a choice that is written', () => {
  test('reads back as it was when it fits, and otherwise grants nothing', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const text = formatChoice(choice, SCOPE);
        const found = read(text);
        expect(text).toMatch(/^[\x21-\x7e]+$/);
        expect(text.length).toBeLessThanOrEqual(CHOICE_COOKIE_MAX_BYTES);
        const signs = Object.keys(choice.services).reduce((sum, id) => sum + id.length + 2, 0);
        const fits = `1.${SCOPE}.${choice.day}.${choice.letters || '0'}`.length + signs <= CHOICE_COOKIE_MAX_BYTES;
        expect(found).toEqual(fits ? choice : { day: choice.day, letters: '', services: {} });
      }),
    );
  });

  test('carries nothing that ends or splits a cookie', () => {
    fc.assert(fc.property(choices, (choice) => !/[;,\s="\\%]/.test(formatChoice(choice, SCOPE))));
  });
});

describe('a text that is read', () => {
  const alphabet = fc.constantFrom(...'01289abcdefz.+-%;= "\n\u0430');
  const nearly = fc
    .tuple(choices, fc.nat(), fc.array(alphabet, { maxLength: 4 }), fc.nat({ max: 4 }))
    .map(([choice, at, put, cut]) => {
      const text = formatChoice(choice, SCOPE);
      const from = at % (text.length + 1);
      return text.slice(0, from) + put.join('') + text.slice(from + cut);
    });

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.array(alphabet).map((all) => all.join('')),
          nearly,
        ),
        (text) => {
          read(text);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('never grants what does not stand in it', () => {
    fc.assert(
      fc.property(nearly, (text) => {
        const found = read(text);
        if (!found) return;
        const [version, scope, day, granted, ...exceptions] = text.split('.');
        expect([version, scope, Number(day)]).toEqual(['1', SCOPE, found.day]);
        expect(found.letters || '0').toBe(granted);
        for (const id of Object.keys(found.services).filter((key) => found.services[key]))
          expect(exceptions).toContain(`+${id}`);
        expect(found.day).toBeLessThanOrEqual(TODAY + 1);
        expect(TODAY - found.day).toBeLessThan(TERM_DAYS);
      }),
      { numRuns: 1000 },
    );
  });

  test('of another scope is no choice, whichever scope it is', () => {
    fc.assert(
      fc.property(choices, fc.stringMatching(/^[0-9a-f]{6}$/), (choice, scope) => {
        expect(parseChoice(formatChoice(choice, SCOPE), scope, TODAY, TERM_DAYS) !== null).toBe(scope === SCOPE);
      }),
    );
  });

  test('is read in linear time, though it is long and nearly right', () => {
    const text = `1.${SCOPE}.${TODAY}.fa${'.+a-'.repeat(50_000)}!`;
    const began = performance.now();
    expect(read(text)).toBeNull();
    expect(performance.now() - began).toBeLessThan(50);
  });
});

describe('the term', () => {
  test('counts whole days in UTC', () => {
    expect(dayOf(Date.UTC(1970, 0, 1))).toBe(0);
    expect(dayOf(Date.UTC(2026, 10, 20, 23, 59, 59, 999))).toBe(dayOf(Date.UTC(2026, 10, 20)));
    expect(dayOf(Date.UTC(2026, 10, 21))).toBe(dayOf(Date.UTC(2026, 10, 20)) + 1);
  });

  test('ends a choice on the day it says, for a refusal as for a consent', () => {
    for (const granted of ['0', 'fa']) {
      for (const term of [1, 30, MAX_TERM_DAYS]) {
        expect(parseChoice(`1.${SCOPE}.${TODAY - term + 1}.${granted}`, SCOPE, TODAY, term)).not.toBeNull();
        expect(parseChoice(`1.${SCOPE}.${TODAY - term}.${granted}`, SCOPE, TODAY, term)).toBeNull();
      }
    }
  });
});
