/**
 * Owns what watches inside every document before its own scripts: who writes cookies and Web Storage, what the page tells Google, Kelisim's
 * ledger when a page is left. It only looks: natives are wrapped in proxies (they still read as native), descriptors keep their flags, and
 * what the page does goes through unchanged. The rest of the audit is the network layer's word, not this one's.
 * Leaves to others: what is made of the words (page-words.ts).
 */
import type { LedgerEntry } from '../../core/ledger-entry.ts';

/** Taken off the window by the watch itself, before anything of the page runs. */
export const PAGE_WATCH_BINDING = '__kelisimAuditTell';
/** Places in files of this name are ours. */
export const PAGE_WATCH_FILE = 'kelisim-audit-watch';

export type PageWord =
  | {
      readonly t: 'write';
      readonly at: number;
      readonly area: 'cookie' | 'localStorage' | 'sessionStorage';
      readonly name: string;
      readonly origin: string;
      /** A cookie that expires at once, `removeItem`. */
      readonly erases: boolean;
      readonly stack: string;
    }
  | {
      readonly t: 'consent';
      readonly at: number;
      readonly command: string;
      readonly values: Readonly<Record<string, string>>;
      readonly after: number;
    }
  | {
      readonly t: 'violation';
      readonly at: number;
      readonly url: string;
      readonly directive: string;
      readonly file: string;
      readonly line: number;
      readonly column: number;
    }
  | { readonly t: 'ledger'; readonly at: number; readonly entries: readonly LedgerEntry[] };

/** Runs in the page: must stand alone. */
function watchPage(bindingName: string): void {
  const tell = (window as unknown as Record<string, (text: string) => void>)[bindingName];
  if (!tell) return;
  Reflect.deleteProperty(window, bindingName);
  const { stringify } = JSON;
  const { apply } = Reflect;
  const now = Date.now;
  const say = (word: object): void => tell(stringify(word));

  function stackHere(): string {
    const makesError = Error as { stackTraceLimit?: number; prepareStackTrace?: unknown };
    const { stackTraceLimit, prepareStackTrace } = makesError;
    makesError.stackTraceLimit = 40;
    makesError.prepareStackTrace = undefined;
    const { stack } = new Error('here');
    if (stackTraceLimit === undefined) delete makesError.stackTraceLimit;
    else makesError.stackTraceLimit = stackTraceLimit;
    if (prepareStackTrace === undefined) delete makesError.prepareStackTrace;
    else makesError.prepareStackTrace = prepareStackTrace;
    return stack || '';
  }

  function wrapped<F extends (...args: never[]) => unknown>(
    native: F,
    look: (self: unknown, args: unknown[]) => void,
  ): F {
    return new Proxy(native, {
      apply(target, self, args: unknown[]) {
        try {
          look(self, args);
        } catch {
          // Nothing that we look at may hurt the page.
        }
        return apply(target, self, args);
      },
    });
  }

  function wrapSetter(owner: object, name: string, look: (self: unknown, args: unknown[]) => void): void {
    type Accessor = Omit<PropertyDescriptor, 'set'> & { set?: (this: void, value: never) => void };
    const found: Accessor | undefined = Object.getOwnPropertyDescriptor(owner, name);
    const set = found && found.set;
    if (set && found.configurable) Object.defineProperty(owner, name, { ...found, set: wrapped(set, look) });
  }

  function wrapMethod(owner: object, name: string, look: (self: unknown, args: unknown[]) => void): void {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    if (found && typeof found.value === 'function' && found.configurable)
      Object.defineProperty(owner, name, {
        ...found,
        value: wrapped(found.value as (...args: never[]) => unknown, look),
      });
  }

  function areaOf(self: unknown): 'localStorage' | 'sessionStorage' {
    try {
      return self === window.sessionStorage ? 'sessionStorage' : 'localStorage';
    } catch {
      return 'localStorage';
    }
  }

  const origin = location.origin;
  const write = (area: string, name: string, erases: boolean): void =>
    say({ t: 'write', at: now(), area, name, origin, erases, stack: stackHere() });

  wrapSetter(Document.prototype, 'cookie', (_, [line]) => {
    const text = String(line);
    const name = text.split(';', 1)[0]!.split('=', 1)[0]!.trim();
    const isOver = /;\s*max-age\s*=\s*(?:-\d+|0)\s*(?:;|$)/i.test(text);
    const until = /;\s*expires\s*=\s*([^;]+)/i.exec(text);
    write('cookie', name, isOver || (!!until && Date.parse(until[1]!) < now()));
  });
  wrapMethod(Storage.prototype, 'setItem', (self, [name]) => write(areaOf(self), String(name), false));
  wrapMethod(Storage.prototype, 'removeItem', (self, [name]) => write(areaOf(self), String(name), true));
  const { CookieStore } = window as unknown as { CookieStore?: { readonly prototype: object } };
  if (CookieStore) {
    const nameOf = (first: unknown): string =>
      String(typeof first === 'object' && first ? (first as { name?: unknown }).name : first);
    wrapMethod(CookieStore.prototype, 'set', (_, [first]) => write('cookie', nameOf(first), false));
    wrapMethod(CookieStore.prototype, 'delete', (_, [first]) => write('cookie', nameOf(first), true));
  }

  // Chromium tells the network layer nothing of a fetch that a policy forbids.
  document.addEventListener(
    'securitypolicyviolation',
    ({
      disposition,
      blockedURI: url,
      effectiveDirective: directive,
      sourceFile,
      lineNumber: line,
      columnNumber: column,
    }) => {
      if (disposition === 'enforce' && /^(?:https?|wss?):/.test(url))
        say({ t: 'violation', at: now(), url, directive, file: sourceFile, line, column });
    },
    true,
  );

  /** Looked at between the page's scripts (a parser's insertion is a change of the document), never hooked: pages and Google's own tag replace it. */
  let layer: unknown;
  let read = 0;
  let others = 0;
  function readLayer(): void {
    const found = (window as unknown as { dataLayer?: unknown }).dataLayer;
    if (!Array.isArray(found)) return;
    if (found !== layer) [layer, read, others] = [found, 0, 0];
    if (found.length < read) read = found.length;
    for (; read < found.length; read++) {
      const item = found[read] as ArrayLike<unknown> | null;
      const isConsent = !!item && typeof item === 'object' && item[0] === 'consent';
      if (!isConsent) others += 1;
      else {
        const values: Record<string, string> = {};
        const given = item[2] as Record<string, unknown> | undefined;
        for (const key of Object.keys(given || {})) values[key] = String(given![key]);
        say({ t: 'consent', at: now(), command: String(item[1]), values, after: others });
      }
    }
  }
  function look(): void {
    try {
      readLayer();
    } catch {
      // A page may keep anything under that name.
    }
  }
  if (window === window.top) {
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
    setInterval(look, 50);
    addEventListener('pagehide', () => {
      look();
      const kelisim = (window as { kelisim?: { ledger?: () => LedgerEntry[] } }).kelisim;
      try {
        if (kelisim && kelisim.ledger) say({ t: 'ledger', at: now(), entries: kelisim.ledger() });
      } catch {
        // Another `kelisim`.
      }
    });
  }
}

let source: string | undefined;

export function pageWatchSource(): string {
  return (source ??= `(${watchPage.toString()})(${JSON.stringify(PAGE_WATCH_BINDING)})\n//# sourceURL=${PAGE_WATCH_FILE}`);
}
