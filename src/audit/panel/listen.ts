/** Owns hearing an event of the page until it is stopped. */

/** In the capturing phase: a script's `error` does not bubble, and on the target itself it is all the same. @returns a function that stops. */
export function listen<Heard>(
  target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>,
  type: string,
  listener: (event: Heard) => void,
): () => void {
  const heard = listener as (event: unknown) => void;
  target.addEventListener(type, heard, true);
  return () => target.removeEventListener(type, heard, true);
}
