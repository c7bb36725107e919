/**
 * Owns turning bytes into a JSON value strictly: UTF-8 without mark, no repeated member names, bounded depth.
 * JSON.parse keeps the last of two equal names (RFC 8259 §4 leaves it open); evidence must not depend on which one a reader takes.
 */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: JsonFault };
export type JsonFault = 'malformed-utf8' | 'malformed-json' | 'duplicate-key' | 'too-deep';

/** batch > records > record > decisions is 4; the rest is room for later versions. */
export const JSON_MAX_DEPTH = 12;

export function parseJson(bytes: Uint8Array): ParsedJson {
  let text: string;
  try {
    // ignoreBOM keeps the mark in the text, where JSON.parse refuses it (RFC 8259 §8.1).
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ok: false, code: 'malformed-utf8' };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, code: 'malformed-json' };
  }
  const code = faultOf(text);
  return code ? { ok: false, code } : { ok: true, value };
}

/** Walks a text that JSON.parse has accepted, so every quote and bracket stands where the grammar allows it. */
function faultOf(text: string): JsonFault | null {
  /** Names seen in each open object; null for an open array. */
  const open: (Set<string> | null)[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '{' || char === '[') {
      if (open.length === JSON_MAX_DEPTH) return 'too-deep';
      open.push(char === '{' ? new Set() : null);
    } else if (char === '}' || char === ']') {
      open.pop();
    } else if (char === '"') {
      const end = endOfString(text, i);
      const names = open.at(-1);
      if (names && isName(text, end)) {
        // Decoded, because "a" and "\u0061" are the same name.
        const name = JSON.parse(text.slice(i, end)) as string;
        if (names.has(name)) return 'duplicate-key';
        names.add(name);
      }
      i = end - 1;
    }
  }
  return null;
}

/** Index after the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

function isName(text: string, end: number): boolean {
  let i = end;
  while (text[i] === ' ' || text[i] === '\n' || text[i] === '\r' || text[i] === '\t') i++;
  return text[i] === ':';
}
