/**
 * Owns the line on the console when the endpoint is set up wrongly: what it said, where that is mended, that nothing is lost. Loaded only then.
 */
const REMEDIES: Readonly<Record<string, string>> = {
  'http-403': 'is this origin on its list?',
  'http-404': 'are sync.endpoint and site right?',
  'http-415': 'it takes neither text/plain nor application/json',
  'not-ours': 'the answer is no acknowledgement; a backend of your own needs sync.acknowledge: "status"',
};

const told = new Set<string>();

/** Once a page and code. */
export function tellTrouble(endpoint: string, code: string): void {
  if (told.has(code)) return;
  told.add(code);
  const { origin } = new URL(endpoint, location.href);
  const remedy =
    code === 'csp'
      ? `the page's Content-Security-Policy keeps requests from it; add to connect-src: ${origin}`
      : (REMEDIES[code] ?? 'look at what stands before it, as a proxy or a login');
  console.warn(
    `kelisim: ${endpoint} does not take choices (${code}): ${remedy}. They stay stored in this browser and are sent again later.`,
  );
}
