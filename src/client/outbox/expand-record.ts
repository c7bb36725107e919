/**
 * Owns making the consent record of a pending record. Always the same one from the same input: two tabs, or one that was killed half-way,
 * may both do it, and the record id must not stand for two contents. Pure apart from the page's origin.
 * Leaves to others: where pending records come from and go to (take-pending.ts).
 */
import { dayOf, parseChoice } from '../../core/choice-cookie.ts';
import type { ConsentRecord } from '../../core/consent-record.ts';
import type { PendingRecord } from '../../core/pending-record.ts';

const DAY_MS = 86_400_000;
const POLICY_MAX_LENGTH = 80;
const PATH_MAX_LENGTH = 200;
const SEQ_MAX = 1_000_000;

/** The device's last record, which the next one continues. */
export interface LastRecord {
  readonly subject: string;
  readonly id: string;
  readonly seq: number;
}

export interface ExpandedRecord {
  readonly record: ConsentRecord;
  /** What the next record continues; null: nothing, for a refusal that follows nothing leaves no trace that can be joined. */
  readonly last: LastRecord | null;
}

/** The 96 random bits of a pending record as bytes, null when they are none. */
function keyBytes(key: string): Uint8Array | null {
  if (!/^\d{1,10}-\d{1,10}-\d{1,10}$/.test(key)) return null;
  return new Uint8Array(Uint32Array.from(key.split('-'), Number).buffer);
}

/** UUIDv7 (RFC 9562 §5.7) of the moment of the choice and its random key; null for a damaged pending record. */
export function recordIdOf({ at, key }: Pick<PendingRecord, 'at' | 'key'>): string | null {
  const bytes = keyBytes(key);
  if (!bytes || !Number.isInteger(at) || at < 0 || at >= 2 ** 48) return null;
  const hex = Array.from(bytes.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const time = at.toString(16).padStart(12, '0');
  const variant = (8 + (bytes[2]! & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(5, 8)}-${hex.slice(8, 20)}`;
}

/** A device's subject, 22 characters base64url: from the random key of its first record, so that it is the same whoever makes the record. */
function subjectOf(key: string): string {
  const bytes = keyBytes(key)!;
  // 12 random bytes; the other four follow from them, since a subject has sixteen.
  const all = [...bytes, ...[0, 1, 2, 3].map((i) => bytes[i]! ^ bytes[i + 4]! ^ bytes[i + 8]!)];
  return btoa(String.fromCharCode(...all))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .slice(0, 22);
}

function inputOf(gesture: PendingRecord['gesture']): ConsentRecord['input'] {
  if (!gesture?.isTrusted) return 'programmatic';
  if (gesture.pointerType) return gesture.pointerType === 'touch' ? 'touch' : 'pointer';
  // A click without a pointer has detail 0: Enter, Space, or an assistive technology that presses for them (UI Events §3.5.2).
  if (gesture.detail === 0) return 'keyboard';
  return gesture.detail ? 'pointer' : 'assistive-or-unknown';
}

/**
 * @param last what this device's last record was.
 * @param test made by somebody who tries the site, not by a visitor.
 * @returns null when the pending record is damaged.
 */
export function expandRecord(
  pending: PendingRecord,
  last: LastRecord | null,
  storage: ConsentRecord['storage'],
  origin: string,
  test = false,
): ExpandedRecord | null {
  const { stamp, at } = pending;
  const id = recordIdOf(pending);
  const choice = parseChoice(pending.choice, stamp.scope, dayOf(at), stamp.termDays);
  if (!id || !choice || !(stamp.termDays >= 1)) return null;
  // Opening an embed once says nothing of anything else, is over with the page view, and is no reason to know this device again.
  const isOnce = pending.action === 'load-once';
  const decisions: ConsentRecord['decisions'] = {};
  for (const { id: category, letter } of pending.categories) {
    const isGranted = letter !== '' && choice.letters.includes(letter);
    if (isOnce && !isGranted) continue;
    decisions[category] = isGranted ? 'granted' : letter ? 'denied' : 'necessary';
  }
  const gives = !isOnce && (choice.letters !== '' || Object.values(choice.services).includes(true));
  const subject = last?.subject ?? subjectOf(pending.key);
  const seq = last ? Math.min(SEQ_MAX, last.seq + 1) : 0;
  const iso = (timeMs: number): string => new Date(timeMs).toISOString();
  const record: ConsentRecord = {
    v: 1,
    id,
    site: stamp.site,
    subject,
    action: pending.action,
    surface: pending.surface,
    input: inputOf(pending.gesture),
    trusted: pending.gesture?.isTrusted ?? false,
    decidedAt: iso(at),
    shownAt: pending.shownAt === null ? null : iso(pending.shownAt),
    utcOffsetMinutes: -new Date(at).getTimezoneOffset() || 0,
    language: pending.language,
    notice: stamp.notice ?? null,
    policy: stamp.policy.slice(0, POLICY_MAX_LENGTH),
    scope: stamp.scope,
    decisions,
    services: { ...choice.services },
    validUntil: iso(isOnce ? at : at + stamp.termDays * DAY_MS),
    origin,
    path: pending.path.slice(0, PATH_MAX_LENGTH),
    widget: pending.widget,
    gpc: pending.gpc,
    storage,
    test,
    seq,
    previous: last?.id ?? null,
  };
  return { record, last: last || gives ? { subject, id, seq } : null };
}
