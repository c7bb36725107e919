/**
 * Owns the shape of a sighting: one thing that was seen of one vendor, reduced to what a verdict needs. The panel makes sightings of ledger and
 * resource timing, the command line of an observation (sightings-of.ts); the verdict on them is the same (judge-vendor.ts).
 */

/**
 * - `sent`: a request left the browser. `failed`: it tried to and never connected. `blocked`: the browser or its policy stopped it.
 * - `held`: an element waits. `dropped`: a call was refused. `released`: an element was let go. All three by Kelisim's ledger.
 * - `stored`: a cookie or another name was written into the browser's storage.
 */
export type SightingKind = 'sent' | 'failed' | 'blocked' | 'held' | 'dropped' | 'released' | 'stored';

export interface Sighting {
  readonly what: SightingKind;
  /** Any clock, as long as it is one. */
  readonly atMs: number;
  /** Whether the vendor was granted at that moment (expectation.ts). */
  readonly granted: boolean;
  /** A necessary request to come before the choice is Consent Mode's "advanced" form: it may leave, it may not store. */
  readonly early?: boolean;
  /** Host of the address; '' for storage and inline code. */
  readonly host: string;
  /** Element, call or CDP's resource type; of storage its area. */
  readonly kind: string;
}

/** What is known of the vendor beside what was seen. */
export interface Standing {
  /** `config`: a service of the site. `catalogue`: known, but no service of it. `nowhere`: known to neither. */
  readonly listed: 'config' | 'catalogue' | 'nowhere';
  /** Never asked: whatever it does is no matter of consent. */
  readonly necessary: boolean;
  /** There was a moment in which it was granted and is expected to come; false also where it need not come (replay, other pages). */
  readonly expected: boolean;
  /** Granted at some moment. */
  readonly everGranted: boolean;
}
