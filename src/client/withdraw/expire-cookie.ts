/** Owns deleting one cookie wherever it may have been set: a cookie goes only when domain and path are the ones it was set with (RFC 6265 §5.3). */
import { domainLevels } from '../../platform/cookie-jar.ts';
import { pathLevels } from './path-levels.ts';

/** @param write puts one `document.cookie` line past the cookie guard, which drops writes of these very names. */
export function expireCookie(name: string, write: (line: string) => void): void {
  const secure = location.protocol === 'https:';
  for (const domain of domainLevels(location.hostname)) {
    for (const path of pathLevels(location.pathname)) {
      const line = `${name}=${domain};path=${path};max-age=0`;
      write(secure ? `${line};secure` : line);
      // A partitioned cookie is another one (https://developer.mozilla.org/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies).
      if (secure) write(`${line};secure;partitioned`);
    }
  }
}
