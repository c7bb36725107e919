/** Level fence beside what a site has already: a nonce policy, Trusted Types; and when the line itself is broken or only tried. */
import { strictestPolicy } from '../../src/core/fence-policy.ts';
import {
  blockOf,
  chose,
  fenceDataOf,
  loadsOf,
  serveFence,
  STATIC_PARTS,
  STATIC_VENDORS,
  expectVendors,
} from './fence-page.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const JETFIN = 'https://jetfin.kz/';
const POLICY = 'content-security-policy';

interface Violation {
  readonly directive: string;
  readonly blocked: string;
  readonly disposition: string;
}

async function watchViolations(visitor: Visitor): Promise<() => Promise<Violation[]>> {
  await visitor.page.addInitScript(() => {
    const found: Violation[] = ((window as unknown as { violations: Violation[] }).violations = []);
    addEventListener('securitypolicyviolation', (event) =>
      found.push({ directive: event.violatedDirective, blocked: event.blockedURI, disposition: event.disposition }),
    );
  });
  return () => visitor.page.evaluate(() => (window as unknown as { violations: Violation[] }).violations);
}

test("Beside the site's own nonce policy the fence holds vendor tags that carry the nonce, and lets them through once granted.", async ({
  world,
  visitor,
  proof,
}) => {
  const nonce = 'r4nd0m';
  const withNonce = (html: string) => html.replaceAll('<script ', `<script nonce="${nonce}" `);
  const parts = { ...STATIC_PARTS, 'trackers-head': withNonce(STATIC_PARTS['trackers-head']) };
  const change = (html: string) => html.replace('<script src="site.js"', `<script nonce="${nonce}" src="site.js"`);
  const headers = { [POLICY]: `script-src 'nonce-${nonce}'` };
  serveFence(world, 'jetfin', { tag: blockOf(world, 'jetfin', { nonce }), parts, headers, change });
  await visitor.open(JETFIN);
  await proof.nothingArrives();
  await visitor.acceptAll();
  await expect.poll(() => loadsOf(world, 'jetfin.kz/')).toBe(2);
  await expectVendors(proof, STATIC_VENDORS);

  // The control: the site's own policy is in force too; without a nonce nothing runs.
  const ran = await visitor.page.evaluate(() => {
    document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }));
    return (window as unknown as { ran?: boolean }).ran ?? false;
  });
  expect(ran).toBe(false);
});

test('Under a nonce policy that the block does not carry everything stays closed, with consent too.', async ({
  world,
  visitor,
  proof,
}) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS, headers: { [POLICY]: "script-src 'nonce-other'" } });
  await chose(visitor, world, 'jetfin', 'fadb');
  await visitor.open(JETFIN);
  await proof.nothingArrives();
});

test('Under Trusted Types that list the policy "kelisim" the fence works: nothing before the choice, all after it, no violation of theirs.', async ({
  world,
  visitor,
  proof,
}) => {
  const headers = { [POLICY]: "require-trusted-types-for 'script'; trusted-types kelisim" };
  serveFence(world, 'jetfin', { parts: STATIC_PARTS, headers });
  const violations = await watchViolations(visitor);
  const ofTypes = async () => (await violations()).filter(({ directive }) => directive.includes('trusted-types'));
  await visitor.open(JETFIN);
  await proof.nothingArrives();
  expect(await ofTypes()).toEqual([]);
  await visitor.acceptAll();
  await expect.poll(() => loadsOf(world, 'jetfin.kz/')).toBe(2);
  await expectVendors(proof, STATIC_VENDORS);
  expect(await ofTypes()).toEqual([]);
  expect(visitor.lines).toEqual([]);
});

test('Under Trusted Types that do not list it the page stays closed, says so once, and is never reloaded.', async ({
  world,
  visitor,
  proof,
}) => {
  const headers = { [POLICY]: "require-trusted-types-for 'script'; trusted-types other" };
  serveFence(world, 'jetfin', { parts: STATIC_PARTS, headers });
  await visitor.open(JETFIN);
  await visitor.acceptAll();
  await visitor.hasDecided();
  await proof.nothingArrives();
  expect(loadsOf(world, 'jetfin.kz/')).toBe(1);
  expect(visitor.lines).toEqual([
    expect.stringMatching(/^error kelisim: fence stays closed.*list the policy "kelisim"/),
  ]);
});

test('Where Trusted Types only restrict names, and ours is not among them, the fence works all the same.', async ({
  world,
  visitor,
  proof,
}) => {
  serveFence(world, 'jetfin', { parts: STATIC_PARTS, headers: { [POLICY]: 'trusted-types other' } });
  await chose(visitor, world, 'jetfin', 'a');
  await visitor.open(JETFIN);
  await expectVendors(proof, ['yandex-metrica']);
});

for (const [what, breakIt] of Object.entries({
  'that does not parse': (block: string) =>
    block.replace('<script ', '<script data-broken ').replace('!function', '!function('),
  'that throws before it writes': (block: string) => block.replace('!function', 'null.x;!function'),
})) {
  test(`A line ${what} leaves everything closed, before the choice and with consent.`, async ({
    world,
    visitor,
    proof,
  }) => {
    const block = blockOf(world, 'jetfin');
    expect(breakIt(block)).not.toBe(block);
    serveFence(world, 'jetfin', { parts: STATIC_PARTS, tag: breakIt(block) });
    await visitor.open(JETFIN);
    await proof.nothingArrives();
    await chose(visitor, world, 'jetfin', 'fadb');
    await visitor.open(JETFIN);
    await proof.nothingArrives();

    // The control: the same block unbroken.
    serveFence(world, 'jetfin', { parts: STATIC_PARTS });
    await visitor.open(JETFIN);
    await expectVendors(proof, STATIC_VENDORS);
  });
}

test('A line moved to the end of the page changes nothing: closed, told, not reloaded.', async ({
  world,
  visitor,
  proof,
}) => {
  const block = blockOf(world, 'jetfin');
  const end = block.indexOf('</script>') + '</script>'.length;
  const [line, rest] = [block.slice(0, end), block.slice(end)];
  const late = line.replace(/<script [^>]*>/, '').replace('</script>', '');
  const mover = `<script>addEventListener('load',function(){Function(${JSON.stringify(late)})()})</script>`;
  serveFence(world, 'jetfin', { parts: STATIC_PARTS, tag: mover + rest });
  await chose(visitor, world, 'jetfin', 'fadb');
  await visitor.open(JETFIN);
  await proof.nothingArrives();
  expect(loadsOf(world, 'jetfin.kz/')).toBe(1);
  expect(visitor.lines.filter((text) => text.includes('fence stays closed'))).toHaveLength(1);
});

test('The report-only header lets everything through and reports what the fence would hold, the site own files not among it.', async ({
  world,
  visitor,
  proof,
}) => {
  const policy = strictestPolicy(fenceDataOf(world, 'jetfin'));
  world.serve('jetfin', { level: 'none', parts: STATIC_PARTS, headers: { [`${POLICY}-report-only`]: policy } });
  const violations = await watchViolations(visitor);
  await visitor.open(JETFIN);
  await expectVendors(proof, [...STATIC_VENDORS, 'unlisted'].sort());
  const found = await violations();
  expect(new Set(found.map(({ disposition }) => disposition))).toEqual(new Set(['report']));
  const hosts = found.map(({ blocked }) => new URL(blocked).hostname);
  expect(hosts).toEqual(
    expect.arrayContaining(['mc.yandex.ru', 'connect.facebook.net', 'www.unlisted-tracker.example']),
  );
  expect(hosts).not.toContain('jetfin.kz');
});
