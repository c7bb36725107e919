/** Owns reading and changing a value in plain data by its path, written as findings write it: `operators[0].name.kk`. */

type Key = string | number;
type Node = Record<Key, unknown>;

/** Stay when they are empty: a config is nothing without them. */
const ALWAYS_THERE: readonly string[] = ['policy', 'operators', 'services'];

function keysOf(path: string): Key[] {
  return path.split('.').flatMap((part) => {
    const [name = '', ...indexes] = part.split('[');
    return [...(name ? [name] : []), ...indexes.map((text) => Number.parseInt(text, 10))];
  });
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

export function valueAt(root: unknown, path: string): unknown {
  return keysOf(path).reduce<unknown>((node, key) => (isNode(node) ? node[key] : undefined), root);
}

/** A list, whatever an opened file has there. */
export function listAt(root: unknown, path: string): readonly unknown[] {
  const value = valueAt(root, path);
  return Array.isArray(value) ? value : [];
}

/** Puts a value in; what stands in its way and is no object gives way. Undefined removes it, and objects that it leaves empty. */
export function setValueAt(root: object, path: string, value: unknown): void {
  const keys = keysOf(path);
  const trail: [Node, Key][] = [];
  let node = root as Node;
  keys.forEach((key, i) => {
    trail.push([node, key]);
    if (i === keys.length - 1) return;
    if (!isNode(node[key])) {
      if (value === undefined) return;
      node[key] = typeof keys[i + 1] === 'number' ? [] : {};
    }
    node = node[key] as Node;
  });
  const [last, key] = trail.pop()!;
  if (value !== undefined) last[key] = value;
  else if (Array.isArray(last)) last.splice(key as number, 1);
  else delete last[key];
  if (value === undefined) removeEmpty(trail);
}

function removeEmpty(trail: readonly [Node, Key][]): void {
  for (const [holder, key] of trail.toReversed()) {
    const child = holder[key];
    // An entry of a list stays: it is taken away by its own button.
    if (!isNode(child) || Object.keys(child).length || Array.isArray(holder) || ALWAYS_THERE.includes(String(key)))
      return;
    delete holder[key];
  }
}
