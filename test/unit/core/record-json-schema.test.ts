/** The published JSON Schema of the record says what the collector's own check says. */
import Ajv from 'ajv/dist/2020.js';
import AjvDraft7 from 'ajv';
import { expect, test } from 'vitest';
import { checkRecord } from '../../../src/collector/check-record.ts';
import { consentRecordSchema } from '../../../src/core/schema/consent-record.ts';
import { RECORD_MAX_BYTES } from '../../../src/core/wire.ts';
import { recordJsonSchema } from '../../../tools/record-json-schema.ts';
import { makeRecord, SITE } from '../collector/collector-fixture.ts';

const schema = recordJsonSchema() as { $schema: string; properties: Record<string, { description?: string }> };
const validate = (schema.$schema.includes('2020') ? new Ajv() : new AjvDraft7()).compile(schema);

function isTaken(record: unknown): boolean {
  return checkRecord(record, SITE, RECORD_MAX_BYTES).ok;
}

test.for([
  ['as it stands', {}],
  [
    'a first refusal',
    { action: 'reject-all', shownAt: null, notice: 'ab'.repeat(32), decisions: { analytics: 'denied' } },
  ],
  [
    'one that follows another',
    { seq: 3, previous: '0197c000-0000-7000-8000-000000000009', trusted: false, input: 'programmatic' },
  ],
  ['one of a site with a port', { origin: 'http://localhost:8080', path: '/u/:n/', test: true, services: {} }],
] as const)('A record is valid by the schema and taken by the collector: %s.', ([, changes]) => {
  const record = makeRecord(1, changes as object);
  expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
  expect(isTaken(record)).toBe(true);
});

test.for([
  ['another version', { v: 2 }],
  ['an id that is no UUIDv7', { id: '0197c000-0000-4000-8000-000000000009' }],
  ['an unknown field', { iin: '900101300000' }],
  ['a path with a phone number', { path: '/u/77011234567' }],
  ['a path with a query', { path: '/u?a=1' }],
  ['an unknown verdict', { decisions: { analytics: 'maybe' } }],
  ['a category that is no slug', { decisions: { 'A B': 'granted' } }],
  ['a language of nobody', { language: 'de' }],
  ['a fraction', { seq: 0.5 }],
  ['an offset beyond the earth', { utcOffsetMinutes: 841 }],
  ['an instant without milliseconds', { decidedAt: '2026-07-01T09:03:04Z' }],
  ['a service that is no verdict', { services: { clarity: 'denied' } }],
  ['an origin with a path', { origin: 'https://a.kz/x' }],
] as const)('A record is invalid by the schema and refused by the collector: %s.', ([, changes]) => {
  const record = { ...makeRecord(1), ...changes };
  expect(validate(record)).toBe(false);
  expect(isTaken(record)).toBe(false);
});

test('Without any one of its fields a record is invalid, and every field has its words.', () => {
  for (const name of Object.keys(consentRecordSchema.entries)) {
    const { [name]: _, ...rest } = makeRecord(1) as Record<string, unknown>;
    expect(validate(rest), name).toBe(false);
    expect(schema.properties[name]?.description, name).toMatch(/\.$/);
  }
});
