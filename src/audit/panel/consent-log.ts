/**
 * Owns what the page told Google, in order: the `consent` commands in `dataLayer`. Late is a default that comes after a command or an event
 * that Google's code may have acted on (Google, "Set up consent mode on websites": defaults before any command that sends).
 */
import type { ConsentCall } from '../observation.ts';

export interface LoggedConsent extends ConsentCall {
  /** A default after the first `config` or event, or an update before any default. */
  readonly isLate: boolean;
}

/** A command is an `arguments` object (gtag) or a list; `['js', date]` sends nothing. */
function wordsOf(item: object): unknown[] {
  return typeof (item as { length?: unknown }).length === 'number' ? Array.from(item as ArrayLike<unknown>) : [];
}

function sends(item: object): boolean {
  const [command] = wordsOf(item);
  if (command !== undefined) return command === 'config' || command === 'event';
  const { event } = item as { event?: unknown };
  return typeof event === 'string' && event !== 'kelisim.choice';
}

/** @param items of `dataLayer`. @param timeOf when an item was first seen, in milliseconds of the caller's clock. */
export function consentLog(items: readonly object[], timeOf: (item: object) => number): LoggedConsent[] {
  const log: LoggedConsent[] = [];
  let other = 0;
  let sent = 0;
  for (const item of items) {
    const [name, command, values] = wordsOf(item);
    if (name !== 'consent' || (command !== 'default' && command !== 'update')) {
      other++;
      if (sends(item)) sent++;
      continue;
    }
    const texts = Object.entries((values ?? {}) as Record<string, unknown>)
      .filter(([, value]) => typeof value !== 'object')
      .map(([key, value]) => [key, String(value)] as const);
    log.push({
      atMs: timeOf(item),
      stage: 0,
      command,
      values: Object.fromEntries(texts),
      after: other,
      isLate: command === 'default' ? sent > 0 : !log.some((call) => call.command === 'default'),
    });
  }
  return log;
}
