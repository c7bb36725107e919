/** Owns the fields of a page that session replay would see: asked to be recorded, or not masked (R24). */
import { type CheckFinding, finding } from './check-finding.ts';
import { kindOfField } from './form-fields.ts';
import type { PageElement } from './page-elements.ts';
import { REPLAY_MASKS } from './replay-masks.ts';
import { vendorName } from './vendor-kinds.ts';

/** @param recorders vendors with session replay that may run on the page. */
export function checkFields(
  file: string,
  elements: readonly PageElement[],
  recorders: readonly string[],
): CheckFinding[] {
  const labels = new Map(
    elements.flatMap((element) => {
      const id = element.tag === 'label' ? element.attribute('for') : undefined;
      return id === undefined ? [] : [[id, element.text] as const];
    }),
  );
  return elements.flatMap((element) => {
    const kind = kindOfField({
      tag: element.tag,
      type: (element.attribute('type') ?? '').toLowerCase(),
      autocomplete: (element.attribute('autocomplete') ?? '').toLowerCase().split(/\s+/).at(-1)!,
      words: wordsOf(element, labels),
    });
    if (!kind) return [];
    const name = element.attribute('name') ?? element.attribute('id');
    const what = `the ${kind} field${name ? ` "${name}"` : ''}`;
    return recorders.flatMap((vendor) => checkField(element, vendor, `${file}:${element.line}`, what));
  });
}

function wordsOf(element: PageElement, labels: ReadonlyMap<string, string>): string {
  const around = element.parents.findLast(({ tag }) => tag === 'label')?.text;
  const named = ['name', 'id', 'placeholder', 'aria-label'].map((name) => element.attribute(name));
  return [...named, around, labels.get(element.attribute('id') ?? '')].filter(Boolean).join(' ');
}

function checkField(element: PageElement, vendor: string, at: string, what: string): CheckFinding[] {
  const mask = REPLAY_MASKS[vendor];
  if (!mask)
    return [
      finding('field-unmasked', at, `${what}: how ${vendorName(vendor)} is told to leave it alone is not known here`),
    ];
  const recorded = mask.records.find((mark) => carries(element, mark));
  if (recorded !== undefined)
    return [
      finding('field-recorded', at, `${what} is recorded by ${vendorName(vendor)}: ${recorded}`, `Remove ${recorded}.`),
    ];
  const masked = [element, ...element.parents].some((item) => mask.masks.some((mark) => carries(item, mark)));
  if (masked || mask.masksTyping) return [];
  return [
    finding(
      'field-unmasked',
      at,
      `${what} is not masked for ${vendorName(vendor)}`,
      `Add ${mask.add}, or close the service on this page with "notOn".`,
    ),
  ];
}

/** As a class or as an attribute: the vendors take both forms, or only one that nobody writes otherwise. */
function carries(element: PageElement, mark: string): boolean {
  return element.attribute(mark) !== undefined || (element.attribute('class') ?? '').split(/\s+/).includes(mark);
}
