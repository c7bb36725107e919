/** Level fence: what no script can stop is held by the browser itself, by category, by service, by page. */
import type { LedgerEntry } from '../../src/core/ledger-entry.ts';
import { ARRIVALS } from './expected-arrivals.ts';
import {
  chose,
  loadsOf,
  NOSCRIPT_PARTS,
  serveFence,
  STATIC_PARTS,
  STATIC_VENDORS,
  expectVendors,
} from './fence-page.ts';
import { expect, test } from './story.ts';
import { Visitor } from './visitor.ts';

const JETFIN = 'https://jetfin.kz/';

function ledgerOf(visitor: Visitor): Promise<LedgerEntry[]> {
  return visitor.page.evaluate(() => (window as unknown as { kelisim: { ledger(): LedgerEntry[] } }).kelisim.ledger());
}

test('Control: the same static tags all arrive when the page has no Kelisim.', async ({ serve, visitor, proof }) => {
  serve('jetfin', { level: 'none', parts: STATIC_PARTS });
  await visitor.open(JETFIN);
  await expectVendors(proof, [...STATIC_VENDORS, 'unlisted'].sort());
});

test('Before the choice nothing arrives of static tags without any mark, and the ledger names what the browser held.', async ({
  world,
  visitor,
  proof,
}) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS });
  await visitor.open(JETFIN);
  await visitor.isUndecided();
  await proof.nothingArrives();
  const entries = await ledgerOf(visitor);
  const known = entries.filter(({ kind, vendor }) => kind === 'policy' || vendor);
  expect(new Set(known.map(({ verdict }) => verdict))).toEqual(new Set(['held']));
  // The gate takes most tags away before they try; preload hints and style sheets have only the browser.
  const byBrowser = entries.filter(({ kind }) => kind === 'policy').map(({ vendor }) => vendor);
  expect(byBrowser).toEqual(expect.arrayContaining(['vk-pixel', '2gis']));
  const vendors = entries.map(({ vendor }) => vendor);
  expect(vendors).toEqual(expect.arrayContaining(STATIC_VENDORS));
  expect(visitor.exceptions).toEqual([]);
});

test('With analytics alone the browser lets analytics through and nothing else.', async ({ world, visitor, proof }) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS });
  await chose(visitor, world, 'jetfin', 'a');
  await visitor.open(JETFIN);
  await expectVendors(proof, ['yandex-metrica']);
});

test('A refusal holds everything, a single service against it comes alone, and a single service against its category stays away.', async ({
  world,
  visitor,
  proof,
}) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS });
  for (const [grants, vendors] of [
    ['0', []],
    ['0.+jivochat', ['jivochat']],
    ['fadb.-meta-pixel.-2gis', ['jivochat', 'vk-pixel', 'yandex-metrica', 'youtube-embed']],
  ] as const) {
    await chose(visitor, world, 'jetfin', grants);
    proof.clear();
    await visitor.open(JETFIN);
    await expectVendors(proof, vendors, grants);
  }
});

test('On a page where advertising never runs it is held whatever was agreed, and what is necessary there alone comes before the choice.', async ({
  world,
  visitor,
  proof,
}) => {
  const captcha = '<script async src="https://www.google.com/recaptcha/api.js?static"></script>';
  serveFence(world, 'jetfin', { parts: { ...STATIC_PARTS, captcha, film: captcha } });
  await visitor.open(`${JETFIN}apply/`);
  await expectVendors(proof, ['recaptcha']);

  await chose(visitor, world, 'jetfin', 'fadb');
  proof.clear();
  await visitor.open(`${JETFIN}apply/`);
  await expectVendors(proof, ['2gis', 'jivochat', 'recaptcha', 'yandex-metrica', 'youtube-embed']);

  proof.clear();
  await visitor.open(JETFIN);
  await expectVendors(proof, STATIC_VENDORS);
});

test('Accepting reloads the page once; then everything arrives once, and the choice is delivered.', async ({
  world,
  visitor,
  proof,
  collector,
}) => {
  serveFence(world, 'jetfin');
  await visitor.open(JETFIN);
  await proof.nothingArrives();
  expect(loadsOf(world, 'jetfin.kz/')).toBe(1);
  await visitor.acceptAll();
  await expect.poll(() => loadsOf(world, 'jetfin.kz/')).toBe(2);
  await visitor.hasDecided();
  await visitor.readToTheEnd();
  await proof.quiet();
  proof.eachOnce(ARRIVALS.jetfin.accepted);
  expect(loadsOf(world, 'jetfin.kz/')).toBe(2);
  await expect.poll(() => collector.rows().length).toBe(1);
  expect(visitor.exceptions).toEqual([]);
});

test('Rejecting does not reload: nothing more is granted than the policy allows.', async ({
  world,
  visitor,
  proof,
  collector,
}) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS });
  await visitor.open(JETFIN);
  await visitor.rejectAll();
  await visitor.hasDecided();
  await expect.poll(() => collector.rows().length).toBe(1);
  await proof.nothingArrives();
  expect(loadsOf(world, 'jetfin.kz/')).toBe(1);
});

test('Without JavaScript the pixels in noscript stay silent, with a consent of an earlier visit too: only the server could know of it.', async ({
  world,
  browser,
  proof,
}) => {
  serveFence(world, 'jetfin', { parts: NOSCRIPT_PARTS });
  const context = await browser.newContext({ javaScriptEnabled: false });
  const visitor = new Visitor(await context.newPage());
  await visitor.open(JETFIN);
  await proof.nothingArrives();
  await chose(visitor, world, 'jetfin', 'fadb');
  await visitor.open(JETFIN);
  await proof.nothingArrives();
  // The control: without the policy they speak at once.
  world.serve('jetfin', { level: 'none', parts: NOSCRIPT_PARTS });
  await visitor.open(JETFIN);
  await expectVendors(proof, ['meta-pixel', 'yandex-metrica']);
  await context.close();
});
