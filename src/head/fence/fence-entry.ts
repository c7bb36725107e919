/**
 * Owns the inline line of level fence (fence-facts, arrangement E): one document.write puts the exact policy for what is granted here and
 * now, none when everything is, and swallows the static strictest one, which follows in the page. If anything in here fails, that one stays.
 * KELISIM_DATA is put in by `kelisim head` (cli/fence-block.ts).
 */
import type { FenceData } from '../../core/fence-policy.ts';
import { guarded } from '../report.ts';
import { observeFence } from './observe-fence.ts';
import { policyHere } from './policy-here.ts';
import { writeHtml } from './write-html.ts';

declare const KELISIM_DATA: FenceData;

guarded(() => {
  const state = observeFence();
  const [news, policy] = policyHere(KELISIM_DATA);
  // The cookie only selects: no text of it gets into the page.
  const meta = policy ? `<meta http-equiv="Content-Security-Policy" content="${policy}">` : '';
  if (writeHtml(`${meta}<noscript>`)) Object.assign(state, news);
});
