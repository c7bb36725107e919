/**
 * Owns the JSON Schema of the consent record, version 1 (dist/schema/consent-record.schema.json), for own backends and for whoever reads an export in
 * ten years: made of the validator's own schema, with words. Leaves to others: what no schema can say (days that exist: collector/check-record.ts).
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import { consentRecordSchema } from '../src/core/schema/consent-record.ts';

const TITLE = 'Consent record of Kelisim, version 1';
const DESCRIPTION =
  'One choice of one visitor. Never in it: IP address, user agent, name, phone, IIN, query strings. Its hash is the SHA-256 of its canonical JSON (RFC 8785), UTF-8.';

type Field = keyof typeof consentRecordSchema.entries;

const WORDS: Readonly<Record<Field, string>> = {
  v: 'Version of the record.',
  id: 'UUIDv7, made in the browser: the key over every repetition, and the receipt number.',
  site: 'Site id of site.json.',
  subject: '128 random bits, base64url; one per device, a refusal gets one of its own. Nobody is named by it.',
  action: 'What was done. load-once: one embed was opened for one page view.',
  surface: 'Where it was done.',
  input: 'By what means.',
  trusted: 'isTrusted of the event; false: a script pressed the button.',
  decidedAt: "Instant of the choice, by the visitor's clock.",
  shownAt: 'When the notice was shown; null when it was not.',
  utcOffsetMinutes: "The visitor's clock, minutes east of UTC.",
  language: 'Language in which the notice was shown.',
  notice:
    'SHA-256 (hex) of the notice file that `kelisim build` wrote: the exact words in every language and the whole config.',
  policy: 'Edition of the policy.',
  scope: 'What the choice was about; changes when services or the policy do.',
  decisions: 'Verdict by category.',
  services: 'Services that deviate from their category.',
  validUntil: 'End of the term of the choice.',
  origin: 'Origin of the page.',
  path: 'Path of the page without query; runs of four and more digits are masked.',
  widget: 'Version of the widget.',
  gpc: 'Whether the browser sent Global Privacy Control.',
  storage: 'Whether the browser could keep the record until it was delivered (local) or not (memory).',
  test: 'Of a test run; counts nowhere.',
  seq: "Place in this device's row of choices.",
  previous: 'Id of the record before it on this device.',
};

export function recordJsonSchema(): object {
  // `check` has no counterpart and is said below in the words of JSON Schema.
  const { $schema, ...schema } = toJsonSchema(consentRecordSchema, { errorMode: 'ignore' });
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [
      name,
      {
        ...(property as object),
        description: WORDS[name as Field],
        ...(name === 'path' && { not: { pattern: '\\d{4}' } }),
      },
    ]),
  );
  return { $schema, title: TITLE, description: DESCRIPTION, ...schema, properties };
}
