/**
 * Owns bringing docs/openapi/*.json up to date with the record: its schema is made from the one that checks records.
 * Everything else in these files is written by hand; test/unit/collector/openapi.test.ts holds it to the routes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { consentRecordSchema } from '../src/core/schema/consent-record.ts';

const FOLDER = join(import.meta.dirname, '../docs/openapi');

/** As JSON Schema has it; checks that it cannot express are left out. */
export function recordSchema(): unknown {
  const { $schema: _, ...schema } = toJsonSchema(consentRecordSchema, { errorMode: 'ignore' });
  return JSON.parse(JSON.stringify(schema));
}

function main(): void {
  for (const name of ['collector.json', 'own-backend.json']) {
    const path = join(FOLDER, name);
    const document = JSON.parse(readFileSync(path, 'utf8')) as { components: { schemas: Record<string, unknown> } };
    document.components.schemas['ConsentRecord'] = recordSchema();
    writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`);
  }
}

if (import.meta.main) main();
