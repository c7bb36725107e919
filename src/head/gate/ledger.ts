/** Owns the ledger: the newest entries of this page view, in memory only. URLs lose their query before they get in. */
import { LEDGER_MAX_ENTRIES, type LedgerEntry, type LedgerKind, type Verdict } from '../../core/ledger-entry.ts';
import { choice, emit } from '../state.ts';
import { type Judgement, resolve } from './judge.ts';

const entries: LedgerEntry[] = [];

export function ledger(): LedgerEntry[] {
  return entries.slice();
}

/** @param word for what may not go: an element is held, a call dropped; `released` is said of what was held. */
export function note(kind: LedgerKind, text: unknown, { isOpen, ofVendor, ofService }: Judgement, word: Verdict): void {
  const url = resolve(text);
  const entry: LedgerEntry = {
    time: Date.now(),
    kind,
    url: kind === 'cookie' ? String(text) : text && url ? url.origin + url.pathname : '',
    vendor: ofVendor,
    service: ofService ? ofService.id : '',
    category: ofService ? ofService.category : '',
    verdict:
      ofVendor && !ofService
        ? 'undeclared'
        : !isOpen || word === 'released'
          ? word
          : ofService
            ? 'allowed'
            : 'unlisted',
    chosen: !!choice,
  };
  if (entries.push(entry) > LEDGER_MAX_ENTRIES) entries.shift();
  emit('ledger', entry);
}
