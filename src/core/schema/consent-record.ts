/**
 * Owns the consent record, version 1: one schema gives type, validation and JSON Schema (DESIGN §4; long form in the project's contract).
 * Never in it: IP address, user agent, name, phone, IIN, query strings.
 */
import * as v from 'valibot';
import { LANGUAGES } from '../language.ts';

/** UUIDv7 (RFC 9562 §5.7): record id and idempotency key. */
export const RECORD_ID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const slug = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/));
const instant = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));
const recordId = v.pipe(v.string(), v.regex(RECORD_ID_PATTERN));
const verdict = v.picklist(['granted', 'denied', 'necessary']);

export const consentRecordSchema = v.strictObject({
  v: v.literal(1),
  id: recordId,
  site: slug,
  /** 128 random bits, base64url; per device, but a refusal gets a one-time one. */
  subject: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  /** `load-once`: one embed was opened for one page view (placeholders). No choice: `decisions` and `services` name only what was opened. */
  action: v.picklist(['accept-all', 'reject-all', 'save', 'withdraw', 'load-once']),
  surface: v.picklist(['banner', 'settings', 'placeholder', 'api']),
  input: v.picklist(['pointer', 'touch', 'keyboard', 'assistive-or-unknown', 'programmatic']),
  /** `isTrusted` of the gesture; false: a script pressed the button. */
  trusted: v.boolean(),
  decidedAt: instant,
  /** When the notice was shown; null when it was not. */
  shownAt: v.nullable(instant),
  /** Minutes east of UTC. */
  utcOffsetMinutes: v.pipe(v.number(), v.integer(), v.minValue(-840), v.maxValue(840)),
  language: v.picklist(LANGUAGES),
  /** SHA-256 (hex) of the notice file of `kelisim build`: the exact words in every language and the whole config; null from the generic file. */
  notice: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  policy: v.pipe(v.string(), v.maxLength(80)),
  /** Scope (6 hex digits), what the choice was about. */
  scope: v.pipe(v.string(), v.regex(/^[0-9a-f]{6}$/)),
  decisions: v.record(slug, verdict),
  /** Services that deviate from their category. */
  services: v.record(slug, v.boolean()),
  /** Of a `load-once` the moment itself: nothing outlasts the page view. */
  validUntil: instant,
  origin: v.pipe(v.string(), v.maxLength(255), v.regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/)),
  /** No query, no fragment; runs of 4 or more digits are masked as `:n`. */
  path: v.pipe(
    v.string(),
    v.maxLength(200),
    v.regex(/^\/[^?#]*$/),
    v.check((path) => !/\d{4}/.test(path), 'digits'),
  ),
  widget: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
  gpc: v.boolean(),
  storage: v.picklist(['local', 'memory']),
  test: v.boolean(),
  seq: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
  previous: v.nullable(recordId),
});
