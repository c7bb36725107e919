/**
 * Owns opening what the visitor asked for, for this page view only: the choice and its cookie stay as they are, a record says what was opened.
 * Leaves to others: writing the record (the head), what it looks like when it is delivered (outbox/expand-record.ts), its end
 * (withdraw/end-once.ts).
 */
import type { DecidedBy, KelisimApi } from '../../core/api.ts';
import type { Choice } from '../../core/choice.ts';
import { type Embed, MARK, PLACE } from './held-embeds.ts';

/** A day of the choice cookie (core/choice-cookie.ts, which would be a file of its own for two chunks). */
const DAY_MS = 86_400_000;

/** What granting nothing but this would be. */
function opened({ service, category }: Embed, { inner }: KelisimApi): Choice {
  const letters = inner.categories.find(({ id }) => id === category)?.letter ?? '';
  return { day: Math.floor(Date.now() / DAY_MS), letters, services: service ? { [service.id]: true } : {} };
}

export function loadOnce(api: KelisimApi, embed: Embed, by: DecidedBy): void {
  const { once, record, refresh } = api.inner;
  const key = embed.service?.id ?? '';
  record(opened(embed, api), 'load-once', by, () => {
    if (embed.element.hasAttribute(PLACE)) {
      once[key] = true;
      return refresh();
    }
    const before = once[key] ?? false;
    // For as long as the addresses are written, through the same gate as everything: of another vendor nothing gets through.
    once[key] = true;
    try {
      for (const part of embed.parts) write(embed, part);
    } finally {
      once[key] = before;
    }
  });
}

/** A mark with a category asks for the whole category; it is given back. */
function write({ element, category }: Embed, { holder, name, address }: Embed['parts'][number]): void {
  const marked = category === undefined ? [] : [element, holder];
  for (const item of marked) item.removeAttribute(MARK);
  holder.setAttribute(name, address);
  if (holder !== element) (element as HTMLMediaElement).load();
  for (const item of marked) item.setAttribute(MARK, category!);
}
