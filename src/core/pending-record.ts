/**
 * Owns the pending record: a choice as the head keeps it in the turn it was made (localStorage, PENDING_PREFIX + `key`), in few bytes because
 * every page view pays for the code. The client makes the consent record of it (client/outbox/expand-record.ts), always the same one:
 * id and times come from here. Head and client may be of different ages: `v` is checked, fields are only added.
 */
import type { Gesture } from './api.ts';
import type { Category } from './category.ts';
import type { RecordAction, RecordSurface } from './consent-record.ts';
import type { Language } from './language.ts';

/** What is the same for every choice on a build of a site; baked by `kelisim build`. */
export interface RecordStamp {
  readonly site: string;
  /** Policy edition. */
  readonly policy: string;
  readonly scope: string;
  /** Days the choice is valid. */
  readonly termDays: number;
  /** SHA-256 (hex) of the notice file; absent from the generic file. */
  readonly notice?: string;
}

export interface PendingRecord {
  readonly v: 1;
  readonly stamp: RecordStamp;
  readonly categories: readonly Category[];
  /** Version of the head that wrote it. */
  readonly widget: string;
  /** Three random 32-bit numbers joined by `-`; with `at` they make the record id. */
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly shownAt: number | null;
  /** The choice cookie's value; of a `load-once` the same text with nothing but what was opened. */
  readonly choice: string;
  readonly action: RecordAction;
  readonly surface: RecordSurface;
  /** Of the gesture; null when the page called. */
  readonly gesture: Pick<Gesture, 'isTrusted' | 'detail' | 'pointerType'> | null;
  readonly language: Language;
  /** Path of the page, runs of four or more digits masked. */
  readonly path: string;
  readonly gpc: boolean;
}
