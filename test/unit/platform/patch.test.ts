/** Replacing a native: the shape stays, and what cannot be replaced is left alone. */
import { describe, expect, test, vi } from 'vitest';
import { hook, hookOwn } from '../../../src/platform/patch.ts';

const shape = (target: object, key: string): unknown => {
  const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(target, key)!;
  return [flags, ...[value, get, set].map((half) => half && [half.name, half.length, typeof half])];
};

describe('a hook', () => {
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
      hookOwn(target, 'send', ([a]) => (a === 1 ? 'answered' : undefined));
      expect(shape(target, 'send')).toEqual(before);
      const { send } = target as { send(a: number): string };
      expect(send(2)).toBe('native');
      expect(send(1)).toBe('answered');
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
    hookOwn(target, 'src', (args) => {
      args[0] += '!';
    });
    expect(shape(target, 'src')).toEqual(before);
    expect(Object.getOwnPropertyDescriptor(target, 'src')!.get).toBe(get);
    target.src = 'x';
    expect(target.src).toBe('got x!');
  });

  test('gives what was returned to who asks, and answers undefined for null', () => {
    const target = { add: (a: number) => a + 1 };
    const seen: unknown[] = [];
    hookOwn(
      target,
      'add',
      ([a]) => (a === 0 ? null : undefined),
      (result, self, args) => seen.push([result, self === target, args]),
    );
    expect(target.add(1)).toBe(2);
    expect(target.add(0)).toBeUndefined();
    expect(seen).toEqual([[2, true, [1]]]);
  });

  test('looks the same from outside: no constructor, native code, name and length', () => {
    const target = { slice: Array.prototype.slice };
    hookOwn(target, 'slice', () => undefined);
    expect(() => Reflect.construct(target.slice, [])).toThrow(TypeError);
    expect(Function.prototype.toString.call(target.slice)).toContain('[native code]');
    expect([target.slice.name, target.slice.length]).toEqual(['slice', 2]);
  });

  test('leaves alone what is missing, inherited, locked or of another kind', () => {
    const before = vi.fn();
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
    hookOwn(undefined, 'method', before);
    hookOwn({}, 'method', before);
    hookOwn(child, 'method', before);
    hookOwn(locked, 'method', before);
    hookOwn({ method: parent.method }, 'method', before, undefined, 'get');
    hook({ Known: { prototype: locked } }, 'Known Unknown', 'method other', before);
    expect([child.method(), locked.method()]).toEqual(['native', 'native']);
    expect(before).not.toHaveBeenCalled();
  });
});
