/**
 * Owns the shape of a first layer that the audit can answer, and pressing a button as a person does: found, scrolled to, pointed at, pressed.
 * Leaves to others: Kelisim's own (kelisim-banner.ts), everybody else's (other-banner.ts).
 */
import type { Locator, Page } from 'playwright-core';
import type { CategoryId } from '../../core/category.ts';

const FIND_MS = 4_000;

/** Told the moment before the mouse goes down: what is asked from then on follows from it. */
export type AboutToPress = () => void;

export type Answered = 'pressed' | 'missing' | 'failed';

export interface Banner {
  isShown(): Promise<boolean>;
  accept(now: AboutToPress): Promise<Answered>;
  reject(now: AboutToPress): Promise<Answered>;
  only(category: CategoryId, now: AboutToPress): Promise<Answered>;
  withdraw(now: AboutToPress): Promise<Answered>;
}

/** With the mouse on the middle of it; what lies above it would get the click, as a visitor's. */
export async function press(page: Page, target: Locator, now: AboutToPress = () => {}): Promise<Answered> {
  try {
    await target.waitFor({ state: 'visible', timeout: FIND_MS });
  } catch {
    return 'missing';
  }
  try {
    await target.scrollIntoViewIfNeeded({ timeout: FIND_MS });
    // Playwright's own check that it stands still and receives the pointer.
    await target.hover({ timeout: FIND_MS });
    const box = await target.boundingBox({ timeout: FIND_MS });
    if (!box) return 'failed';
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    now();
    await page.mouse.down();
    await page.mouse.up();
    return 'pressed';
  } catch {
    return 'failed';
  }
}
