/**
 * Owns the schemas of the wire format (types: ../wire.ts): the batch a browser sends, the envelope a collector reads first, the answer.
 * Leaves to others: the record itself (consent-record.ts), byte limits (counted while reading), what is stored (collector).
 */
import * as v from 'valibot';
import { MAX_TERM_DAYS } from '../choice-cookie.ts';
import { BATCH_MAX_RECORDS, WIRE_VERSION } from '../wire.ts';
import { consentRecordSchema, RECORD_ID_PATTERN } from './consent-record.ts';

/** A whole batch, for the published JSON Schema and for own backends. */
export const recordBatchSchema = v.strictObject({
  v: v.literal(WIRE_VERSION),
  records: v.pipe(v.array(consentRecordSchema), v.minLength(1), v.maxLength(BATCH_MAX_RECORDS)),
});

/** A batch before its records are looked at: one broken record must not cost the others their place. */
export const batchEnvelopeSchema = v.strictObject({
  v: v.literal(WIRE_VERSION),
  records: v.pipe(v.array(v.unknown()), v.minLength(1)),
});

const noticeHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const code = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/));

/** Unknown members are ignored, so that an older client reads a newer collector. */
export const acknowledgementSchema = v.object({
  v: v.literal(WIRE_VERSION),
  results: v.array(
    v.object({
      id: v.nullable(v.pipe(v.string(), v.regex(RECORD_ID_PATTERN))),
      result: v.picklist(['stored', 'duplicate', 'quarantined', 'conflict', 'rejected', 'retry']),
      code: v.exactOptional(code),
    }),
  ),
  missingNotice: v.exactOptional(v.array(noticeHash)),
});

/** One notice text: the exact characters whose SHA-256 (hex, over UTF-8) records carry as `notice`. */
export const noticeUploadSchema = v.strictObject({
  v: v.literal(WIRE_VERSION),
  hash: noticeHash,
  text: v.pipe(v.string(), v.minLength(2)),
});

/** Same-origin renewal of the choice cookie. A domain that is not the page's own is refused by the route, and by browsers. */
export const renewalRequestSchema = v.strictObject({
  v: v.literal(WIRE_VERSION),
  scope: v.pipe(v.string(), v.regex(/^[0-9a-f]{6}$/)),
  termDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_TERM_DAYS)),
  domain: v.pipe(v.string(), v.regex(/^(?:[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8})?$/)),
});
