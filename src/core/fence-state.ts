/**
 * Owns what the fence's inline line (levels fence and header) leaves on `window.kelisimFence` for the head script, which comes later and may be
 * of another age. Leaves to others: making the policy (fence-policy.ts), when the page is reloaded (client).
 */
export interface FenceState {
  readonly v: 1;
  /** Value of the choice cookie that the policy was made for; '' when there was none that counts. */
  readonly choice: string;
  /** Whether a policy of ours is in force in this document; false: everything is granted. */
  readonly closed: boolean;
  /** A reload would change nothing: the line came too late or may not write here (Trusted Types). */
  readonly fixed?: boolean;
  /** Addresses the browser refused by our policy before the head listened; each once. */
  readonly blocked: string[];
  /** Set by the head: takes what is refused from then on. */
  tell?: (blockedUrl: string) => void;
}
