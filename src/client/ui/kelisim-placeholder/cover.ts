/**
 * Owns keeping a box exactly over an element of the page, whatever its size is made of (attributes, aspect-ratio, percentages, grid), without
 * moving anything: the box is out of the flow and follows what it covers. A container without a height of its own gets a box in the flow.
 * Leaves to others: what is in the box (kelisim-placeholder-element.ts).
 */

/** Smaller ones have no room for two buttons: pixels, beacons. The head asks for the same (head/gate/embeds.ts). */
export const MIN_WIDTH_PX = 60;
export const MIN_HEIGHT_PX = 40;
/** Layout rounds `offsetWidth`; a difference below this is no scaling. */
const SCALE_MIN = 0.02;

/**
 * @param host has no box of its own and stands beside the target (or in it).
 * @param style of the box's rule.
 * @param gone called when the target has left the page.
 * @returns stops following.
 */
export function cover(
  target: HTMLElement,
  host: HTMLElement,
  box: HTMLElement,
  style: CSSStyleDeclaration,
  gone: () => void,
): () => void {
  let left = 0;
  let top = 0;

  function follow(): void {
    if (!target.isConnected) return gone();
    const rect = target.getBoundingClientRect();
    const { offsetWidth } = target;
    const ratio = rect.width / (offsetWidth || 1);
    const scale = Math.abs(ratio - 1) < SCALE_MIN ? 1 : ratio;
    const [width, height] = [rect.width / scale, rect.height / scale];
    const look = getComputedStyle(target);
    if (!(width >= MIN_WIDTH_PX && height >= MIN_HEIGHT_PX && look.visibility === 'visible')) {
      style.display = 'none';
      return;
    }
    style.display = 'block';
    style.width = `${width}px`;
    style.height = `${height}px`;
    // What is fixed to the window does not scroll; what lies above its neighbours stays there.
    style.position = look.position === 'fixed' ? 'fixed' : 'absolute';
    style.zIndex = look.zIndex;
    style.borderRadius = look.borderRadius;
    const own = box.getBoundingClientRect();
    left += (rect.left - own.left) / scale;
    top += (rect.top - own.top) / scale;
    // Not by offsets: a transform counts as no layout shift, and moves nothing else.
    style.translate = `${left}px ${top}px`;
  }

  if (host.parentNode === target && target.offsetHeight < MIN_HEIGHT_PX) {
    box.classList.add('flow');
    return () => undefined;
  }
  const sizes = new ResizeObserver(follow);
  sizes.observe(target);
  // Neighbours that grow push it.
  const parent = target.parentElement;
  if (parent) for (const element of [parent, ...parent.children]) sizes.observe(element);
  for (const type of ['scroll', 'resize']) addEventListener(type, follow, { capture: true, passive: true });
  follow();
  return () => {
    sizes.disconnect();
    for (const type of ['scroll', 'resize']) removeEventListener(type, follow, true);
  };
}
