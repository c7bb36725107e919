/** Owns the story every installation has to pass: silent, nothing before the choice, exactly the agreed vendors after it. */
import { expect } from '@playwright/test';
import type { SiteConfig } from '../../src/core/config.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { ARRIVALS, COUNTERS, SHOP_URL } from './install-page.ts';
import { buildOwn, only, type OwnSite } from './one-truth-site.ts';
import type { Proof } from './proof.ts';
import type { Visitor } from './visitor.ts';

export function buildShop(world: DemoWorld, more: Partial<SiteConfig> = {}): Promise<OwnSite> {
  return buildOwn(world, only(COUNTERS, more));
}

/** Opens the page, moves the mouse (delayed scripts wait for it) and sees that nobody was contacted. */
export async function looksAround(visitor: Visitor, proof: Proof): Promise<void> {
  await visitor.open(SHOP_URL);
  await visitor.page.mouse.move(50, 50);
  await visitor.page.mouse.move(80, 80);
  await visitor.isUndecided();
  await proof.nothingArrives();
}

export async function acceptsAll(visitor: Visitor, proof: Proof, arrivals = ARRIVALS): Promise<void> {
  await visitor.acceptAll();
  for (const address of Object.values(arrivals).flat()) await expect.poll(() => proof.count(address), address).toBe(1);
  await proof.quiet();
  proof.eachOnce(arrivals);
  expect(visitor.exceptions).toEqual([]);
}

/** The one line about something that stood, moved or ran before Kelisim. */
export function saysItIsLate({ lines }: Visitor): void {
  expect(lines.map((line) => line.trim())).toEqual([
    'error kelisim: not first in head: what stood before was not held',
  ]);
}
