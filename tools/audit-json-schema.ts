/**
 * Owns the JSON Schema of the report of `kelisim audit --format json` (dist/schema/audit-report.schema.json), for build servers and for whoever
 * reads a report in ten years: made of the validator's own schema, with words for the outermost fields.
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import { auditReportSchema } from '../src/core/schema/audit-report.ts';

const TITLE = 'Report of kelisim audit, version 1';
const DESCRIPTION =
  'One audit of one site: what was visited, what the browser sent and stored in each phase, what follows from it. Times in ms since a visit began. Unless redacted is false, no value that a visitor may have brought is in it.';

type Field = keyof typeof auditReportSchema.entries;

const WORDS: Readonly<Record<Field, string>> = {
  version: 'Version of this format.',
  redacted: 'False: values stand as they were sent, personal data possibly among them.',
  tool: 'Version of Kelisim, and of its catalogue.',
  browser: 'Name and version of the browser.',
  startedAt: 'Instant of the beginning.',
  durationMs: 'How long the whole took.',
  urls: 'Pages visited in every phase, in this order.',
  phases: 'What was tried.',
  repeats: 'Fresh visits per phase.',
  language: "Language of the visitor's browser.",
  facts: 'What was known of the site: its services and categories, and from where.',
  observations: 'One visit each: stages, requests, storage, consent calls, troubles.',
  judgement: 'Verdict per service and phase; findings with cause and fix. A finding keeps its id from run to run.',
  skipped: 'Phases that were asked for and could not be made, with a code.',
};

export function auditJsonSchema(): object {
  const { $schema, ...schema } = toJsonSchema(auditReportSchema, { errorMode: 'throw' });
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [
      name,
      { ...(property as object), description: WORDS[name as Field] },
    ]),
  );
  return { $schema, title: TITLE, description: DESCRIPTION, ...schema, properties };
}
