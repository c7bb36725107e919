/**
 * Owns the preload hints for a site's own files. They stand before everything else: the meta of fence and quiet look-ahead switches off
 * Chromium's look-ahead for the whole page, and these give it back (fence-facts §3).
 */

const AS: Readonly<Record<string, string>> = {
  js: 'as="script"',
  css: 'as="style"',
  woff2: 'as="font" type="font/woff2" crossorigin',
  woff: 'as="font" type="font/woff" crossorigin',
  png: 'as="image"',
  jpg: 'as="image"',
  jpeg: 'as="image"',
  webp: 'as="image"',
  avif: 'as="image"',
  svg: 'as="image"',
};

/** @returns the hint, or in one sentence why there is none. */
export function preloadHint(file: string): { readonly html: string } | { readonly refusal: string } {
  // They are fetched before any policy: nothing of somebody else's may stand there.
  if (/^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(file))
    return {
      refusal: `--preload ${file}: only files of the site itself, without a host name, may be fetched before the choice.`,
    };
  if (!/^[\w/.~!()+=:@%?,-]+$/.test(file))
    return { refusal: `--preload ${file}: write the address as it stands in the page, percent-encoded.` };
  const ending = /\.([a-z0-9]+)(?:\?|$)/i.exec(file)?.[1]?.toLowerCase() ?? '';
  if (ending === 'mjs') return { html: `<link rel="modulepreload" href="${file}">` };
  const as = AS[ending];
  if (as === undefined)
    return {
      refusal: `--preload ${file}: its ending does not tell what it is; known are mjs, ${Object.keys(AS).join(', ')}.`,
    };
  return { html: `<link rel="preload" href="${file}" ${as}>` };
}
