/** Owns the shapes a banner test asks for: layouts and sizes of window, and where its parts lie. Leaves to others: opening the page (gate-page.ts). */
import { assert } from '@esm-bundle/chai';
import type { GatePage } from '../gate/gate-page.ts';

export const ACTIONS = ['accept-all', 'reject-all', 'settings'] as const;

/** Attributes of a page's frame of this size. */
export function framed(widthPx: number, heightPx: number): Record<string, string> {
  return { style: `position:absolute;left:0;top:0;width:${widthPx}px;height:${heightPx}px;border:0` };
}

export function sectionOf(page: GatePage): HTMLElement {
  const found = page.banner?.querySelector('section');
  assert.isOk(found, 'the banner');
  return found!;
}

/** Whether a pointer at its middle would reach a button. */
export function isReached(page: GatePage, button: HTMLElement): boolean {
  const { x, y, width, height } = button.getBoundingClientRect();
  return page.banner!.elementFromPoint(x + width / 2, y + height / 2) === button;
}

/** The three buttons: seen whole, reached by a pointer, of one size and one look. */
export function assertThreeEqualButtons(page: GatePage): void {
  const { innerWidth, innerHeight } = page.window;
  const looks = ACTIONS.map((action) => {
    const button = page.button(action);
    const { left, right, top, bottom, width, height } = button.getBoundingClientRect();
    const place = `${action} at ${left},${top} to ${right},${bottom} in ${innerWidth} x ${innerHeight}`;
    assert.isTrue(left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight, `${place} is in view`);
    assert.isAtLeast(Math.min(width, height), 24, place);
    assert.isTrue(isReached(page, button), `${place} is reached`);
    const { color, backgroundColor, fontWeight, fontSize, borderTopWidth } = page.window.getComputedStyle(button);
    return [color, backgroundColor, fontWeight, fontSize, borderTopWidth, Math.round(width), Math.round(height)].join();
  });
  assert.equal(new Set(looks).size, 1, looks.join('\n'));
}
