/** Owns how a bench takes hold of the notice, as expressions for the page: Kelisim's by its public hooks, the floor's by its ids. */
import { setTimeout as wait } from 'node:timers/promises';
import type { OpenPage } from './chromium-lab.ts';
import { timedClick } from './click-clock.ts';
import { FLOOR, INLINE } from './section.ts';

interface Handles {
  readonly accept: string;
  readonly reject: string;
  readonly settings: string;
  /** Whether the dialog can be seen. */
  readonly dialog: string;
  /** The switch of a category. */
  readonly category: string;
  /** What the notice has put into the page, with what is below it and in shadow roots. */
  readonly hosts: string;
}

export type Asking = typeof FLOOR | typeof INLINE;

const BANNER = `document.querySelector('kelisim-banner').shadowRoot`;
const SETTINGS = `document.querySelector('kelisim-settings')?.shadowRoot`;
const seen = (dialog: string) => `!!${dialog}?.checkVisibility({ opacityProperty: true })`;
const action = (name: string) => `${BANNER}.querySelector('[data-kelisim-action="${name}"]')`;

export const HANDLES: Readonly<Record<Asking, Handles>> = {
  [FLOOR]: {
    accept: `document.querySelector('#accept')`,
    reject: `document.querySelector('#reject')`,
    settings: `document.querySelector('#settings')`,
    dialog: seen(`document.querySelector('#floor-settings')`),
    category: `document.querySelectorAll('#floor-settings input')[2]`,
    hosts: '#floor, #floor-settings',
  },
  [INLINE]: {
    accept: action('accept-all'),
    reject: action('reject-all'),
    settings: action('settings'),
    dialog: seen(`${SETTINGS}?.querySelector('dialog[open]')`),
    category: `${SETTINGS}.querySelector('input[value="analytics"]')`,
    hosts: 'kelisim-banner, kelisim-settings',
  },
};

const ANALYTICS = `${SETTINGS}.querySelector('#c-analytics')`;
/** What only Kelisim has: services that open. */
export const OPENS = {
  services: `${ANALYTICS}.querySelector('summary')`,
  hasServices: `!!${ANALYTICS}.querySelector('li')`,
  service: `${ANALYTICS}.querySelector('li summary')`,
  hasFacts: `!!${ANALYTICS}.querySelector('li dl[aria-busy="false"]')`,
} as const;

const LOADED_MS = 500;

/** The pointer comes to the button, and everything that opening needs is there: its requests have ended and its code had time to run. */
export async function warmUp(open: OpenPage, asking: Asking): Promise<void> {
  const { x, y } = await open.page.evaluate<{ x: number; y: number }>(`clock.place(${HANDLES[asking].settings})`);
  await open.page.mouse.move(x, y);
  if (asking === INLINE) await arrived(open, ['kelisim-client', 'kelisim-open-settings', 'kelisim-ru', 'site.js']);
  await wait(LOADED_MS);
}

/** Waits until files were loaded, by the beginning of their names. */
export async function arrived({ page }: OpenPage, files: readonly string[]): Promise<void> {
  await page.waitForFunction(
    (names) => {
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name.slice(name.lastIndexOf('/') + 1));
      return names.every((name) => loaded.some((file) => file.startsWith(name)));
    },
    files,
    { polling: 50 },
  );
}

/** Opens the settings in a page where the clock is. */
export async function openSettings(open: OpenPage, asking: Asking): ReturnType<typeof timedClick> {
  await warmUp(open, asking);
  return timedClick(open, HANDLES[asking].settings, HANDLES[asking].dialog);
}
