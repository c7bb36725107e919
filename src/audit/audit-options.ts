/**
 * Owns what an audit is asked to do, and what it tells while it does it. The command line fills it, the driver follows it; the corpus and the
 * tests call the driver with it directly. Pure data.
 */
import type { Language } from '../core/language.ts';
import type { PhaseKind } from './observation.ts';
import type { SiteFacts } from './site-facts.ts';

/** How a banner that is not Kelisim's is answered: CSS selectors (shadow roots are searched too); without one the button's words are looked for. */
export interface BannerHandles {
  readonly accept?: string;
  readonly reject?: string;
  /** What leads to the place of withdrawal, clicked in this order. */
  readonly withdraw?: readonly string[];
}

export interface AuditOptions {
  /** Pages of one site, visited one after the other in every phase; the first is where the choice is made. */
  readonly urls: readonly string[];
  /** All that can be made when left out. */
  readonly phases?: readonly PhaseKind[];
  /** Fresh visits per phase, 1–20. Default 3: what only some of them show is `inconclusive`. */
  readonly repeats?: number;
  /** Visits at the same time. Default 2. */
  readonly parallel?: number;
  /** How long a page may take until it is quiet. Default 8 000. */
  readonly settleMs?: number;
  /** How long the whole audit may take; phases that do not fit are skipped and said so. Default 300 000. */
  readonly budgetMs?: number;
  /** Requests of one visit that are kept; beyond it the visit is cut short with a trouble. Default 10 000. */
  readonly requestsMax?: number;
  /** `Accept-Language` and the language of the report. Default kk. */
  readonly language?: Language;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** A phone: touch, a phone's user agent, 390 × 844 unless `viewport` says otherwise. */
  readonly isMobile?: boolean;
  /** Known from a config; otherwise the page is asked. */
  readonly facts?: SiteFacts;
  readonly banner?: BannerHandles;
  /** Single-page routes tried after the first page: links are clicked when there are such, else `history.pushState` with `popstate`. */
  readonly routes?: readonly string[];
  /** A module whose default export logs in: `(page: playwright.Page) => Promise<void>`. Runs before the first address of each visit. */
  readonly script?: string;
  /** Origins beside those of `urls` the page may go to. */
  readonly allowOrigins?: readonly string[];
  readonly ignoreCertificateErrors?: boolean;
  /** Executable, else KELISIM_CHROMIUM, else playwright's own, else the system's. */
  readonly browserPath?: string;
  /** Further browser arguments (host mapping of tests). */
  readonly browserArgs?: readonly string[];
  /** Folder for screenshots; none are made without it. */
  readonly screenshotsDir?: string;
  /** What a host's DNS says; default node:dns. For CNAMEs that lead to a vendor. */
  readonly resolveCname?: (host: string) => Promise<readonly string[]>;
}

export type AuditProgress =
  | { readonly kind: 'planned'; readonly visits: number }
  | { readonly kind: 'visited'; readonly phase: string; readonly repeat: number; readonly url: string }
  | { readonly kind: 'skipped'; readonly phase: string; readonly why: string };
