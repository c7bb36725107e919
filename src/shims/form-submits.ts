/** Owns forms that post to another address, by a visitor's click or by `form.submit()`: refused, not held; what was typed stays in the form. */
import { hook } from '../platform/patch.ts';
import type { Realm, ShimPolicy } from './shim-policy.ts';

export function shimFormSubmits(realm: Realm, policy: ShimPolicy): void {
  const goes = (form: Element, button?: Element | null) =>
    // Not `form.action`: a field may be called so.
    policy.mayCall('form', (button && button.getAttribute('formaction')) || form.getAttribute('action') || '');
  hook(realm, 'HTMLFormElement', 'submit', (_, form) => (goes(form) ? undefined : null));
  realm.addEventListener(
    'submit',
    (event: SubmitEvent) => {
      if (!goes(event.target as Element, event.submitter)) event.preventDefault();
    },
    true,
  );
}
