/**
 * Owns the shims in watch mode: the gate's own functions (src/shims) with a policy that lets everything through and writes down the address.
 * They stand around the gate's in the page, so they see what page code tries, also what the gate then drops.
 * Calls and cookies only: what elements ask for Resource Timing reports, and watching every attribute would be paid by the page.
 * They cannot be taken out again (page code may have wrapped them since): switched off they only pass on.
 */
import { shimCookieWrites } from '../../../shims/cookie-writes.ts';
import { shimFormSubmits, watchSubmits } from '../../../shims/form-submits.ts';
import { shimNetworkCalls } from '../../../shims/network-calls.ts';
import type { ShimPolicy } from '../../../shims/shim-policy.ts';
import type { WireEntry } from './wire-entry.ts';

type Tell = (entry: WireEntry) => void;

let tell: Tell | undefined;
let isInstalled = false;

/** What is no text yet stays unnoted: turning it into one is for the call itself, once. */
function note(kind: string, url: unknown): void {
  if (typeof url === 'string' || url instanceof URL) tell?.({ timeMs: Date.now(), kind, url: `${url}`, what: 'tried' });
}

/** Says yes to everything and hands everything back as it came. */
const WATCHING: ShimPolicy = {
  mayHave: () => true,
  mayForget: () => undefined,
  keptFor: () => undefined,
  inMarkup: (html) => html,
  inStyles: (text) => text,
  inFrame: (html) => html,
  lookBelow: () => undefined,
  newFrames: () => undefined,
  newFrame: () => undefined,
  newRoot: () => undefined,
  writeLate: () => false,
  mayCall(kind, url) {
    note(kind, url);
    return true;
  },
  mayWrite(name) {
    note('cookie', name);
    return true;
  },
  blobUrl: () => undefined,
  workerFor(url) {
    note('worker', url);
    return url;
  },
};

/** @returns a function that stops recording. */
export function watchCalls(listener: Tell): () => void {
  tell = listener;
  if (!isInstalled) {
    isInstalled = true;
    for (const shim of [shimNetworkCalls, shimCookieWrites, shimFormSubmits]) shim(window, WATCHING);
    watchSubmits(document, WATCHING);
  }
  return () => {
    tell = undefined;
  };
}
