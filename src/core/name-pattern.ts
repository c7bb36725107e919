/** Owns names of cookies and storage keys as the catalogue and configs write them: exact, or with one `*` for any run of characters. */

/** `_ga`, `_ga_*`, `mp_*_mixpanel`. */
export type NamePattern = string;

export function matchesName(pattern: NamePattern, name: string): boolean {
  const [start = '', end] = pattern.split('*');
  return end === undefined
    ? name === pattern
    : name.length >= start.length + end.length &&
        name.indexOf(start) === 0 &&
        name.slice(name.length - end.length) === end;
}
