/**
 * Owns the forms in which evidence leaves the collector: JSON Lines (whole records with their hashes) and CSV (one row a record, safe to open in
 * a spreadsheet), lines in the form of ISO/IEC TS 27560 (iso27560.ts), each with a manifest that says what it is and by which a copy is checked. Flat memory: rows go through one by one.
 */
import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify';
import type { ConsentRecord } from '../../core/consent-record.ts';
import type { FoundRecord, RecordFilter } from '../storage/storage.ts';
import { iso27560Line } from './iso27560.ts';

export type ExportFormat = 'jsonl' | 'csv' | 'iso27560';

export interface ExportManifest {
  readonly version: 1;
  readonly format: ExportFormat;
  readonly exportedAt: string;
  /** What was asked for; an empty one is everything. */
  readonly filter: RecordFilter;
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256 (hex) of the exported bytes. */
  readonly sha256: string;
}

/** Columns of the CSV; the record's own names. `decisions` and `services` as `name=verdict` joined by spaces. */
const COLUMNS = [
  'receivedAt',
  'decidedAt',
  'shownAt',
  'utcOffsetMinutes',
  'id',
  'site',
  'subject',
  'action',
  'surface',
  'input',
  'trusted',
  'language',
  'policy',
  'notice',
  'scope',
  'decisions',
  'services',
  'validUntil',
  'origin',
  'path',
  'gpc',
  'storage',
  'test',
  'seq',
  'previous',
  'widget',
  'hash',
] as const;

export interface ExportOptions extends Pick<ExportManifest, 'format' | 'filter' | 'exportedAt'> {
  /** For the form that quotes the notice. */
  readonly findNotice: (hash: string) => Promise<string | null>;
}

export interface RunningExport {
  /** The bytes, as they come. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** After the last chunk. */
  manifest(): ExportManifest;
}

export function exportRows(
  rows: AsyncIterable<FoundRecord>,
  { format, filter, exportedAt, findNotice }: ExportOptions,
): RunningExport {
  const hash = createHash('sha256');
  let bytes = 0;
  let count = 0;
  const textsOf = { csv, jsonl: jsonLines, iso27560: (all: AsyncIterable<FoundRecord>) => isoLines(all, findNotice) };
  async function* counted(): AsyncGenerator<FoundRecord> {
    for await (const row of rows) {
      count++;
      yield row;
    }
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const text of textsOf[format](counted())) {
      const chunk = Buffer.from(text);
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  return {
    chunks: chunks(),
    manifest: () => ({ version: 1, format, exportedAt, filter, rows: count, bytes, sha256: hash.copy().digest('hex') }),
  };
}

/** One line a record: `{"v":1,"receivedAt":…,"hash":…,"record":{…}}`; the record stands there byte for byte as it was hashed. */
async function* jsonLines(rows: AsyncIterable<FoundRecord>): AsyncGenerator<string> {
  for await (const { receivedAt, hash, body } of rows)
    yield `{"v":1,"receivedAt":${JSON.stringify(receivedAt)},"hash":"${hash}","record":${body}}\n`;
}

async function* isoLines(
  rows: AsyncIterable<FoundRecord>,
  findNotice: ExportOptions['findNotice'],
): AsyncGenerator<string> {
  // A site has one notice at a time: the last one serves nearly every row.
  let last: { readonly hash: string; readonly text: string | null } | undefined;
  for await (const row of rows) {
    const { notice } = JSON.parse(row.body) as ConsentRecord;
    if (notice !== null && last?.hash !== notice) last = { hash: notice, text: await findNotice(notice) };
    yield iso27560Line(row, notice === null ? null : (last?.text ?? null));
  }
}

/**
 * Spreadsheets run what begins with `=`, `+`, `-`, `@`: such a cell gets an apostrophe (escape_formulas; OWASP "CSV Injection").
 * The mark at the start makes them read UTF-8.
 */
async function* csv(rows: AsyncIterable<FoundRecord>): AsyncGenerator<string> {
  const stringifier = stringify({
    columns: [...COLUMNS],
    header: true,
    bom: true,
    escape_formulas: true,
    record_delimiter: '\r\n',
  });
  const fed = feed(rows, stringifier);
  try {
    for await (const chunk of stringifier) yield String(chunk);
  } finally {
    // Left early, the stringifier is closed by now; the feeding must have let go of its snapshot too.
    await fed;
  }
}

async function feed(rows: AsyncIterable<FoundRecord>, stringifier: ReturnType<typeof stringify>): Promise<void> {
  try {
    for await (const row of rows) {
      if (stringifier.destroyed) return;
      if (!stringifier.write(cellsOf(row))) await drained(stringifier);
    }
    stringifier.end();
  } catch (error) {
    stringifier.destroy(error as Error);
  }
}

/** Until it takes more, or will never. */
function drained(stringifier: ReturnType<typeof stringify>): Promise<void> {
  return new Promise((resolve) => {
    if (stringifier.destroyed) return resolve();
    const done = () => {
      stringifier.off('drain', done);
      stringifier.off('close', done);
      resolve();
    };
    stringifier.once('drain', done);
    stringifier.once('close', done);
  });
}

function cellsOf({ body, receivedAt, hash }: FoundRecord): Record<string, string> {
  const record = JSON.parse(body) as ConsentRecord;
  const cells = { ...record, receivedAt, hash, decisions: pairs(record.decisions), services: pairs(record.services) };
  return Object.fromEntries(COLUMNS.map((name) => [name, cells[name] === null ? '' : String(cells[name])]));
}

function pairs(values: Readonly<Record<string, string | boolean>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${typeof value === 'boolean' ? (value ? 'granted' : 'denied') : value}`)
    .join(' ');
}
