/**
 * Owns sections of a page that several commands write: each begins with its heading (`## …`) and ends where the next begins. Pure.
 */

/** @returns the section with this heading, '' where there is none. */
export function sectionIn(page: string, heading: string): string {
  const at = page.indexOf(`${heading}\n`);
  if (at < 0) return '';
  const next = page.indexOf('\n## ', at);
  return `${page.slice(at, next < 0 ? undefined : next).trimEnd()}\n`;
}

/** @param section takes the place of the one with the same heading, else comes last; '' changes nothing. */
export function withSection(page: string, section: string): string {
  const old = section && sectionIn(page, section.slice(0, section.indexOf('\n')));
  // Not as a pattern of `replace`: a `$` in the text is a `$`.
  if (old) return page.split(old).join(section);
  return section ? `${page.trimEnd()}\n\n${section}` : page;
}
