/**
 * Owns doing what several tests wait for before they ask: audits wait more than they work, so some are done beside each other, and each test still
 * answers for its own.
 */

/**
 * Begins at once, in the order of the items.
 *
 * @param many so many at a time.
 * @returns what gives the outcome of one item; it fails as its run failed.
 */
export function runAhead<Item, Outcome>(
  items: readonly Item[],
  many: number,
  run: (item: Item) => Promise<Outcome>,
): (item: Item) => Promise<Outcome> {
  const outcomes = new Map<Item, PromiseWithResolvers<Outcome>>();
  for (const item of items) {
    const outcome = Promise.withResolvers<Outcome>();
    // Whoever asks is told of it; nobody asking is no crash of the worker.
    outcome.promise.catch(() => undefined);
    outcomes.set(item, outcome);
  }
  const waiting = outcomes.entries();
  const work = async (): Promise<void> => {
    for (const [item, { resolve, reject }] of waiting) await run(item).then(resolve, reject);
  };
  for (let i = 0; i < many; i++) void work();
  return (item) => outcomes.get(item)!.promise;
}
