/**
 * Owns the words of the audit's judgement: verdict, finding, cell, cause, fix, and how bad each is (records-and-audit §5.4).
 * Leaves to others: coming to them (judge/), the sentences for them (locales/, `audit.` and `verdict.`), showing them (report/, panel/).
 */
import type { CategoryId } from '../core/category.ts';
import type { Place } from './observation.ts';

/**
 * What may be said of one vendor in one phase. `ok-*` are as expected: blocked before consent, fired after it, or nothing was expected
 * either way (`ok-silent`: necessary, or a page without it).
 */
export const AUDIT_VERDICTS = [
  'ok-blocked',
  'ok-fired',
  'ok-silent',
  'leaked',
  'attempted',
  'missing',
  'double',
  'signal-mismatch',
  'late-default',
  'residual',
  'undeclared',
  'unlisted',
  'personal-data',
  'inconclusive',
] as const;
export type AuditVerdict = (typeof AUDIT_VERDICTS)[number];

export const SEVERITIES = ['none', 'note', 'warning', 'error'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Why it is so. One code, one sentence in each language, one way to mend it. Kept in step with docs/audit.md by a test. */
export type AuditCause =
  /** The element stands in the page's markup above the head script. */
  | 'above-gate'
  /** A static element the level cannot hold (image, frame, style…) without a mark. */
  | 'unmarked'
  /** `type`, `data-kelisim` or the service id of a mark is written wrongly, so the mark says nothing. */
  | 'mark-typo'
  /** The head script has async or defer, is a module, or was moved by an optimiser. */
  | 'head-late'
  | 'head-missing'
  | 'noscript'
  /** The container was released for another category and its tag has no consent condition of its own. */
  | 'container-tag'
  /** The same tag twice: in the page and in a container, or pasted twice. */
  | 'second-copy'
  | 'late-default'
  | 'wrong-signal'
  /** Cookie or storage that a script puts back after it was erased. */
  | 'comes-back'
  /** Cookie or storage that nobody erases, because no config names it. */
  | 'not-erased'
  | 'keeps-running'
  | 'personal-data'
  /** A first-party name whose DNS or redirect leads to a vendor. */
  | 'cname'
  | 'redirect'
  /** A path of the site's own that passes on to a vendor. */
  | 'first-party-proxy'
  | 'worker'
  | 'service-worker'
  | 'frame'
  | 'route'
  | 'forged-choice'
  | 'own-category'
  | 'not-in-config'
  | 'not-in-catalogue'
  /** Granted, and nothing came: the tag is missing, its id or type is wrong, a policy forbids it, or its file failed. */
  | 'not-there'
  | 'blocked-by-policy'
  | 'failed-to-load'
  | 'held-forever'
  | 'server-cookie'
  | 'no-gate'
  | 'unstable'
  | 'trouble';

/** The change that makes the finding go away. Texts are to be pasted as they are, the same in every language. */
export interface Fix {
  /** Picks the sentence (`audit.fix-<code>`). */
  readonly code:
    | 'mark'
    | 'correct-mark'
    | 'move-below'
    | 'move-head'
    | 'paste-head'
    | 'take-out'
    | 'take-out-noscript'
    | 'container-consent'
    | 'signal-update'
    | 'default-first'
    | 'add-service'
    | 'add-cookies'
    | 'add-host'
    | 'catalogue-entry'
    | 'allow-in-policy'
    | 'level-fence'
    | 'without-value'
    | 'reload-on-withdrawal'
    | 'write-tag'
    | 'correct-config'
    | 'look-again';
  /** What stands there now, word for word, when something is to be replaced. */
  readonly before?: string;
  /** What to put there. */
  readonly after?: string;
  /** Where: the page or file and the line; null when the place is the config or a tag manager. */
  readonly place?: Place | null;
  /** Names to fill into the sentence: the tag's name in the container, the consent setting, the page. */
  readonly names?: Readonly<Record<string, string>>;
}

/** What a finding rests on, so that a reader can check it: ids of requests, storage changes or consent calls of one observation. */
export interface Evidence {
  /** Phase id. */
  readonly phase: string;
  readonly repeat: number;
  readonly requests: readonly string[];
  /** Names in storage. */
  readonly stored: readonly string[];
  /** Milliseconds since the visit began. */
  readonly atMs: number;
}

export interface Finding {
  /** Stable from run to run for the same defect, for baselines: vendor or host, verdict, cause and place, hashed; 12 hex digits. */
  readonly id: string;
  readonly verdict: AuditVerdict;
  readonly severity: Severity;
  readonly cause: AuditCause;
  /** Vendor id, id of a self-described service, or '' for an unlisted host. */
  readonly vendor: string;
  readonly host: string;
  readonly category: CategoryId;
  /** Phase ids in which it was seen. */
  readonly phases: readonly string[];
  /** Page it was seen on, without query. */
  readonly page: string;
  /** Where it comes from. */
  readonly place: Place | null;
  /** The element or its opening tag, '' when none was found. */
  readonly element: string;
  /** What the sentence names beside these: kind of personal data, cookie names, consent values. Never personal values. */
  readonly names: Readonly<Record<string, string>>;
  readonly fixes: readonly Fix[];
  readonly evidence: readonly Evidence[];
}

/** One vendor in one phase, over all repeats and pages. */
export interface Cell {
  readonly vendor: string;
  readonly host: string;
  readonly category: CategoryId;
  readonly phase: string;
  readonly verdict: AuditVerdict;
  readonly severity: Severity;
  /** Requests seen (the most in one repeat). */
  readonly requests: number;
  /** Finding ids that made the verdict. */
  readonly findings: readonly string[];
}

export interface Judgement {
  readonly cells: readonly Cell[];
  readonly findings: readonly Finding[];
}
