/**
 * Owns replacing one function of a browser interface and keeping its shape: descriptor kind and attributes, and by a Proxy name, length,
 * `[native code]` and that it is no constructor, so that page code which inspects or wraps it finds what it expects. A member that is missing
 * or locked is left alone.
 */

// biome-ignore lint/suspicious/noExplicitAny: natives of every signature
export type Native = (this: any, ...args: any[]) => any;
/** Looks at a call before it is made; may change `args`. Undefined: the native is called. Anything else is the answer instead, null for none. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type Before = (args: any[], self: any) => unknown;
/** Gets what the native returned. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type After = (result: any, self: any, args: any[]) => void;

/** Replaces a method, or one half of an accessor: the setter when nothing is said. */
export function patch(
  target: object | undefined,
  key: string,
  handler: ProxyHandler<Native>,
  slot?: 'value' | 'get' | 'set',
): void {
  const found = target && Object.getOwnPropertyDescriptor(target, key);
  if (!found || !found.configurable) return;
  // A page may have given every object a `get` or a `value`.
  Object.setPrototypeOf(found, null);
  const half = slot || (found.set ? 'set' : 'value');
  if (!found[half]) return;
  found[half] = new Proxy(found[half] as Native, handler);
  Object.defineProperty(target, key, found);
}

/** Looks at calls of a function of `target` itself. */
export function hookOwn(target: object | undefined, name: string, before: Before, after?: After, slot?: 'get'): void {
  const apply: ProxyHandler<Native>['apply'] = (native, self, args) => {
    const answer = before(args, self);
    if (answer !== undefined) return answer === null ? undefined : answer;
    const result: unknown = Reflect.apply(native, self, args);
    if (after) after(result, self, args);
    return result;
  };
  patch(target, name, { apply }, slot);
}

/** The same for members of interfaces of a realm; both lists space-separated, what is missing is left out. */
export function hook(realm: object, types: string, names: string, before: Before, after?: After, slot?: 'get'): void {
  for (const type of types.split(' ')) {
    const found = (realm as Record<string, { prototype: object } | undefined>)[type];
    for (const name of names.split(' ')) hookOwn(found && found.prototype, name, before, after, slot);
  }
}
