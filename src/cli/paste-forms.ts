/**
 * Owns the two forms a site owner pastes first in <head>. Both carry the attributes that keep optimisers from moving or delaying the script:
 * data-skip-moving (Bitrix), data-cfasync (Cloudflare Rocket Loader), data-no-optimize and data-no-defer (WordPress optimisers).
 */
const KEEP_IN_PLACE = 'data-skip-moving="true" data-cfasync="false" data-no-optimize="1" data-no-defer="1"';

/** One script tag. `integrity` fails closed: an altered file does not run, marked tags stay inert. */
export function tagHtml(src: string, integrity: string): string {
  const cross = /^https?:/.test(src) ? ' crossorigin="anonymous"' : '';
  return `<script src="${src}" integrity="${integrity}"${cross} ${KEEP_IN_PLACE}></script>\n`;
}

/** The same script inline: a round trip faster, and first in the page for certain. `nonce="KELISIM_NONCE"` is for sites with a nonce policy. */
export function headHtml(script: string): string {
  return `<script nonce="KELISIM_NONCE" ${KEEP_IN_PLACE}>${script.trim()}</script>\n`;
}
