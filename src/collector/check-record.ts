/**
 * Owns the verdict on one record of a batch: fit to be stored, or refused with a code that names the field and never its content.
 * Leaves to others: the shape (core/schema/consent-record.ts), whether it is new (storage).
 */
import * as v from 'valibot';
import type { ConsentRecord } from '../core/consent-record.ts';
import { consentRecordSchema, RECORD_ID_PATTERN } from '../core/schema/consent-record.ts';
import { canonicalise, isSameJson, sha256 } from './canonicalise.ts';
import type { QuarantinedRecord } from './storage/storage.ts';

export interface CheckedRecord {
  readonly record: ConsentRecord;
  /** Canonical JSON: what is stored and hashed. */
  readonly body: string;
  readonly hash: string;
}

export type RecordCheck =
  | { readonly ok: true; readonly checked: CheckedRecord }
  /** Of a schema newer than ours: not to be judged here, and not to be lost. */
  | { readonly ok: false; readonly newer: QuarantinedRecord }
  /** `id` only when it is a well-formed record id: nothing else of a refused record goes into an answer. */
  | { readonly ok: false; readonly id: string | null; readonly code: string };

const INSTANTS = ['decidedAt', 'shownAt', 'validUntil'] as const;

/** @param sentBytes size of the whole batch: no record of a small one has to be measured. */
export function checkRecord(input: unknown, site: string, maxBytes: number, sentBytes = Infinity): RecordCheck {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return { ok: false, id: null, code: 'not-an-object' };
  const id = idOf(input);
  if (sentBytes > maxBytes && Buffer.byteLength(JSON.stringify(input)) > maxBytes)
    return { ok: false, id, code: 'record-too-large' };
  const newer = newerOf(input, id, site);
  if (newer) return { ok: false, newer };
  const result = v.safeParse(consentRecordSchema, input, { abortEarly: true });
  if (!result.success) return { ok: false, id, code: codeOf(result.issues[0]) };
  const record = result.output;
  if (record.site !== site) return { ok: false, id, code: 'site-mismatch' };
  const impossible = INSTANTS.find((key) => !isInstant(record[key]));
  if (impossible) return { ok: false, id, code: `invalid-${kebab(impossible)}` };
  // PostgreSQL has no NUL in a text: it would refuse the whole group of writes, other senders' with it.
  if (record.policy.includes('\0') || record.path.includes('\0')) return { ok: false, id, code: 'malformed-text' };
  const body = canonicalise(record);
  if (body === null) return { ok: false, id, code: 'malformed-text' };
  // In v.record valibot passes over `__proto__`, `prototype` and `constructor`, and takes an array for an object: what it left out or
  // reshaped was not checked, so a record that does not come out as it went in is refused.
  if (!isSameJson(input, record)) return { ok: false, id, code: reshapedCode(input, record) };
  return { ok: true, checked: { record, body, hash: sha256(body) } };
}

/** A widget may be newer than the collector: what names a later version, this site and a well-formed id is kept unread. */
function newerOf(input: object, id: string | null, site: string): QuarantinedRecord | null {
  const { v: version, site: named } = input as { v?: unknown; site?: unknown };
  if (!Number.isSafeInteger(version) || (version as number) <= 1 || named !== site || id === null) return null;
  const body = canonicalise(input) ?? JSON.stringify(input);
  return { hash: sha256(body), id, site, body };
}

/** The schema asks for the form of an instant; 2026-02-31 has the form and is no day. */
function isInstant(text: string | null): boolean {
  if (text === null) return true;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
}

function idOf(input: object): string | null {
  const id: unknown = Object.hasOwn(input, 'id') ? (input as { id: unknown }).id : null;
  return typeof id === 'string' && RECORD_ID_PATTERN.test(id) ? id : null;
}

function codeOf(issue: v.BaseIssue<unknown>): string {
  const item = issue.path?.[0];
  const key = item && 'key' in item ? item.key : undefined;
  if (typeof key !== 'string' || !Object.hasOwn(consentRecordSchema.entries, key)) return 'unknown-field';
  if (key === 'v') return 'wrong-record-version';
  return issue.input === undefined && issue.path?.length === 1 ? `missing-${kebab(key)}` : `invalid-${kebab(key)}`;
}

function reshapedCode(input: object, record: ConsentRecord): string {
  const given = input as ConsentRecord;
  const key = (Object.keys(record) as (keyof ConsentRecord)[]).find(
    (name) => canonicalise(given[name]) !== canonicalise(record[name]),
  );
  return key ? `invalid-${kebab(key)}` : 'unknown-field';
}

function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
