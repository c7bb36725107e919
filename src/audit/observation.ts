/**
 * Owns the shape of what one visit showed: one phase of the audit, once, in a fresh profile. The driver makes it from the browser's network
 * layer, the verdicts read it, JSON keeps it. Pure data: no browser, no words.
 * Leaves to others: making it (driver/), what it means (judge/), what of it a report may show (report/redact.ts: values never by default).
 */
import type { CategoryId } from '../core/category.ts';
import type { Choice } from '../core/choice.ts';
import type { LedgerEntry } from '../core/ledger-entry.ts';

export const OBSERVATION_VERSION = 1;

/** What a phase tries; records-and-audit §5.3 calls them P0, P1, P2, P3/P4 (`only`), P5, P6, P8 (three of them), P9. */
export type PhaseKind =
  | 'no-choice'
  | 'reject'
  | 'accept'
  | 'only'
  | 'withdraw'
  | 'gpc'
  | 'head-missing'
  | 'endpoint-down'
  | 'early-error'
  | 'no-script';

export interface Phase {
  /** `accept`, `only-analytics`: stands in reports and file names. */
  readonly id: string;
  readonly kind: PhaseKind;
  /** Of `only`. */
  readonly category?: CategoryId;
}

/** What the visitor has said by then. `nothing`: no choice yet; `only`: the phase's category and nothing else. */
export type Said = 'nothing' | 'rejected' | 'accepted' | 'only' | 'withdrawn';

/**
 * A part of a visit between two things that the audit did. `arrival`: the first load; `choice` and `withdrawal`: from the click on;
 * `reload`, `page` (another address, loaded) and `route` (another address, without a load).
 */
export interface Stage {
  readonly kind: 'arrival' | 'choice' | 'withdrawal' | 'reload' | 'page' | 'route';
  /** Milliseconds since the visit began, the same clock as `atMs` everywhere in an observation. */
  readonly startedAtMs: number;
  /** The page's address when the stage ended. */
  readonly url: string;
  readonly said: Said;
  /** What the page's choice cookie says at the end of the stage; null: none, or no Kelisim. */
  readonly choice: Choice | null;
  /** Whether a banner was to be seen at the end of the stage; null: not known. */
  readonly banner: boolean | null;
}

/** A place in a file, as people count: line and column from 1. */
export interface Place {
  readonly url: string;
  readonly line: number;
  readonly column: number;
  /** Name of the function, '' at the top level. */
  readonly inFunction: string;
}

export interface Initiator {
  /** Of CDP: `parser`, `script`, `preload`, `SignedExchange`, `preflight`, `other`; `worker` and `redirect` are ours. */
  readonly kind: string;
  /** The nearest place first, across asynchronous calls; the last one is what began it all. */
  readonly chain: readonly Place[];
  /** Opening tag of the element that asked, as written in the page (at most 500 characters), and where it stands; when it was found. */
  readonly element?: { readonly tag: string; readonly place: Place | null };
  /** Addresses that led here: of a script the requests that brought it, the nearest first (a tag manager stands in it). */
  readonly through: readonly string[];
}

export interface ObservedCookieSetting {
  readonly name: string;
  /** '' when the header names none. */
  readonly domain: string;
  /** Seconds; null for a session. */
  readonly lifetimeSeconds: number | null;
}

export interface ObservedRequest {
  /** Unique in the observation. */
  readonly id: string;
  readonly atMs: number;
  /** Index into `stages`, by the time the request began. */
  readonly stage: number;
  readonly url: string;
  readonly method: string;
  /** CDP's resource type in lower case: `document script image stylesheet font media fetch xhr ping websocket eventsource prefetch other …`. */
  readonly kind: string;
  /** Address of the document or worker that asked. */
  readonly from: string;
  /** Where it was asked: in the page, in a frame (of another process or not), in a worker, in the service worker. */
  readonly realm: 'page' | 'frame' | 'worker' | 'service-worker';
  /** `sent`: it left the browser (answered or not). `blocked`: the browser or its policy stopped it before. `failed`: it never connected. */
  readonly outcome: 'sent' | 'blocked' | 'failed';
  /** CDP's `blockedReason` or error text; '' when sent. */
  readonly why: string;
  /** HTTP status, null when none came. */
  readonly status: number | null;
  /** Earlier addresses of a redirect, the first one first. */
  readonly redirectedFrom: readonly string[];
  readonly referrer: string;
  /** Body of a POST, at most 64 kB of it; '' when there is none. */
  readonly body: string;
  readonly setCookies: readonly ObservedCookieSetting[];
  readonly initiator: Initiator;
  /** Answered from the browser's own cache of this visit: nothing left, though a script that comes so runs. */
  readonly fromCache?: true;
}

export type StorageArea = 'cookie' | 'localStorage' | 'sessionStorage' | 'indexedDB' | 'cacheStorage' | 'serviceWorker';

/** One name in the browser's storage that differs from the stage before. Values are hashed: sameness matters, content does not. */
export interface StorageChange {
  readonly stage: number;
  readonly atMs: number;
  readonly area: StorageArea;
  readonly change: 'new' | 'changed' | 'gone';
  readonly name: string;
  /** Origin, or the domain of a cookie as the browser has it. */
  readonly where: string;
  /** Path of a cookie, '' elsewhere. */
  readonly path: string;
  /** Of a cookie; null for a session and for everything else. */
  readonly lifetimeSeconds: number | null;
  /** First 16 hex digits of SHA-256; '' when gone. */
  readonly valueHash: string;
  /** Who wrote it: the address whose answer set it, or the chain of the script; null when nobody saw it. */
  readonly writer: { readonly header: string } | { readonly chain: readonly Place[] } | null;
}

/** What a page told Google (gtag `consent` in `dataLayer`), in the order of the page. */
export interface ConsentCall {
  readonly atMs: number;
  readonly stage: number;
  readonly command: 'default' | 'update';
  readonly values: Readonly<Record<string, string>>;
  /** Pushes into `dataLayer` before this one that were no consent call (`config`, `event`, `js`…). */
  readonly after: number;
}

/** Something that makes the visit worth less as evidence. */
export interface Trouble {
  readonly atMs: number;
  /** `timeout never-settled navigation certificate http-error captcha login banner-missing click-failed choice-not-kept crash dialog download popup left-origin too-many-requests script-failed page-error`. */
  readonly code: string;
  readonly detail: string;
  /** True: nothing may be concluded from what was *not* seen in this visit. */
  readonly isFatal: boolean;
}

/** What Kelisim in the page says of itself. */
export interface ObservedKelisim {
  readonly version: string;
  readonly site: string;
  /** The ledger at the end of each page view, with the stage. */
  readonly ledger: readonly (LedgerEntry & { readonly stage: number })[];
}

export interface Observation {
  readonly version: typeof OBSERVATION_VERSION;
  readonly phase: Phase;
  /** From 1. */
  readonly repeat: number;
  /** Address that was asked for. */
  readonly url: string;
  /** ISO 8601, when the visit began. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly stages: readonly Stage[];
  readonly requests: readonly ObservedRequest[];
  readonly storage: readonly StorageChange[];
  readonly consentCalls: readonly ConsentCall[];
  readonly troubles: readonly Trouble[];
  /** Null: there is none in the page. */
  readonly kelisim: ObservedKelisim | null;
  /** The main document's HTML as the server sent it (at most 2 MB), by address: for finding the element that asked. */
  readonly documents: Readonly<Record<string, string>>;
  /** Title at the end of each stage, for personal data in it. */
  readonly titles: readonly string[];
  /** CNAME targets of hosts that were asked for, where they differ in their registrable domain. */
  readonly cnames: Readonly<Record<string, readonly string[]>>;
  /** WebP files of the run's folder, with the stage they show. */
  readonly screenshots: readonly { readonly stage: number; readonly file: string }[];
}
