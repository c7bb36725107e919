/**
 * Owns running tables of page code with and without Kelisim: ways by which it can make the browser contact a tracker (`itHolds`), and things a
 * page does that must not notice Kelisim (`itIsAsWithout`). Leaves to others: the tables and what is expected of them (the tests).
 */
import { assert } from '@esm-bundle/chai';
import { firstVisit, GatePage, pause, quiet, until } from './gate-page.ts';

export type Engine = 'chromium' | 'firefox' | 'webkit';
const { userAgent } = navigator;
export const ENGINE: Engine = /Firefox/.test(userAgent) ? 'firefox' : /Chrom/.test(userAgent) ? 'chromium' : 'webkit';
const HOOK_TIMEOUT_MS = 60_000;
const SETTLE_PATIENCE_MS = 10_000;

/** A way out. In `code`, `u` is the address, `into` an element of its own, `img` and `script` are markup that asks for `u`. */
export interface Way {
  readonly code: string;
  /** Markup that stands in `into` from the start; `{u}` is the address. */
  readonly html?: string;
  /** What becomes of it: given back after the choice (once), dropped for good, or held and, for a known reason, not given back. */
  readonly fate?: 'back' | 'dropped' | 'kept';
  /** Engines that have it; everywhere when nothing is said. */
  readonly only?: readonly Engine[];
  /** Engines in which no page script can hold it, as docs/guarantees.md says. */
  readonly leaves?: readonly Engine[];
  /** Engines in which the observer and the browser's own request race. */
  readonly races?: readonly Engine[];
}

export type Ways = Readonly<Record<string, string | Way>>;

export interface Outcome {
  /** Names that reached the tracker without Kelisim. */
  readonly control: string[];
  /** Names that reached it before the choice. */
  readonly held: string[];
  /** Tracker scripts that ran before the choice. */
  readonly heldRan: string[];
  /** Names that reached it in all, each as often as it did. */
  readonly released: string[];
  readonly ran: string[];
  readonly verdicts: Readonly<Record<string, string[]>>;
  /** What was thrown or printed in the page, without and with Kelisim. */
  readonly troubles: readonly [string[], string[]];
}

interface Watched {
  readonly troubles: string[];
}

const WATCH = `<script>window.troubles = []; window.ran = [];
  addEventListener('error', (e) => e.message && troubles.push('uncaught ' + e.message));
  addEventListener('unhandledrejection', (e) => troubles.push('rejected ' + e.reason));
  for (const kind of ['error', 'warn']) { const native = console[kind]; console[kind] = (...all) => { troubles.push(kind + ' ' + all.map(String).join(' ')); native.apply(console, all); }; }
</script>`;

/** Functions of every page: `frame(into)` gives the window of a new empty frame, `wait(ms)` waits. */
const TOOLS = `<script>
  window.frame = (into) => { const f = document.createElement('iframe'); into.append(f); return f.contentWindow; };
  window.wait = (ms) => new Promise((done) => setTimeout(done, ms));
  window.svg = (into, name) => { const ns = 'http://www.w3.org/2000/svg', root = document.createElementNS(ns, 'svg'), e = document.createElementNS(ns, name); root.append(e); into.append(root); return e; };
</script>`;

function wayOf(way: string | Way): Way {
  return typeof way === 'string' ? { code: way } : way;
}

function bodyOf(page: GatePage, ways: Ways): string {
  return Object.entries(ways)
    .map(([name, way]) => {
      const { code, html = '' } = wayOf(way);
      return `<div id="${name}">${html.replaceAll('{u}', page.t(name))}</div><script>(async () => {
        const into = document.getElementById('${name}'), u = ${JSON.stringify(page.t(name))};
        const img = '<img alt="" src="' + u + '">', script = '<scr' + 'ipt src="' + u + '"></scr' + 'ipt>';
        ${code}
      })().catch((e) => troubles.push('${name} threw ' + e));</script>`;
    })
    .join('\n');
}

/** Until nothing new has arrived for a while. A page of fifty frames on a busy machine takes its time. */
export async function settled(page: GatePage): Promise<void> {
  const deadline = Date.now() + SETTLE_PATIENCE_MS;
  await until(() => page.window.location.href !== 'about:blank');
  let known = -1;
  for (;;) {
    await quiet();
    await quiet();
    const now = (await page.allRequests()).length;
    if (now === known && page.document?.readyState !== 'loading') return;
    if (Date.now() > deadline) assert.fail(`does not settle: ${now} requests, ${page.document?.readyState}`);
    known = now;
  }
}

/** Without what a file of the site says that is no script: it comes when it comes. */
function troublesOf(page: GatePage): string[] {
  return (page.window as unknown as Watched).troubles.filter((line) => !line.includes('SyntaxError'));
}

/** What is known to leave may be late on a busy machine: that it did not come is said only after this. */
async function leaving(ways: Ways, page: GatePage): Promise<void> {
  const known = Object.keys(ways).filter((name) => knownToLeave(ways[name]!));
  const deadline = Date.now() + SETTLE_PATIENCE_MS;
  for (;;) {
    const came = await page.requests();
    if (known.every((name) => came.includes(name)) || Date.now() > deadline) return;
    await quiet();
  }
}

function knownToLeave(way: Ways[string]): boolean {
  const { only, leaves = [] } = wayOf(way);
  return (!only || only.includes(ENGINE)) && leaves.includes(ENGINE);
}

/** @param head markup of the page's head, after Kelisim. */
export async function probe(ways: Ways, head = ''): Promise<Outcome> {
  const open = async (gate: 'none' | 'inline'): Promise<GatePage> => {
    const page = await GatePage.make();
    await page.open({ gate, before: WATCH, head: TOOLS + head, body: bodyOf(page, ways), wait: false });
    await settled(page);
    return page;
  };
  const plain = await open('none');
  const control = await plain.requests();
  const before = troublesOf(plain);
  firstVisit();
  const page = await open('inline');
  await leaving(ways, page);
  const [held, heldRan] = [await page.requests(), page.ran];
  const verdicts = Object.fromEntries(Object.keys(ways).map((name) => [name, page.verdicts(name)]));
  page.acceptAll();
  await settled(page);
  const [released, ran] = [await page.allRequests(), page.ran];
  const troubles = [before, troublesOf(page)] as const;
  firstVisit();
  return { control, held, heldRan, released, ran, verdicts, troubles };
}

/** One test for each way out, all on one page. */
export function itHolds(ways: Ways, head = ''): void {
  let outcome: Outcome;

  before(async function () {
    this.timeout(HOOK_TIMEOUT_MS);
    outcome = await probe(ways, head);
  });

  for (const [name, way] of Object.entries(ways)) {
    const { fate = 'back', only, races = [] } = wayOf(way);
    const then = { back: 'given back after it', dropped: 'dropped', kept: 'not given back' }[fate];
    const there = !only || only.includes(ENGINE);
    const known = knownToLeave(way);
    const raced = races.includes(ENGINE);
    it(`${name}: ${known ? 'leaves, as documented' : `${raced ? 'may leave' : 'held'} before the choice, ${then}`}`, () => {
      const { control, held, heldRan, released, ran, verdicts } = outcome;
      if (there) assert.include(control, name, 'control');
      else assert.notInclude(control, name, 'not in this engine');
      if (known) return assert.include(held, name, 'no longer leaves: the documentation can say so');
      if (!raced) assert.notInclude(held, name, 'before the choice');
      assert.notInclude(heldRan, name, 'ran before the choice');
      const times = released.filter((other) => other === name).length;
      if (!there) return;
      if (fate !== 'back') return assert.equal(times, 0, 'afterwards');
      assert.isAbove(times, 0, `afterwards (${verdicts[name]!.join()})`);
      if (name.endsWith('.js') && name.startsWith('stat/'))
        assert.equal(ran.filter((other) => other === name).length, 1, 'ran once');
    });
  }

  it('throws nothing and prints nothing that it would not without Kelisim', () => {
    const [plain, gated] = outcome.troubles;
    assert.equal(gated.join('\n'), plain.join('\n'));
  });
}

/**
 * One test for each piece of page code, run once with and once without Kelisim, each in a page of its own kind. It says what it saw with
 * `say(value)`; `attempt(work)` says what a function gave or threw; a promise in `later` is waited for.
 */
export function itIsAsWithout(
  codes: Readonly<Record<string, string>>,
  options: { head?: string; ms?: number } = {},
): void {
  const { head = '', ms = 0 } = options;
  const told: Record<string, string[]> = {};
  const noise: string[][] = [];

  before(async function () {
    this.timeout(HOOK_TIMEOUT_MS);
    for (const gate of ['none', 'inline'] as const) {
      const page = await GatePage.open({ gate, before: WATCH, head: TOOLS + head });
      for (const [title, code] of Object.entries(codes)) {
        page.run(`{ window.told = []; const out = window.told;
          const say = (v) => out.push(typeof v === 'object' && v ? v.name || String(v) : typeof v === 'symbol' ? 'symbol' : v === undefined ? 'nothing' : v);
          const attempt = (work) => { try { say(work()) } catch (e) { say('threw ' + e.name + ' ' + (e.own || '')) } };
          const bomb = { toString() { throw Object.assign(new RangeError('boom'), { own: 'own' }) } };
          const into = document.createElement('div'); document.body.append(into);
          let later; try { ${code} } catch (e) { say('ended with ' + e) }
          window.later = Promise.race([Promise.resolve(later).catch((e) => say('ended with ' + e)), wait(3000).then(() => say('late'))]); }`);
        await (page.window as unknown as { later: Promise<void> }).later;
        await pause(ms);
        (told[title] ??= []).push(JSON.stringify(page.window.told ?? 'did not run'));
      }
      noise.push(troublesOf(page));
      firstVisit();
    }
  });

  for (const title of Object.keys(codes)) {
    it(`${title}: as without Kelisim`, () => {
      const [plain, gated] = told[title]!;
      assert.notInclude(['[]', '"did not run"'], plain!, 'says something');
      assert.equal(gated, plain);
    });
  }

  it('prints nothing that it would not without Kelisim', () => {
    const [plain, gated] = noise;
    assert.equal(gated!.join('\n'), plain!.join('\n'));
  });
}
