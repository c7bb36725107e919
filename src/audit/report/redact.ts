/**
 * Owns what of a run leaves in a report: no value that a visitor may have brought. The shape stays, so that one schema fits both. What is new in
 * a run and not named here is masked as free text with ids would be: e-mails, phone numbers, IINs and card numbers go.
 * Leaves to others: how one string is treated (mask.ts, body-fields.ts).
 */
import type { AuditRun } from '../audit-run.ts';
import { bodyFields } from './body-fields.ts';
import { maskDigits, maskPersonal, maskSource, maskText, maskUrl } from './mask.ts';

type Treatment = (text: string) => string;

const keep: Treatment = (text) => text;
/** A page's title and source may name the visitor in words; nobody reads them in a report. */
const drop: Treatment = () => '';

/** By the name of the property; a list's items are treated as the list. */
const TREATMENTS: Readonly<Record<string, Treatment>> = {
  // Made by the audit: hashes, numbers, instants, words of its own.
  id: keep,
  requests: keep,
  findings: keep,
  valueHash: keep,
  startedAt: keep,
  tool: keep,
  browser: keep,
  // The operator's own, not a person's.
  bin: keep,
  // Addresses.
  url: maskUrl,
  urls: maskUrl,
  from: maskUrl,
  page: maskUrl,
  referrer: maskUrl,
  redirectedFrom: maskUrl,
  through: maskUrl,
  header: maskUrl,
  where: (text) => (text.includes('://') ? maskUrl(text) : maskPersonal(text)),
  // What was sent, what the page says.
  body: bodyFields,
  titles: drop,
  documents: drop,
  detail: maskText,
  why: maskText,
  inFunction: maskDigits,
  values: maskDigits,
  // Markup and lines to paste.
  tag: maskSource,
  element: maskSource,
  before: maskSource,
  after: maskSource,
};
/** Lists of the site's config and of the run's own words: their `id` is made by people. */
const NAMED_BY_PEOPLE = new Set(['services', 'categories', 'operators']);

export function redact(run: AuditRun): AuditRun {
  return redactValue(run, '', '') as AuditRun;
}

function redactValue(value: unknown, name: string, parent: string): unknown {
  if (typeof value === 'string') return treatmentOf(name, parent)(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, name, parent));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      keyOf(key, name),
      redactValue(inner, Object.hasOwn(TREATMENTS, key) || !isMap(name) ? key : name, name),
    ]),
  );
}

/** Objects whose keys are not the shape's own. */
function isMap(name: string): boolean {
  return name === 'documents' || name === 'values' || name === 'names' || name === 'cnames';
}

function keyOf(key: string, name: string): string {
  if (name === 'documents') return maskUrl(key);
  return isMap(name) ? maskPersonal(key) : key;
}

function treatmentOf(name: string, parent: string): Treatment {
  if (name === 'id' && NAMED_BY_PEOPLE.has(parent)) return maskPersonal;
  return Object.hasOwn(TREATMENTS, name) ? (TREATMENTS[name] ?? maskPersonal) : maskPersonal;
}
