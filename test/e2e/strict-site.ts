/** Owns a demo page for a strict content security policy, and seeing what violates it. */
import type { Visitor } from './visitor.ts';

/** The page without its inline snippets, which such a policy forbids: all that is left of trackers is one marked tag. */
export const MARKED_ONLY = {
  'trackers-head':
    '<script type="text/plain" data-kelisim="jivochat" src="https://code.jivosite.com/widget/STRICT"></script>',
  'trackers-body': '',
  map: '',
  film: '<iframe data-kelisim="youtube-embed" data-src="https://www.youtube.com/embed/STRICT" title="YouTube"></iframe>',
};

/** Collects from the first moment; what the browser held is reported to the document. */
export async function watchViolations(visitor: Visitor): Promise<() => Promise<string[]>> {
  await visitor.page.addInitScript(() => {
    const found: string[] = ((window as unknown as { violations: string[] }).violations = []);
    document.addEventListener('securitypolicyviolation', (event) =>
      found.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  return () => visitor.page.evaluate(() => (window as unknown as { violations: string[] }).violations);
}
