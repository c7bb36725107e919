/** Owns waiting for the page to be parsed. */

/** Once the page is parsed, or soon when it is. */
export function whenParsed(work: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', work);
  else setTimeout(work);
}
