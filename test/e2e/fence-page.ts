/**
 * Owns a demo site at levels fence and header as an owner would install it, and the tags that no script can stop: static and unmarked.
 * Leaves to others: serving it (test/support/demo-world.ts), what arrived (proof.ts).
 */
import { expect } from '@playwright/test';
import { headHtml } from '../../src/cli/paste-forms.ts';
import { pasteBlock, type PasteOptions } from '../../src/cli/fence-block.ts';
import { kelisimHeader } from '../../src/cli/kelisim-header.ts';
import { dayOf } from '../../src/core/choice-cookie.ts';
import { fenceData } from '../../src/core/fence-data.ts';
import type { FenceData } from '../../src/core/fence-policy.ts';
import { resolveSite } from '../../src/core/resolve-site.ts';
import { RULES } from '../../src/vendors/generated/rules.ts';
import type { DemoSite, DemoWorld, ServeOptions } from '../support/demo-world.ts';
import type { Proof } from './proof.ts';
import type { Visitor } from './visitor.ts';

/** The parts of a page, with tags of every static kind beside the site's own snippets. No mark, no script in between. */
export const STATIC_PARTS = {
  'trackers-head': `<link rel="preload" as="script" href="https://vk.com/js/api/openapi.js?preloaded">
<link rel="stylesheet" href="https://widgets.2gis.com/static.css">
<script src="https://connect.facebook.net/en_US/fbevents.js?static"></script>
<script async src="https://mc.yandex.ru/metrika/tag.js?static"></script>
<script defer src="https://code.jivosite.com/widget/STATIC"></script>`,
  'trackers-body': `<img src="https://www.facebook.com/tr?id=1&amp;ev=static" alt="">
<img src="https://vk.com/rtrg?p=static" alt="">
<img src="https://www.unlisted-tracker.example/static.gif" alt="">
<iframe src="https://www.youtube.com/embed/STATIC" title="YouTube"></iframe>`,
  film: '',
  map: '',
};

/** Pixels that only a browser without JavaScript asks for. */
export const NOSCRIPT_PARTS = {
  ...STATIC_PARTS,
  'trackers-head': '',
  'trackers-body': `<noscript><img src="https://mc.yandex.ru/watch/1?noscript" alt=""></noscript>
<noscript><img src="https://www.facebook.com/tr?id=1&amp;noscript=1" alt=""></noscript>`,
};

/** Vendors of the static tags, without the host that is in no catalogue. */
export const STATIC_VENDORS = ['2gis', 'jivochat', 'meta-pixel', 'vk-pixel', 'yandex-metrica', 'youtube-embed'];

export function fenceDataOf(world: DemoWorld, site: DemoSite): FenceData {
  return fenceData(resolveSite(world.built[site].config, RULES));
}

/** What the owner pastes. With a nonce Kelisim's script carries it too. */
export function blockOf(world: DemoWorld, site: DemoSite, options: Partial<PasteOptions> = {}): string {
  const { tagHtml, headHtml: inline } = world.built[site];
  const put = (html: string) => (options.nonce ? html.replace('<script ', `<script nonce="${options.nonce}" `) : html);
  return pasteBlock({
    level: 'fence',
    built: { tagHtml: put(tagHtml), headHtml: put(inline) },
    distDir: world.genericDir,
    fence: fenceDataOf(world, site),
    ...options,
  });
}

export function serveFence(world: DemoWorld, site: DemoSite, options: ServeOptions = {}): void {
  world.serve(site, { tag: blockOf(world, site), ...options });
}

/** With the package's own middleware as the site's server. */
export function serveHeader(world: DemoWorld, site: DemoSite, options: ServeOptions = {}): void {
  const middleware = kelisimHeader(world.built[site].config);
  world.serve(site, { tag: blockOf(world, site, { level: 'header' }), middleware, ...options });
}

/** A choice from an earlier visit. `grants` is what follows the day in the cookie. */
export async function chose(visitor: Visitor, world: DemoWorld, site: DemoSite, grants: string): Promise<void> {
  const value = `1.${fenceDataOf(world, site).scope}.${dayOf(Date.now())}.${grants}`;
  // For the whole domain, as Kelisim writes it: otherwise there would be two.
  await visitor.page.context().addCookies([{ name: 'kelisim', value, domain: `.${site}.kz`, path: '/' }]);
}

/** How often a page of the site was loaded. */
export function loadsOf(world: DemoWorld, address: string): number {
  return world.standIn.log.entries.filter(({ host, path }) => `${host}${path}` === address).length;
}

/** The vendors that the page reached are these, no others. */
export async function expectVendors(proof: Proof, expected: readonly string[], message?: string): Promise<void> {
  // First what is to come, however slow the machine; then that nothing follows.
  await expect.poll(() => proof.vendors(), message ? { message } : {}).toEqual(expected);
  await proof.quiet();
  expect(proof.vendors(), message).toEqual(expected);
}

/** An inline script of the page's own head, first in it. */
export function firstInHead(script: string, block: string): string {
  return headHtml(script, undefined) + block;
}
