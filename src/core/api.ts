/**
 * Owns the type of `window.kelisim`: the one place where head and client meet. They are separate files, possibly of different ages;
 * PROTOCOL is checked when they meet. Names here are public and never mangled.
 */
import type { Choice } from './choice.ts';
import type { RecordAction, RecordSurface } from './consent-record.ts';
import type { FenceState } from './fence-state.ts';
import type { HeadSite } from './head-site.ts';
import type { Language } from './language.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { PendingRecord, RecordStamp } from './pending-record.ts';
import type { Returner } from './returner.ts';

export type { ResolvedService } from './head-site.ts';

export const PROTOCOL = 1;

/** A choice to make: everything, nothing, or category by category with single services that deviate. */
export type Decision =
  | 'accept-all'
  | 'reject-all'
  | { readonly categories: Readonly<Record<string, boolean>>; readonly services?: Readonly<Record<string, boolean>> };

/** The part of a DOM event that the record keeps: `isTrusted`, and what it came from. */
export interface Gesture {
  readonly isTrusted: boolean;
  readonly type: string;
  readonly detail?: unknown;
  readonly pointerType?: string;
}

export interface DecidedBy {
  /** Where the visitor decided; `api` when the page called. */
  readonly surface?: RecordSurface;
  /** The gesture: its `isTrusted` and kind go into the record. */
  readonly event?: Gesture;
  readonly action?: RecordAction;
}

/** What a page may read of its own site, to draw an interface of its own. */
export interface SiteFacts extends Pick<HeadSite, 'languages' | 'categories' | 'services'> {
  /** Edition of the policy the visitor is asked about. */
  readonly policy: string;
  /** Six hex digits of edition, services and purposes: a choice made for another scope does not count. Stands in the choice cookie. */
  readonly scope: string;
  /** Days a choice is valid. */
  readonly termDays: number;
  /** Where the client's files lie, absolute, ends with `/`. */
  readonly base: string;
  /** Name of the site's own module under `base` (full config and disclosures), null for the generic file. */
  readonly siteModule: string | null;
  /** What the visitor decided on now, null before. The same object until the next choice. */
  choice(): Choice | null;
  language(): Language;
  /** Switches the language of everything of ours, and of the records; kept for pages of this page's language. */
  setLanguage(language: Language): void;
}

/** What the client (settings, outbox, panel) reads; not for pages. */
export interface Inner extends SiteFacts, HeadSite, RecordStamp {
  /** Set by the client once it has told the console about the trouble, so that there is one line. */
  told: boolean;
  /** Records that could not be stored (no localStorage), waiting in memory. */
  readonly memory: PendingRecord[];
  /** There was an earlier choice that does not count any more: the notice asks again. */
  again?: boolean;
  /** What the fence's inline line left; absent at levels tag and inline. */
  readonly fence?: FenceState | undefined;
  /** Guards a frame of this origin: called by the first script of its markup. */
  enter(realm: unknown): void;
  /** Writes a `document.cookie` line past the cookie guard: the client erases what withdrawn services left. */
  writeCookie(line: string): void;
  /** Set by the client: what was erased after a refusal and came back; RETURNED_EVENT says so on the document each time. */
  returners?: readonly Returner[];
  /** What was held and would show something (frames, players), and containers that the owner named; they may have been let go since. */
  readonly embeds: readonly object[];
  /** What placeholders opened for this page view, by service id: `true` the whole service, `false` single elements of it. The client fills it. */
  readonly once: Record<string, boolean>;
  /** Writes down what was decided, does it, and has the record delivered, in one turn. The cookie is the caller's. */
  record(decided: Choice, action: RecordAction, by: DecidedBy, act: (choiceText: string) => void): void;
  /** Tells the vendors what has opened or closed, and lets go what may go. */
  refresh(): void;
  /** When the first layer was shown, milliseconds since 1970, or null. */
  shownAt(): number | null;
}

export interface KelisimEvents {
  /** After a choice (this tab or another), a withdrawal, and on load when a choice is stored. */
  choice: { readonly granted: Readonly<Record<string, boolean>>; readonly choice: Choice };
  /** Each new ledger entry. */
  ledger: LedgerEntry;
  /** The visitor or the page switched the language. */
  language: Language;
  /** A pending record lies in localStorage or in memory and waits for the outbox. */
  record: null;
}

export interface KelisimApi {
  readonly protocol: number;
  readonly version: string;
  /** Whether a category or a service is granted on this page now. Unknown ids are not granted. */
  has(id: string): boolean;
  /** Listens; returns a function that stops. A listener that throws is reported on the console and hurts nobody else. */
  on<K extends keyof KelisimEvents>(name: K, listener: (detail: KelisimEvents[K]) => void): () => void;
  /** Opens the settings (default), or shows the banner again. */
  open(view?: 'settings' | 'banner'): void;
  /** Makes a choice in one synchronous turn: cookie, pending record, then release. False (and a console line) for anything that is no decision. */
  decide(decision: Decision, by?: DecidedBy): boolean;
  /** Refuses everything again; the earlier record stays. */
  withdraw(by?: DecidedBy): boolean;
  /** A copy of what the gate saw on this page. */
  ledger(): LedgerEntry[];
  readonly inner: Inner;
}

/** `window.kelisim` as pages see it: what the client shares with the head is not theirs. */
export interface Kelisim extends Omit<KelisimApi, 'inner'> {
  readonly site: SiteFacts;
}

/** What a tag manager finds in `dataLayer` after each choice, and on load when a choice is stored. */
export interface DataLayerEvent {
  readonly event: 'kelisim.choice';
  readonly kelisim: KelisimEvents['choice']['granted'];
}
