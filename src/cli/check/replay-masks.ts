/**
 * Owns how a page tells a session recorder to leave a field alone, vendor by vendor, as the vendors document it:
 * yandex.com/support/metrica code/html-markup (classes act on an element and what is in it); help.hotjar.com 36820034730641 (keystrokes are
 * suppressed unless a field itself allows them); learn.microsoft.com/clarity masking (input boxes are masked in every mode); posthog.com
 * docs/session-replay/privacy (inputs are masked by default); Contentsquare's attribute data-cs-mask (docs.contentsquare.com personal-data-handling).
 */
export interface ReplayMask {
  /** Class or attribute that masks; on the field or around it. */
  readonly masks: readonly string[];
  /** Class or attribute that asks for recording. */
  readonly records: readonly string[];
  /** The vendor masks what is typed unless told otherwise. */
  readonly masksTyping: boolean;
  /** What to add, as one would write it. */
  readonly add: string;
}

export const REPLAY_MASKS: Readonly<Record<string, ReplayMask>> = {
  'yandex-webvisor': {
    masks: ['ym-disable-keys', 'ym-hide-content'],
    records: ['ym-record-keys', 'ym-show-content'],
    masksTyping: false,
    add: 'class="ym-disable-keys"',
  },
  hotjar: { masks: ['data-hj-suppress'], records: ['data-hj-allow'], masksTyping: true, add: 'data-hj-suppress' },
  'microsoft-clarity': {
    masks: ['data-clarity-mask'],
    records: [],
    masksTyping: true,
    add: 'data-clarity-mask="true"',
  },
  posthog: { masks: ['ph-no-capture'], records: [], masksTyping: true, add: 'class="ph-no-capture"' },
  contentsquare: { masks: ['data-cs-mask'], records: [], masksTyping: false, add: 'data-cs-mask' },
};
