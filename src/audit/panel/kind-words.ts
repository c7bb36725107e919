/** Owns the words for what tried to leave: an element, a call, a cookie. */
import type { LedgerEntry } from '../../core/ledger-entry.ts';
import type { PanelTextId, PanelWords } from './panel-words.ts';

const KINDS: Readonly<Record<string, PanelTextId>> = {
  script: 'tools.kind-script',
  inline: 'tools.kind-inline',
  img: 'tools.kind-img',
  iframe: 'tools.kind-iframe',
  link: 'tools.kind-link',
  cookie: 'tools.kind-cookie',
  style: 'tools.kind-style',
  form: 'tools.kind-form',
  policy: 'tools.kind-policy',
};
const CALLS = ['fetch', 'xhr', 'beacon', 'socket', 'events'];

/** What tried to leave, for an entry: `script`, `call (fetch)`. */
export function kindWords(kind: LedgerEntry['kind'], { say }: PanelWords): string {
  if (CALLS.includes(kind)) return `${say('tools.kind-call')} (${kind})`;
  const id = KINDS[kind];
  return id ? say(id) : `<${kind}>`;
}
