/** Owns the one write of the inline lines, under Trusted Types too. */
import { report } from '../report.ts';

interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createHTML(text: string): string }): { createHTML(text: string): string };
}

/** @returns false when nothing was written: then the static policy stays in force. */
export function writeHtml(html: string): boolean {
  try {
    // Too late: writing now would replace the page.
    if (document.readyState !== 'loading') throw new Error('not first in the page');
    document.write(trusted(html));
    return true;
  } catch (error) {
    report('fence stays closed; under Trusted Types list the policy "kelisim"', error);
    return false;
  }
}

function trusted(html: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypesFactory };
  try {
    return trustedTypes ? trustedTypes.createPolicy('kelisim', { createHTML: (text) => text }).createHTML(html) : html;
  } catch (_) {
    // The name is not listed; where nothing requires trusted types the plain text will do.
    return html;
  }
}
