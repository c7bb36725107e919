/**
 * Owns replacing one function of a browser prototype and keeping its shape: descriptor kind, attributes, name and length, so that page code
 * which inspects or wraps it finds what it expects. A member that is missing or locked is left alone.
 */

// biome-ignore lint/suspicious/noExplicitAny: natives of every signature
export type Native = (this: any, ...args: any[]) => any;

/** Replaces a method, or one half of an accessor (`slot`); `make` gets the native function. */
export function patch(
  target: object | undefined,
  key: string,
  make: (native: Native) => Native,
  slot: 'value' | 'get' | 'set' = 'value',
): void {
  const found = target && Object.getOwnPropertyDescriptor(target, key);
  const native = found && (found[slot] as Native | undefined);
  if (!native || !found.configurable) return;
  const fake = make(native);
  for (const name of ['name', 'length'])
    Object.defineProperty(fake, name, Object.getOwnPropertyDescriptor(native, name)!);
  found[slot] = fake;
  Object.defineProperty(target, key, found);
}
