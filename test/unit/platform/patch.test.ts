/** Replacing a native: the shape stays, and what cannot be replaced is left alone. */
import { describe, expect, test, vi } from 'vitest';
import { patch } from '../../../src/platform/patch.ts';

const shape = (target: object, key: string): unknown => {
  const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(target, key)!;
  return [flags, ...[value, get, set].map((half) => half && [half.name, half.length, typeof half])];
};

describe('patch', () => {
  test('keeps name, length and attributes of a method, and hands the native over', () => {
    for (const [enumerable, writable] of [
      [true, true],
      [false, false],
    ] as const) {
      const target = Object.defineProperty({}, 'send', {
        configurable: true,
        enumerable,
        writable,
        value: function send(_a: number, _b: number) {
          return 'native';
        },
      });
      const before = shape(target, 'send');
      patch(
        target,
        'send',
        (native) =>
          function (...args) {
            return `${native.apply(this, args)} patched`;
          },
      );
      expect(shape(target, 'send')).toEqual(before);
      expect((target as { send(): string }).send()).toBe('native patched');
    }
  });

  test('replaces one half of an accessor and leaves the other', () => {
    const target = {
      kept: '',
      get src() {
        return `got ${this.kept}`;
      },
      set src(value: string) {
        this.kept = value;
      },
    };
    const before = shape(target, 'src');
    const { get } = Object.getOwnPropertyDescriptor(target, 'src')!;
    patch(
      target,
      'src',
      (native) =>
        function (value) {
          native.call(this, `${value}!`);
        },
      'set',
    );
    expect(shape(target, 'src')).toEqual(before);
    expect(Object.getOwnPropertyDescriptor(target, 'src')!.get).toBe(get);
    target.src = 'x';
    expect(target.src).toBe('got x!');
  });

  test('leaves alone what is missing, inherited, locked or of another kind', () => {
    const make = vi.fn(() => () => 'patched');
    const parent = {
      method() {
        return 'native';
      },
    };
    const child = Object.create(parent) as typeof parent;
    const locked = Object.freeze({
      method() {
        return 'native';
      },
    });
    patch(undefined, 'method', make);
    patch({}, 'method', make);
    patch(child, 'method', make);
    patch(locked, 'method', make);
    patch({ method: parent.method }, 'method', make, 'set');
    expect(make).not.toHaveBeenCalled();
    expect([child.method(), locked.method()]).toEqual(['native', 'native']);
  });
});
