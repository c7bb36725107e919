/**
 * Owns one switch: a native checkbox in the role of a switch (ARIA 1.2 §5.3). Not an element of its own: a thousand services would mean
 * a thousand shadow roots. The word beside it says "partly on", since the role knows no mixed state (ARIA 1.2, aria-checked).
 */
import { type TemplateResult, html } from 'lit/html.js';

/** @param kind and `id` are what the change event's target says: name and value. */
export function renderSwitch(
  kind: 'category' | 'service',
  id: string,
  label: string,
  on: boolean,
  note = '',
): TemplateResult {
  return html`<label>${note}<input type="checkbox" role="switch" name=${kind} value=${id} aria-label=${note ? `${label}, ${note}` : label} class=${note && 'mixed'} .checked=${on}></label>`;
}
