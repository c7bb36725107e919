/** The scope: changes when what was agreed to changes, and for nothing else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ScopeParts, scopeOf } from '../../../src/core/scope.ts';

const parts: ScopeParts = { edition: '2026-03', purposes: ['meta-pixel:advertising', 'hotjar:analytics'] };

describe('the scope', () => {
  test('is six hex digits, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (edition, purposes) => {
        expect(scopeOf({ edition, purposes })).toMatch(/^[0-9a-f]{6}$/);
      }),
    );
  });

  test('does not depend on the order of services', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (purposes) => {
        expect(scopeOf({ edition: '1', purposes: purposes.toReversed() })).toBe(scopeOf({ edition: '1', purposes }));
      }),
    );
  });

  test('leaves its parts as they were', () => {
    const purposes = Object.freeze(['b:x', 'a:x']);
    scopeOf({ edition: '1', purposes });
    expect(purposes).toEqual(['b:x', 'a:x']);
  });

  test('changes with the edition, with a service more or less, and with a category', () => {
    const all = [
      parts,
      { ...parts, edition: '2026-04' },
      { ...parts, purposes: parts.purposes.slice(1) },
      { ...parts, purposes: [...parts.purposes, 'criteo:advertising'] },
      { ...parts, purposes: ['meta-pixel:analytics', 'hotjar:analytics'] },
    ].map(scopeOf);
    expect(new Set(all).size).toBe(all.length);
  });

  test('keeps its value from version to version, or every visitor would be asked again', () => {
    expect(scopeOf(parts)).toBe('2b0bc1');
  });
});
