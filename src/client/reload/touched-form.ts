/**
 * Owns the question whether the visitor has entered something that a reload would take away: a field that is not as the page delivered it,
 * at this moment. Nothing of it is kept or sent. Out of reach: editable text (`contenteditable`), fields in shadow roots and frames, and what
 * the page's own code keeps elsewhere. A page that fills its fields by itself counts as touched.
 */

/** Fields that carry nothing a visitor entered. */
const NO_ENTRY: ReadonlySet<string> = new Set(['hidden', 'submit', 'button', 'image', 'reset']);

export function isFormTouched(root: ParentNode = document): boolean {
  const fields = root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
    'input,textarea,select',
  );
  return [...fields].some(isTouched);
}

function isTouched(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): boolean {
  if (field instanceof HTMLSelectElement) return isSelectTouched(field);
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (NO_ENTRY.has(field.type)) return false;
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  if (field.type === 'file') return field.value !== '';
  return field.value !== field.defaultValue && field.value !== untouchedValue(field);
}

/** The browser itself corrects some values: a range without one stands in the middle, a date that is none is empty. */
function untouchedValue(field: HTMLInputElement): string {
  const fresh = document.createElement('input');
  for (const name of ['type', 'min', 'max', 'step', 'multiple', 'value']) {
    const value = field.getAttribute(name);
    if (value !== null) fresh.setAttribute(name, value);
  }
  return fresh.value;
}

function isSelectTouched(select: HTMLSelectElement): boolean {
  const options = [...select.options];
  if (select.multiple) return options.some((option) => option.selected !== option.defaultSelected);
  const chosen = options.findLastIndex((option) => option.defaultSelected);
  // Without a chosen one a drop-down shows its first option that may be chosen, a list shows none.
  const first = select.size > 1 ? -1 : options.findIndex((option) => !option.disabled && !isInDisabledGroup(option));
  return select.selectedIndex !== (chosen >= 0 ? chosen : first);
}

function isInDisabledGroup({ parentElement }: HTMLOptionElement): boolean {
  return parentElement instanceof HTMLOptGroupElement && parentElement.disabled;
}
