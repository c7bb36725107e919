/**
 * Owns making text of strangers (addresses, markup, messages) harmless to read: no control characters, none that turn the direction of
 * writing (UAX #9: a file name could read backwards), and not longer than a reader bears. Leaves to others: escaping for HTML, XML, Markdown.
 */
const MAX_LENGTH = 2000;
const HIDDEN =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;

export function plainText(text: string, maxLength = MAX_LENGTH): string {
  const shown = text.toWellFormed().replace(HIDDEN, (char) => `[U+${codeOf(char)}]`);
  return shown.length > maxLength ? `${shown.slice(0, maxLength).toWellFormed()}…` : shown;
}

export function oneLine(text: string, maxLength = MAX_LENGTH): string {
  return plainText(text.replace(/\s+/g, ' ').trim(), maxLength);
}

function codeOf(char: string): string {
  return char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}
