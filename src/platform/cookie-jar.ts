/**
 * Owns cookies through the browser's own accessor, captured before the cookie guard patches it.
 * Leaves to others: what the value means (core/choice-cookie.ts), which cookies may be touched (gate, withdraw).
 */
const native = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')!;

/** The whole `document.cookie`. */
function allCookies(): string {
  try {
    return native.get!.call(document) as string;
  } catch (_) {
    // Sandboxed documents throw SecurityError.
    return '';
  }
}

/** Writes one `document.cookie` line past any patch; without cookies nothing happens. */
export function writeCookie(line: string): void {
  try {
    native.set!.call(document, line);
  } catch (_) {
    // As above: then no choice is kept.
  }
}

/**
 * Every value stored under a name; there are several when a domain and its parent both set it.
 *
 * @param text what `document.cookie` said a moment ago.
 */
export function readCookies(name: string, text: string = allCookies()): string[] {
  return text
    .split('; ')
    .filter((pair) => pair.indexOf(`${name}=`) === 0)
    .map((pair) => pair.slice(name.length + 1));
}

export function cookieNames(): string[] {
  const text = allCookies();
  return text ? text.split('; ').map((pair) => pair.split('=')[0]!) : [];
}

/** Cookie attributes of each domain level, widest first, host only last: `;domain=example.kz`, `;domain=www.example.kz`, ``. */
export function domainLevels(host: string): string[] {
  const labels = host.split('.');
  return labels
    .map((_, i) => (i ? `;domain=${labels.slice(-i - 1).join('.')}` : ''))
    .slice(1)
    .concat('');
}

/**
 * Writes a cookie for the whole site on the widest domain that reads back, so that subdomains share it. Public suffixes (`com.kz`) and
 * addresses refuse by themselves; nothing is kept where cookies are off.
 */
export function writeWidest(name: string, value: string, maxAgeSeconds: number): void {
  const levels = domainLevels(location.hostname);
  const line = (domain: string, text: string, seconds: number) =>
    writeCookie(
      `${name}=${text}${domain};path=/;max-age=${seconds};samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`,
    );
  // First of all none: an older one on a narrower domain would be sent first, and one of the same value would read back below a suffix that refused.
  for (const domain of levels) line(domain, '', 0);
  levels.some((domain) => {
    line(domain, value, maxAgeSeconds);
    return readCookies(name).indexOf(value) >= 0;
  });
}
