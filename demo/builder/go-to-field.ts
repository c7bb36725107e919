/** Owns the way from a finding to its field: closed parts are opened, the field is brought into view and focused. */
import { fieldId } from './fields.ts';

/** The field itself, the first one of what is missing, or the nearest one around it. */
function elementFor(path: string): HTMLElement | null {
  for (let at = path; at; at = at.replace(/(?:^|\.)\w+$|\[\d+\]$/, '')) {
    const own = document.getElementById(fieldId(at));
    if (own) return own;
    const inside = document.querySelector<HTMLElement>(
      ['.', '['].map((border) => `[id^="${CSS.escape(fieldId(at) + border)}"]`).join(),
    );
    if (inside) return inside;
  }
  return null;
}

export function goToField(path: string): void {
  const field = elementFor(path);
  if (!field) return;
  for (let around: Element | null = field; around; around = around.parentElement)
    if (around instanceof HTMLDetailsElement) around.open = true;
  const target = field instanceof HTMLDetailsElement ? field.querySelector('summary')! : field;
  target.scrollIntoView({ block: 'center' });
  target.focus({ preventScroll: true });
}
