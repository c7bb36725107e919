/** The generic file and a config that is missing or wrong: closed, one console line, a banner with what is known, no exception. */
import { type DemoWorld, putGenericFile } from '../support/demo-world.ts';
import { ARRIVALS, type Arrivals, without } from './expected-arrivals.ts';
import { expect, test } from './story.ts';

const HEAD = '/kelisim/head/kelisim.js';

function inlineConfig(text: string | null): string {
  const config = text === null ? '' : `<script type="application/json" id="kelisim-config">${text}</script>`;
  return `${config}<script src="${HEAD}"></script>`;
}

function dataConfig(url: string): string {
  return `<script src="${HEAD}" data-config="${url}"></script>`;
}

const config = (world: DemoWorld) => world.built.jetfin.config;
const changed = (world: DemoWorld, changes: object) => JSON.stringify({ ...config(world), ...changes });

interface Broken {
  readonly title: string;
  readonly tag: (world: DemoWorld) => string;
  /** The one line: path and remedy. */
  readonly line: RegExp;
  /** What "accept all" may release. */
  readonly released: Arrivals;
}

const nothing: Arrivals = {};
const { accepted } = ARRIVALS.jetfin;

const BROKEN: readonly Broken[] = [
  {
    title: 'there is no config at all',
    tag: () => inlineConfig(null),
    line: /there is no config; put it into .*kelisim-config.*data-config/,
    released: nothing,
  },
  { title: 'the inline config is not JSON', tag: () => inlineConfig('{ "version": 1, '), line: /config/, released: nothing },
  { title: 'the inline config is a list', tag: () => inlineConfig('[1, 2]'), line: /config/, released: nothing },
  {
    title: 'the inline config has no services and a wrong version',
    tag: (world) => inlineConfig(changed(world, { version: 2, services: 'all' })),
    line: /version .*write 1/,
    released: nothing,
  },
  {
    title: 'the inline config names a vendor that the catalogue does not know',
    tag: (world) =>
      inlineConfig(
        changed(world, {
          services: config(world).services.map((item) => (item.vendor === 'meta-pixel' ? { ...item, vendor: 'meta-pixl' } : item)),
        }),
      ),
    line: /services\[3\]\.vendor .*meta-pixl.*meta-pixel/,
    released: without(accepted, ['meta-pixel']),
  },
  {
    title: 'the inline config puts a vendor into a category that does not exist',
    tag: (world) =>
      inlineConfig(
        changed(world, {
          services: config(world).services.map((item) => (item.vendor === 'calltouch' ? { ...item, category: 'advertizing' } : item)),
        }),
      ),
    line: /services\[11\]\.category .*advertizing.*advertising/,
    released: without(accepted, ['calltouch']),
  },
  {
    title: 'the inline config names a language that does not exist',
    tag: (world) => inlineConfig(changed(world, { languages: ['ru', 'kz'] })),
    line: /languages.*kz.*kk/,
    released: accepted,
  },
  { title: 'the file behind data-config is missing', tag: () => dataConfig('/kelisim/none.json'), line: /there is no config/, released: nothing },
  {
    title: 'the file behind data-config is not JSON',
    tag: (world) => dataConfig(putGenericFile(world, 'not-json.json', '<!doctype html>')),
    line: /config/,
    released: nothing,
  },
];

for (const { title, tag, line, released } of BROKEN) {
  const what = Object.keys(released).length === 0 ? 'even "accept all" opens nothing' : '"accept all" opens only the rest';
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
  inline: (world: DemoWorld) => inlineConfig(JSON.stringify(config(world))),
  'behind data-config': (world: DemoWorld) => dataConfig(putGenericFile(world, 'site.json', JSON.stringify(config(world)))),
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
    proof.eachOnce(accepted);
    await visitor.openSettings();
    await visitor.showServices();
    await expect(visitor.switchOf('meta-pixel')).toBeChecked();
    expect(collector.records()).toMatchObject([{ action: 'accept-all', notice: null, config: null }]);
    expect(visitor.lines).toEqual([]);
    expect(visitor.exceptions).toEqual([]);
  });
}
