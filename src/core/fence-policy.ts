/**
 * Owns the content security policy of levels fence and header: what the browser may fetch for one choice on one page. The inline line, the
 * Node middleware and the tests run this; the nginx maps are held to the same answers. Leaves to others: making the data (fence-data.ts),
 * reading the cookie (choice-cookie.ts), what is granted (choice.ts).
 */
import { type Choice, type DecidableService, isGranted } from './choice.ts';

/** A service that is not open to everybody everywhere. */
export interface FenceService extends DecidableService {
  /** Its hosts as policy sources, space-separated. */
  readonly sources: string;
}

/** A site as its policy is made of it; baked into the inline line. */
export interface FenceData {
  readonly scope: string;
  readonly termDays: number;
  /** Sources that are always open, space-separated: necessary hosts, the collector, Kelisim's own files. */
  readonly open: string;
  readonly services: readonly FenceService[];
  /** Forms, too, may only go where the page may fetch from. */
  readonly forms?: boolean;
  /** The list stays in force when everything is granted: `unlisted: "block"`. */
  readonly always?: boolean;
}

/**
 * A host that cannot exist (RFC 2606): by it the listener, the audit and whoever reads a report know the policy as Kelisim's. Engines write
 * the rest of a policy in their own words in reports.
 */
export const FENCE_MARK = 'kelisim.invalid';

/** What stands in every policy: a site's own files and inline code are not the fence's business, only where the page may go. */
const OWN = `'self' 'unsafe-inline' 'unsafe-eval' data: blob:`;

/** @param hosts sources that are open, each with a space before it. */
export function policyText(hosts: string, forms: boolean | undefined): string {
  const list = FENCE_MARK + hosts;
  return `default-src ${OWN} ${list}${forms ? `; form-action 'self' ${list}` : ''}`;
}

function policyOf({ open, forms }: FenceData, sources: readonly string[]): string {
  return policyText([open, ...sources].map((source) => source && ` ${source}`).join(''), forms);
}

/** The policy for a visitor who granted nothing, on any page: the static meta, and what to try first as report-only. */
export function strictestPolicy(fence: FenceData): string {
  return policyOf(fence, []);
}

/**
 * The policy for a choice on a page.
 *
 * @param choice null when there is none that counts.
 * @param path path of the page, for `onlyOn` and `notOn`.
 * @returns null when every service is granted here: then there is no policy.
 */
export function policyFor(fence: FenceData, choice: Choice | null, path: string): string | null {
  const { services, always } = fence;
  const find = (id: string) => services.filter((service) => service.id === id)[0];
  const sources: string[] = [];
  let closed = always;
  for (const service of services) {
    if (!isGranted(service, choice, path, find)) closed = true;
    else for (const source of service.sources.split(' ')) if (sources.indexOf(source) < 0) sources.push(source);
  }
  return closed ? policyOf(fence, sources) : null;
}
