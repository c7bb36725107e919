/**
 * Owns what a visitor chose and what follows from it for one service: the only place that says "granted".
 * Leaves to others: reading and writing it (choice-cookie.ts, head), which URL belongs to which service (vendors/matcher.ts).
 */

/** A visitor's choice, as the choice cookie keeps it. */
export interface Choice {
  /** Day of the choice: whole days since 1970-01-01 UTC. */
  readonly day: number;
  /** Letters of the granted optional categories, '' when all are refused. */
  readonly letters: string;
  /** Services that deviate from their category, by service id. */
  readonly services: Readonly<Record<string, boolean>>;
}

/** What the decision needs to know of a service. */
export interface DecidableService {
  readonly id: string;
  /** Letter of the category; '' means necessary. */
  readonly letter: string;
  /** Session replay: off until switched on by its own switch, whatever its category says (R24). */
  readonly replay?: boolean;
  /** A container: ids of the services it brings; granted when any of them is. */
  readonly contains?: readonly string[];
  /** Path prefixes on which alone the service may run. */
  readonly onlyOn?: readonly string[];
  /** Path prefixes on which the service never runs, whatever was agreed. */
  readonly notOn?: readonly string[];
}

/** True when `path` is one of the prefixes or lies below one: `/apply` covers `/apply` and `/apply/step-2`, not `/apply-now`. */
export function isUnder(path: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => `${path}/`.indexOf(prefix.replace(/\/*$/, '/')) === 0);
}

/**
 * Whether a service may be contacted and run now.
 *
 * @param choice null when the visitor has not chosen (or the stored choice does not count): only necessary services are granted.
 * @param path path of the page, for `onlyOn` and `notOn`.
 * @param find looks a contained service up by id.
 */
export function isGranted(
  service: DecidableService,
  choice: Choice | null,
  path: string,
  find: (id: string) => DecidableService | undefined,
): boolean {
  if (service.onlyOn && !isUnder(path, service.onlyOn)) return false;
  if (service.notOn && isUnder(path, service.notOn)) return false;
  // Typed: an id may be called like something that every object has (`constructor`).
  const own = choice && choice.services[service.id];
  if (service.contains) {
    if (own === false) return false;
    return service.contains.some((id) => {
      const inner = find(id);
      return !!inner && !inner.contains && isGranted(inner, choice, path, find);
    });
  }
  if (!service.letter) return true;
  if (!choice) return false;
  if (typeof own === 'boolean') return own;
  return !service.replay && choice.letters.indexOf(service.letter) >= 0;
}
