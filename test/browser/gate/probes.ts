/**
 * Owns running a table of ways by which page code can make the browser contact a tracker: once without Kelisim, once held and released.
 * Leaves to others: the tables and what is expected of them (the tests).
 */
import { firstVisit, GatePage, quiet, until } from './gate-page.ts';

export type Engine = 'chromium' | 'firefox' | 'webkit';
const { userAgent } = navigator;
export const ENGINE: Engine = /Firefox/.test(userAgent) ? 'firefox' : /Chrom/.test(userAgent) ? 'chromium' : 'webkit';

/**
 * Page code by the name of what it asks for. `u` is the address, `into` an element of its own; `frame()` gives the document of a new empty frame,
 * `img` and `script` are markup that asks for `u`.
 */
export type Table = Readonly<Record<string, string>>;

export interface Outcome {
  /** Names that reached the tracker without Kelisim. */
  readonly control: string[];
  readonly controlRan: string[];
  /** Before the choice. */
  readonly held: string[];
  readonly heldRan: string[];
  /** After everything was accepted, each as often as it was asked for. */
  readonly released: string[];
  readonly ran: string[];
  readonly verdicts: Readonly<Record<string, string[]>>;
  /** What went wrong in the page, uncaught or on the console; without and with Kelisim. */
  readonly troubles: readonly [string[], string[]];
}

const WATCH = `<script>window.troubles = []; window.ran = [];
  addEventListener('error', (e) => e.message && troubles.push('uncaught ' + e.message));
  addEventListener('unhandledrejection', (e) => troubles.push('rejected ' + e.reason));
  for (const kind of ['error', 'warn']) { const native = console[kind]; console[kind] = (...all) => { troubles.push(kind + ' ' + all.map(String).join(' ')); native.apply(console, all); }; }
  window.frame = (into) => { const f = document.createElement('iframe'); into.append(f); return f.contentDocument; };
</script>`;

function bodyOf(page: GatePage, table: Table): string {
  return Object.entries(table)
    .map(
      ([name, code]) => `<div id="${name}"></div><script>(async () => {
        const into = document.getElementById('${name}'), u = ${JSON.stringify(page.t(name))};
        const img = '<img alt="" src="' + u + '">', script = '<scr' + 'ipt src="' + u + '"></scr' + 'ipt>';
        ${code}
      })().catch((e) => troubles.push('${name} threw ' + e));</script>`,
    )
    .join('\n');
}

/** Nothing new has arrived for a while. */
export async function settled(page: GatePage): Promise<void> {
  await until(() => page.document?.readyState !== 'loading' && page.window.location.href !== 'about:blank');
  let known = -1;
  await until(async () => {
    await quiet();
    await quiet();
    const now = (await page.allRequests()).length;
    const same = now === known;
    known = now;
    return same;
  });
}

export async function probe(table: Table, more: { head?: string; body?: string } = {}): Promise<Outcome> {
  const { head = '', body = '' } = more;
  const open = async (gate: 'none' | 'inline') => {
    const page = await GatePage.make();
    await page.open({ gate, before: WATCH, head, body: body + bodyOf(page, table), wait: false });
    await settled(page);
    return page;
  };
  const plain = await open('none');
  const control = await plain.requests();
  const controlRan = plain.ran;
  const troubles = (page: GatePage): string[] => [...(page.window as unknown as { troubles: string[] }).troubles];
  const before = troubles(plain);
  firstVisit();
  const page = await open('inline');
  const held = await page.requests();
  const heldRan = page.ran;
  const verdicts = Object.fromEntries(Object.keys(table).map((name) => [name, page.verdicts(name)]));
  page.acceptAll();
  await settled(page);
  const outcome = {
    control,
    controlRan,
    held,
    heldRan,
    verdicts,
    released: await page.allRequests(),
    ran: page.ran,
    troubles: [before, troubles(page)] as const,
  };
  firstVisit();
  return outcome;
}
