/**
 * Owns replacing one function of a browser interface and keeping its shape: descriptor kind, attributes, name and length, so that page code
 * which inspects or wraps it finds what it expects. A member that is missing or locked is left alone.
 */

// biome-ignore lint/suspicious/noExplicitAny: natives of every signature
export type Native = (this: any, ...args: any[]) => any;
/** Looks at a call before it is made; may change `args`. Undefined: the native is called. Anything else is the answer instead, null for none. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type Before = (args: any[], self: any) => unknown;
/** Gets what the native returned. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type After = (result: any, self: any, args: any[]) => void;

const { defineProperty, getOwnPropertyDescriptor } = Object;

/** Replaces a method, or one half of an accessor: the setter when nothing is said. `make` gets the native function. */
export function patch(
  target: object | undefined,
  key: string,
  make: (native: Native) => Native,
  slot?: 'value' | 'get' | 'set',
): void {
  const found = target && getOwnPropertyDescriptor(target, key);
  if (!found || !found.configurable) return;
  const half = slot || (found.set ? 'set' : 'value');
  const native = found[half] as Native | undefined;
  if (!native) return;
  const fake = make(native);
  for (const name of ['name', 'length']) defineProperty(fake, name, getOwnPropertyDescriptor(native, name)!);
  found[half] = fake;
  defineProperty(target, key, found);
}

/** Looks at calls of members of interfaces of a realm; both lists space-separated, what is missing is left out. */
export function hook(realm: object, types: string, names: string, before: Before, after?: After, slot?: 'get'): void {
  for (const type of types.split(' ')) {
    const found = (realm as Record<string, { prototype: object } | undefined>)[type];
    for (const name of names.split(' ')) {
      patch(
        found && found.prototype,
        name,
        (native) =>
          // A method, not a function: natives are no constructors either.
          ({
            call(...args: unknown[]) {
              const answer = before(args, this);
              if (answer !== undefined) return answer === null ? undefined : answer;
              const result: unknown = native.apply(this, args);
              if (after) after(result, this, args);
              return result;
            },
          }).call,
        slot,
      );
    }
  }
}
