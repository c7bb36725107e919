/**
 * Owns the gate inside workers made of blob: and data: URLs: a file of its own, which gate/worker-source.ts puts before the worker's code.
 * It carries the site's rules (KELISIM_DATA, by `kelisim build`), hears what was open when the worker started, and only refuses: a worker has
 * no elements to hold. Workers of workers get it too.
 */
import { hook } from '../../platform/patch.ts';
import { NOWHERE, shimNetworkCalls } from '../../shims/network-calls.ts';
import type { Realm, ShimPolicy } from '../../shims/shim-policy.ts';
import { workerCode } from '../gate/worker-code.ts';
import { createPackedMatcher } from '../../vendors/matcher.ts';

declare const KELISIM_DATA: { readonly rules: Readonly<Record<string, string>> };

interface State {
  /** Vendors that are open, by comma. */
  readonly open: string;
  /** This file. */
  readonly file: string;
}

const match = createPackedMatcher(KELISIM_DATA.rules);
const scope = self as unknown as { kelisimGate?: State };
let state: State | undefined;
const blobs = new Map<string, Blob>();

/** Comes right after this file; what a module imports before that finds everything closed. Nothing of it stays in the worker's scope. */
function stateNow(): State | undefined {
  if (scope.kelisimGate) {
    state = scope.kelisimGate;
    delete scope.kelisimGate;
  }
  return state;
}

function passes(text: unknown): boolean {
  try {
    const { hostname, pathname, search } = new URL(text as string, self.location.href);
    const vendor = match(hostname, pathname, search);
    const now = stateNow();
    return !vendor || (!!now && now.open.split(',').indexOf(vendor) >= 0);
  } catch (_) {
    // Relative to a blob: or data: address nothing parses, and nothing leaves.
    return true;
  }
}

const policy = {
  mayCall: (_, url) => passes(url),
  inStyles: (text) => text,
  blobUrl(url, blob) {
    if (blob) blobs.set(url, blob);
    else blobs.delete(url);
  },
  workerFor(url, options) {
    const now = stateNow();
    return (now && workerCode(url as string, blobs.get(url as string), now, options)) || url;
  },
} as Partial<ShimPolicy> as ShimPolicy;

shimNetworkCalls(self as Realm, policy);
// Throws natively what a missing script throws: NetworkError.
hook(self, 'WorkerGlobalScope', 'importScripts', (args) => {
  args.forEach((url, at) => {
    if (!passes(url)) args[at] = NOWHERE;
  });
});
