/** Owns an element of a page as the text that stands there, from its opening tag to the end of what belongs to it. */
import type { MarkupElement } from './read-markup.ts';

/** Longer texts are no help to anybody who pastes; then the opening tag stands for the element. */
export const MOST_PASTED_CHARACTERS = 4000;

const CLOSED = /^(?:script|style|iframe|video|audio|object|picture|textarea|title)$/;

export function wholeOf(
  { html }: { readonly html: string },
  { start, end, name, tag }: Pick<MarkupElement, 'start' | 'end' | 'name' | 'tag'>,
): string {
  const close = `</${name}>`;
  const isClosed = CLOSED.test(name) && html.slice(end, end + close.length).toLowerCase() === close;
  const whole = html.slice(start, isClosed ? end + close.length : end);
  return whole.length <= MOST_PASTED_CHARACTERS ? whole : tag;
}
