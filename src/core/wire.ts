/** Owns what browser and collector say to each other: `POST <endpoint>/v1/sites/{site}/records`. Schemas: schema/wire.ts. */
import type { ConsentRecord } from './consent-record.ts';

export const WIRE_VERSION = 1;
/** Hard limits, both sides (records-and-audit.md §3.2). */
export const RECORD_MAX_BYTES = 8 * 1024;
export const BATCH_MAX_RECORDS = 20;
export const BATCH_MAX_BYTES = 48 * 1024;

export interface RecordBatch {
  readonly v: 1;
  readonly records: readonly ConsentRecord[];
}

/**
 * `stored`, `duplicate` and `quarantined` mean: on disk; quarantined is a record of a schema newer than the collector, kept as it came.
 * `conflict`: same id, other content; the stored row stands.
 */
export type RecordResult = 'stored' | 'duplicate' | 'quarantined' | 'conflict' | 'rejected' | 'retry';

export interface Acknowledgement {
  readonly v: 1;
  /** One per record that could be named, in order. */
  readonly results: readonly { readonly id: string | null; readonly result: RecordResult; readonly code?: string }[];
  /** Hashes of notices that stored records name and the collector lacks: whoever has the texts may post them. Older collectors say nothing. */
  readonly missingNotice?: readonly string[];
}

/** `POST <endpoint>/v1/sites/{site}/notices`: one notice text under the SHA-256 (hex, over UTF-8) that records carry. */
export interface NoticeUpload {
  readonly v: 1;
  readonly hash: string;
  readonly text: string;
}

/** `POST <endpoint>/v1/sites/{site}/renew`, where the endpoint shares the page's origin: sets the choice cookie again, with what is left of its term. */
export interface RenewalRequest {
  readonly v: 1;
  readonly scope: string;
  readonly termDays: number;
  /** Domain the choice cookie was kept on, '' for the host alone. */
  readonly domain: string;
}
