/**
 * Owns what every story has: the world (per worker), a browser that knows only that world, a visitor in a fresh context, the proof, a
 * collector with a database of its own. Leaves to others: each of these parts.
 */
import { test as base } from '@playwright/test';
import { type DemoSite, type DemoWorld, type ServeOptions, startDemoWorld } from '../support/demo-world.ts';
import { DiskCollector } from '../support/disk-collector.ts';
import type { Hook } from '../support/stand-in-server.ts';
import { Proof } from './proof.ts';
import { Visitor } from './visitor.ts';

export { expect } from '@playwright/test';

const COLLECTED: readonly DemoSite[] = ['jetfin', 'kengo', 'kreditomat', 'as-pasted'];

/** Long enough for two busy cores. */
const ACTION_MS = 8_000;

interface Story {
  /** Answers for `consent.<site>.kz` of every site. */
  readonly collector: DiskCollector;
  readonly proof: Proof;
  readonly visitor: Visitor;
  /** Sets what `https://<site>.kz/` is. */
  readonly serve: (site: DemoSite, options?: ServeOptions) => void;
  /** Something goes wrong on the way; taken away after the test, or by the function it returns. */
  readonly trouble: (hook: Hook) => () => void;
}

export const test = base.extend<Story, { world: DemoWorld }>({
  world: [
    async ({ playwright: _ }, use) => {
      const world = await startDemoWorld();
      await use(world);
      await world.close();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, world }, use) => {
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...world.standIn.chromiumFlags] });
    },
    { scope: 'worker' },
  ],
  // A button that is not there fails its own step, with its own words, before the whole test runs out of time.
  actionTimeout: ACTION_MS,
  collector: [
    async ({ world }, use) => {
      const collector = new DiskCollector(COLLECTED.map((site) => `https://${site}.kz`));
      await collector.start();
      for (const site of COLLECTED) world.standIn.setHost(`consent.${site}.kz`, { proxy: collector.url });
      await use(collector);
      await collector.close();
    },
    { auto: true },
  ],
  proof: async ({ world }, use) => {
    world.standIn.clear();
    await use(new Proof(world.standIn));
  },
  visitor: async ({ page }, use) => {
    await use(new Visitor(page));
  },
  serve: async ({ world }, use) => {
    await use((site, options) => world.serve(site, options));
  },
  trouble: async ({ world }, use) => {
    const ends: (() => void)[] = [];
    await use((hook) => {
      const end = world.standIn.hook(hook);
      ends.push(end);
      return end;
    });
    for (const end of ends) end();
  },
});
