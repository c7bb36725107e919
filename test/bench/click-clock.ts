/**
 * Owns the time from a real click to what is painted of it. "Next paint" is the first frame after the click, "shown" the first one that has what
 * was asked for; both end in a task posted by that frame's last step before rendering. Beside it what the browser itself reports (Event Timing:
 * nothing below 16 ms, in steps of 8 ms). Leaves to others: what is clicked (measure-clicks.ts, measure-vendors.ts).
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { OpenPage } from './chromium-lab.ts';

export interface ClickTimes {
  readonly nextMs: number;
  readonly shownMs: number;
  /** The longest event of the interaction, as Event Timing has it; 16 also stands for "less than 16". */
  readonly eventMs: number;
  /** Of the main thread alone, until everything has settled: waiting for a core does not count. */
  readonly taskMs: number;
}

/** What the pointer's coming starts (hover styles, loading) is over by then. */
const HOVER_MS = 300;
/** Event Timing hands entries over some frames later. */
const ENTRIES_MS = 300;
const LEAST_EVENT_MS = 16;

/** Runs in the page; may use nothing from outside its own body. */
export function installClickClock(): void {
  let isShown = () => true;
  let times = { nextMs: 0, shownMs: 0, eventMs: 0 };
  let isArmed = false;
  let armedMs = 0;
  const events = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
  const afterPaint = (startMs: number, done: (ms: number) => void) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - startMs);
    port2.postMessage(0);
  };
  const nextFrame = (startMs: number) =>
    requestAnimationFrame(() => {
      const shown = isShown();
      afterPaint(startMs, (ms) => {
        times.nextMs ||= ms;
        if (shown) times.shownMs ||= ms;
      });
      if (!shown) nextFrame(startMs);
    });
  addEventListener(
    'click',
    ({ timeStamp, isTrusted }) => {
      if (isArmed && isTrusted) nextFrame(timeStamp);
      isArmed = false;
    },
    true,
  );
  new PerformanceObserver((list) => {
    // What the pointer did on its way is no part of the click, and may be reported late.
    for (const { name, startTime, duration } of list.getEntries())
      if (startTime >= armedMs && events.includes(name)) times.eventMs = Math.max(times.eventMs, duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  const clock = {
    arm(condition: () => boolean) {
      isShown = condition;
      times = { nextMs: 0, shownMs: 0, eventMs: 0 };
      isArmed = true;
      armedMs = performance.now();
    },
    times: () => times,
    place(element: Element) {
      element.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    },
  };
  Object.defineProperty(window, 'clock', { value: clock });
}

/**
 * Hovers, waits, clicks, and waits until it is shown.
 *
 * @param target expression of the element. @param shown expression of what is waited for.
 */
export async function timedClick(open: OpenPage, target: string, shown = 'true'): Promise<ClickTimes> {
  const { page } = open;
  const { x, y } = await page.evaluate<{ x: number; y: number }>(`clock.place(${target})`);
  await page.mouse.move(x, y);
  await wait(HOVER_MS);
  await page.evaluate(`clock.arm(() => ${shown})`);
  const taskMs = await open.threadMs('TaskDuration');
  await page.mouse.down();
  await page.mouse.up();
  await page.waitForFunction('clock.times().shownMs > 0', undefined, { polling: 50 });
  await wait(ENTRIES_MS);
  const times = await page.evaluate<Omit<ClickTimes, 'taskMs'>>('clock.times()');
  return {
    ...times,
    eventMs: Math.max(times.eventMs, LEAST_EVENT_MS),
    taskMs: (await open.threadMs('TaskDuration')) - taskMs,
  };
}
