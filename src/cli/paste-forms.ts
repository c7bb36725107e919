/**
 * Owns the two forms a site owner pastes first in <head>. Both carry the attributes that keep optimisers from moving, delaying or rewriting
 * the script; what each of them does with it is tried in test/e2e/install-*.spec.ts.
 */
export const KEEP_IN_PLACE = [
  // Bitrix, "move all JavaScript to the end of the page".
  'data-skip-moving="true"',
  // Cloudflare Rocket Loader; LiteSpeed Cache respects it too.
  'data-cfasync="false"',
  // LiteSpeed Cache.
  'data-no-optimize="1" data-no-defer="1"',
  // Autoptimize.
  'data-noptimize="1"',
  // WP Rocket leaves a script alone in whose text `nowprocket` stands, and does not minify one marked so.
  'data-nowprocket="1" data-no-minify="1"',
].join(' ');

/** One script tag. `integrity` fails closed: an altered file does not run, marked tags stay inert. */
export function tagHtml(src: string, integrity: string, nonce?: string): string {
  const cross = /^https?:/.test(src) ? ' crossorigin="anonymous"' : '';
  return `<script ${nonceOf(nonce)}src="${src}" integrity="${integrity}"${cross} ${KEEP_IN_PLACE}></script>\n`;
}

/**
 * The same script inline: a round trip faster, and first in the page for certain.
 *
 * @param nonce what the site's template puts there, as `{{ csp_nonce }}`, when it has a nonce policy. No placeholder is left in by default:
 *   the gate would take it for its own nonce and release only what carries the same.
 */
export function headHtml(script: string, nonce: string | undefined): string {
  return `<script ${nonceOf(nonce)}${KEEP_IN_PLACE}>${script.trim()}</script>\n`;
}

function nonceOf(nonce: string | undefined): string {
  return nonce ? `nonce="${nonce}" ` : '';
}
