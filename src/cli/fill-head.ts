/** Owns putting one site's data into the built head file, safe to stand inside an inline script (gate-facts §5.1). */
import type { FenceData } from '../core/fence-policy.ts';
import type { HeadData } from '../core/head-data.ts';

/** Packed rules by vendor: what the gate inside workers carries. */
export interface WorkerData {
  readonly rules: Readonly<Record<string, string>>;
}

const PLACEHOLDER = 'KELISIM_DATA';

/**
 * @param template the built head script, in which the placeholder stands once.
 * @throws when the result could not stand in an HTML script element: `<!--` with `<script` swallows the page, `</script` ends it.
 */
export function fillHead(template: string, data: HeadData | FenceData | WorkerData): string {
  const parts = template.split(PLACEHOLDER);
  if (parts.length !== 2) throw new Error(`head template: expected the placeholder once, found ${parts.length - 1}`);
  const text = `${parts[0]}${literalOf(data)}${parts[1]}`.trim();
  if (/<!--|<\/?script/i.test(text)) throw new Error('head file contains text that ends or swallows an inline script');
  return `${text}\n`;
}

/** A JavaScript literal, a little smaller than JSON: keys without quotes, strings in the quotes that the minified code around them uses. */
function literalOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literalOf).join()}]`;
  if (typeof value === 'string') return `\`${escapeText(value)}\``;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.map(([key, field]) => `${/^[a-z]\w*$/i.test(key) ? key : escapeMarkup(JSON.stringify(key))}:${literalOf(field)}`).join()}}`;
}

/** For a template literal inside an HTML script element; U+2028 and U+2029 end lines in scripts older than ES2019. */
function escapeText(text: string): string {
  return escapeMarkup(text.replace(/[\\`]|\$(?=\{)/g, '\\$&'));
}

function escapeMarkup(text: string): string {
  return text.replace(/[<\r\n\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
