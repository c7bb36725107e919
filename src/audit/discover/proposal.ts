/**
 * Owns the shape of what `kelisim discover` found and proposes; its JSON output is it. Pure data.
 * Leaves to others: making it (propose-config.ts), comparing it with a config (compare-config.ts), words for people (cli).
 */
import type { ServiceConfig, SiteConfig } from '../../core/config.ts';
import type { PageHints } from './page-hints.ts';
import type { SeenCookie } from './seen-cookies.ts';
import type { SeenHosts } from './seen-hosts.ts';
import type { SeenVendor } from './seen-vendors.ts';

export const PROPOSAL_VERSION = 1;

/** What nobody can see from outside: stands in the config as an empty text, which `kelisim check` and `kelisim build` refuse. */
export interface Blank {
  /** `operators[0].bin`. */
  readonly path: string;
  /** What belongs there. */
  readonly what: string;
  /** What the pages say about it, to be confirmed. */
  readonly seen: readonly string[];
  /** The config is complete without it; it is not in the file. */
  readonly isOptional: boolean;
}

/** Something in the proposal that was concluded, not seen. */
export interface Remark {
  readonly path: string;
  readonly text: string;
}

export interface Proposal {
  readonly version: typeof PROPOSAL_VERSION;
  readonly config: SiteConfig;
  readonly blanks: readonly Blank[];
  readonly remarks: readonly Remark[];
  readonly vendors: readonly SeenVendor[];
  readonly cookies: readonly SeenCookie[];
  readonly hosts: SeenHosts;
  readonly hints: PageHints;
}

/** A host that nobody knows, as far as it can be described: texts are empty, they are the owner's. */
export type Skeleton = ServiceConfig & { readonly id: string; readonly hosts: string[] };
