/** The generic file and a config that is missing or wrong: closed, one console line, a banner with what is known, no exception. */
import { type DemoWorld, putGenericFile } from '../support/demo-world.ts';
import { BROKEN_CONFIGS, dataConfig, inlineConfig } from './broken-configs.ts';
import { ARRIVALS } from './expected-arrivals.ts';
import { expect, test } from './story.ts';

for (const { title, tag, line, released } of BROKEN_CONFIGS) {
  const what =
    Object.keys(released).length === 0 ? 'even "accept all" opens nothing' : '"accept all" opens only the rest';
  test(`When ${title}, the page is closed, ${what}, the banner is shown, and exactly one console line says where and what to do.`, async ({
    world,
    serve,
    visitor,
    proof,
  }) => {
    serve('jetfin', { tag: tag(world), kelisim: world.genericDir });
    await visitor.open('https://jetfin.kz/');
    await visitor.isUndecided();
    await proof.nothingArrives();
    expect(visitor.lines).toHaveLength(1);
    expect(visitor.lines[0]).toMatch(/^error kelisim: /);
    expect(visitor.lines[0]).toMatch(line);

    await visitor.acceptAll();
    await visitor.readToTheEnd();
    await proof.quiet();
    proof.eachOnce(released);
    expect(visitor.lines, 'still one line').toHaveLength(1);
    expect(visitor.exceptions).toEqual([]);
  });
}

test('When the config is missing and the client file too, the head says so by itself in one console line, and the banner works.', async ({
  world,
  serve,
  visitor,
  proof,
  trouble,
}) => {
  serve('jetfin', { tag: inlineConfig(null), kelisim: world.genericDir });
  trouble({ host: 'jetfin.kz', path: /\/kelisim-client\.js$/, status: 404 });
  await visitor.open('https://jetfin.kz/');
  await proof.nothingArrives();
  expect(visitor.lines).toHaveLength(1);
  expect(visitor.lines[0]).toMatch(/^error kelisim: config: config-missing/);
  await visitor.rejectAll();
  await visitor.hasDecided();
  expect(visitor.exceptions).toEqual([]);
});

for (const [where, tag] of Object.entries({
  inline: (world: DemoWorld) => inlineConfig(JSON.stringify(world.built.jetfin.config)),
  'behind data-config': (world: DemoWorld) =>
    dataConfig(putGenericFile(world, 'site.json', JSON.stringify(world.built.jetfin.config))),
})) {
  test(`Control: the generic file with the right config ${where} holds everything, releases each vendor once, says nothing on the console, and the record arrives.`, async ({
    world,
    serve,
    visitor,
    proof,
    collector,
  }) => {
    serve('jetfin', { tag: tag(world), kelisim: world.genericDir });
    await visitor.open('https://jetfin.kz/');
    await visitor.isUndecided();
    await proof.nothingArrives();
    await visitor.acceptAll();
    await visitor.readToTheEnd();
    await proof.quiet();
    proof.eachOnce(ARRIVALS.jetfin.accepted);
    await visitor.openSettings();
    await visitor.showServices();
    await expect(visitor.switchOf('meta-pixel')).toBeChecked();
    expect(collector.records()).toMatchObject([{ action: 'accept-all', notice: null }]);
    expect(visitor.lines).toEqual([]);
    expect(visitor.exceptions).toEqual([]);
  });
}
