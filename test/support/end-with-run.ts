/**
 * Owns ending what a run has started when the run itself is ended by a signal (Ctrl+C, `timeout`, a closed terminal): a PostgreSQL server is a
 * process group of its own and would outlive it. Leaves to others: how a thing ends; each gives the function that ends its own by its handle.
 */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const open = new Set<() => void>();
let listens = false;

/**
 * @param end synchronous: after it nothing of this process runs any more.
 * @returns what to call when the thing has ended in order.
 */
export function endWithRun(end: () => void): () => void {
  if (!listens) for (const signal of SIGNALS) process.once(signal, endAll);
  listens = true;
  open.add(end);
  return () => void open.delete(end);
}

function endAll(signal: NodeJS.Signals): void {
  // The latest first: collectors before the database they write to.
  for (const end of [...open].reverse()) {
    try {
      end();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
  }
  for (const each of SIGNALS) process.removeListener(each, endAll);
  // As if nobody had listened: whoever waits for this process sees the signal.
  process.kill(process.pid, signal);
}
