/** Owns putting a text on the clipboard, also where the asynchronous clipboard is missing (plain http) or refused. */

/**
 * @param place where a text field may stand for a moment.
 * @returns false when the browser did not allow it.
 */
export async function copyText(text: string, place: ParentNode): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, place);
  }
}

function copyBySelection(text: string, place: ParentNode): boolean {
  const field = document.createElement('textarea');
  field.readOnly = true;
  field.className = 'copied';
  field.value = text;
  place.append(field);
  const focused = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
  field.select();
  try {
    // Deprecated and the only way on plain http, where test sites live.
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
