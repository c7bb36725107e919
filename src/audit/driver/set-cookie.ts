/** Owns reading Set-Cookie lines (RFC 6265 §5.2) as far as an observation names them: name, domain, how long. Pure. */
import type { ObservedCookieSetting } from '../observation.ts';

/** @param now milliseconds since 1970, for `Expires`. */
export function readSetCookies(lines: readonly string[], now: number): ObservedCookieSetting[] {
  return lines.flatMap((line) => {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const name = (at < 0 ? '' : pair.slice(0, at)).trim();
    const valueOf = (key: string): string | undefined => {
      const found = attributes.findLast((item) => item.trim().toLowerCase().startsWith(`${key}=`));
      return found?.slice(found.indexOf('=') + 1).trim();
    };
    if (at < 0) return [];
    return [{ name, domain: (valueOf('domain') ?? '').toLowerCase(), lifetimeSeconds: lifetimeOf(valueOf, now) }];
  });
}

/** `Max-Age` wins over `Expires`; what cannot be read is as if it were not there. */
function lifetimeOf(valueOf: (key: string) => string | undefined, now: number): number | null {
  const age = valueOf('max-age');
  if (age !== undefined && /^-?\d+$/.test(age)) return Math.max(0, Number(age));
  const expires = Date.parse(valueOf('expires') ?? '');
  return Number.isNaN(expires) ? null : Math.max(0, Math.round((expires - now) / 1000));
}
