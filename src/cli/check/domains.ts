/** Owns domains: whose a host is, and when one was most likely meant to be another (W20: kreditomai.kz). */
import { getDomain } from 'tldts';
import { distance } from '../../core/distance.ts';

const NAME_MIN_LENGTH = 5;
const EDITS_MAX = 2;

/** `mail.example.com.kz` → `example.com.kz`. */
export function domainOf(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host.toLowerCase();
}

export function isLoopback(host: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host);
}

/** One or two letters away from `own`, and long enough for that to be no accident. The same name under another top level is not a slip. */
export function isNearMiss(domain: string, own: string): boolean {
  const [name, ownName] = [domain, own].map((text) => text.split('.')[0]!);
  if (name === ownName || ownName!.length < NAME_MIN_LENGTH) return false;
  const edits = distance(domain, own);
  return edits > 0 && edits <= EDITS_MAX;
}
