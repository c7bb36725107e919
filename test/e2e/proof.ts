/**
 * Owns the proof: what arrived at the stand-in, named by the catalogue's own matcher. Not the page's word, not the browser's: the server's.
 * Leaves to others: what should have arrived (expected-arrivals.ts).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import type { Received } from '../../demo/stand-in/received-log.ts';
import { RULES } from '../../src/vendors/generated/rules.ts';
import { createMatcher } from '../../src/vendors/matcher.ts';
import type { StandIn } from '../support/stand-in-server.ts';

/** Without a new request for this long, a page has sent what it sends by itself. */
export const QUIET_MS = 400;
const NEVER_QUIET_MS = 15_000;
const LOOK_MS = 25;

const vendorOf = createMatcher(Object.fromEntries(Object.entries(RULES).map(([id, rule]) => [id, rule.m])));

/** Vendor id of the catalogue, `unlisted` for any other host. */
export function vendorOfArrival({ host, path, query }: Pick<Received, 'host' | 'path' | 'query'>): string {
  return vendorOf(host, path, query) ?? 'unlisted';
}

export class Proof {
  readonly #standIn: StandIn;

  constructor(standIn: StandIn) {
    this.#standIn = standIn;
  }

  /** Forgets everything so far. */
  clear(): void {
    this.#standIn.clear();
  }

  /** Waits until nothing has arrived anywhere, sites included, for the quiet window. */
  async quiet(windowMs = QUIET_MS): Promise<void> {
    const start = Date.now();
    for (;;) {
      const lastMs = Math.max(start, this.#standIn.log.entries.at(-1)?.time ?? 0);
      if (Date.now() - lastMs >= windowMs) return;
      if (Date.now() - start > NEVER_QUIET_MS) throw new Error('The page never stopped sending requests.');
      await sleep(LOOK_MS);
    }
  }

  /** What arrived at vendors or anyone else but the sites and their collectors, in order of arrival. */
  arrivals(): Received[] {
    return this.#standIn.received();
  }

  /** Vendors that were contacted, sorted. */
  vendors(): string[] {
    return [...new Set(this.arrivals().map(vendorOfArrival))].sort();
  }

  /**
   * How often an address arrived, preflights left out.
   *
   * @param address `host/path` as a prefix, or `host/path?text` where the text stands in the query.
   */
  count(address: string): number {
    return this.matching(address).length;
  }

  matching(address: string): Received[] {
    const [place = '', text = ''] = address.split('?');
    return this.arrivals().filter(
      ({ host, path, query, kind }) =>
        kind !== 'preflight' && `${host}${path}`.startsWith(place) && query.includes(text),
    );
  }

  /** Waits until the page is quiet and asserts that nobody but the site itself was contacted. */
  async nothingArrives(): Promise<void> {
    await this.quiet();
    this.nothingArrived();
  }

  nothingArrived(): void {
    const lines = this.arrivals().map((entry) => `${vendorOfArrival(entry)}: ${entry.kind} ${entry.host}${entry.path}`);
    expect(lines, 'requests that reached the stand-in').toEqual([]);
  }

  /** Asserts that each of these arrived exactly once, and that nobody but their vendors was contacted. */
  eachOnce(addressesByVendor: Readonly<Record<string, readonly string[]>>): void {
    const wanted = Object.values(addressesByVendor).flat();
    const counts = Object.fromEntries(wanted.map((address) => [address, this.count(address)]));
    expect(counts, 'how often each address arrived').toEqual(Object.fromEntries(wanted.map((address) => [address, 1])));
    expect(this.vendors(), 'vendors contacted').toEqual(Object.keys(addressesByVendor).sort());
  }
}
