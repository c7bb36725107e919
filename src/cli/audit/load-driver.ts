/**
 * Owns loading what drives a browser, when a command needs it: playwright-core is an optional peer, and whoever only builds a site is spared it.
 * Leaves to others: finding the browser itself (audit/driver).
 */
import type { AuditOptions, AuditProgress } from '../../audit/audit-options.ts';
import type { AuditRun } from '../../audit/audit-run.ts';

export interface Driver {
  readonly runAudit: (options: AuditOptions, tell?: (progress: AuditProgress) => void) => Promise<AuditRun>;
  /** Nothing could be observed at all; the message says why. */
  readonly CannotObserve: new (
    message?: string,
  ) => Error;
}

export type LoadDriver = () => Promise<Driver | { readonly refusal: string }>;

const MISSING =
  'The audit drives a browser with playwright-core, which is not installed: npm install playwright-core@1.65.1 (and npx playwright-core install chromium, unless there is a Chromium or Chrome).';

export async function loadDriver(): Promise<Driver | { readonly refusal: string }> {
  return loadWith(() => import('playwright-core'));
}

export async function loadWith(importPeer: () => Promise<unknown>): Promise<Driver | { readonly refusal: string }> {
  try {
    await importPeer();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return { refusal: MISSING };
  }
  const [{ runAudit }, { CannotObserve }] = await Promise.all([
    import('../../audit/driver/run-audit.ts'),
    import('../../audit/driver/cannot-observe.ts'),
  ]);
  return { runAudit, CannotObserve };
}
