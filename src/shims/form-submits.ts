/** Owns forms that post to another address, by a visitor's click or by `form.submit()`: refused, not held; what was typed stays in the form. */
import { hook } from '../platform/patch.ts';
import type { Realm, ShimPolicy } from './shim-policy.ts';

const { getAttribute } = Element.prototype;

function goes(policy: ShimPolicy, form: Element, button?: Element | null): boolean {
  // Natively: a field may be called `action` or `getAttribute`.
  const of = (element: Element, name: string) => getAttribute.call(element, name);
  return policy.mayCall('form', (button && of(button, 'formaction')) || of(form, 'action') || '');
}

export function shimFormSubmits(realm: Realm, policy: ShimPolicy): void {
  hook(realm, 'HTMLFormElement', 'submit', (_, form) => (goes(policy, form) ? undefined : null));
}

/** @param root a document or a shadow root, which the event does not leave. */
export function watchSubmits(root: EventTarget, policy: ShimPolicy): void {
  root.addEventListener(
    'submit',
    (event) => {
      if (!goes(policy, event.target as Element, (event as SubmitEvent).submitter)) event.preventDefault();
    },
    true,
  );
}
