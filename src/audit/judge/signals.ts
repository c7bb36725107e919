/**
 * Owns the finding `signal-mismatch` of one visit: a hit whose consent flags say something else than the visitor did, either way. Only of hits
 * that may leave: one that may not is a leak, whatever it says.
 * Sources: Google's "Consent mode reference" (`gcs`, `npa`), the letters of `gcd` as its tags write them; Microsoft's UET (`asc`).
 * Leaves to others: when the default came (late-defaults.ts), the calls to write instead (fixes-consent.ts).
 */
import { type Draft, evidenceOf } from './draft.ts';
import { expectedTypes } from './consent-types.ts';
import { fixSignal } from './fixes-consent.ts';
import { groupBy } from './group-by.ts';
import type { Seen } from './sightings-of.ts';
import type { Visit } from './visit.ts';

/** What a hit says of one consent type. */
export interface SaidInHit {
  readonly type: string;
  readonly granted: boolean;
  /** `gcs=G100`, word for word. */
  readonly text: string;
}

const GCD_TYPES = ['ad_storage', 'analytics_storage', 'ad_user_data', 'ad_personalization'];
const GCD = /^1\d([a-z])\d([a-z])\d([a-z])\d([a-z])\d/;
/** `n r t v`: granted by the default or by the update after it. `m p q u`: denied. `l`: never said. */
const GCD_GRANTED = 'nrtv';
const GCD_DENIED = 'mpqu';

/** Tags that were loaded early learn of the choice a moment after the click. */
const TOLD_AFTER_MS = 300;

export function saidInHit(vendor: string, address: string, body: string): SaidInHit[] {
  const url = URL.parse(address);
  if (!url) return [];
  const inBody = new URLSearchParams(body.split('\n')[0] ?? '');
  const value = (key: string) => url.searchParams.get(key) ?? inBody.get(key) ?? '';
  const said: SaidInHit[] = [];
  if (vendor === 'microsoft-uet') {
    const asc = value('asc');
    return /^[GD]$/.test(asc) ? [{ type: 'ad_storage', granted: asc === 'G', text: `asc=${asc}` }] : [];
  }
  if (!vendor.startsWith('google-') || vendor === 'google-fonts' || vendor === 'google-maps') return [];
  const gcs = value('gcs');
  const [, ads, analytics] = /^G1([01-])([01-])/.exec(gcs) ?? [];
  for (const [type, digit] of [
    ['ad_storage', ads],
    ['analytics_storage', analytics],
  ] as const) {
    if (digit === '0' || digit === '1') said.push({ type, granted: digit === '1', text: `gcs=${gcs}` });
  }
  const gcd = value('gcd');
  GCD.exec(gcd)
    ?.slice(1)
    .forEach((letter, i) => {
      const granted = GCD_GRANTED.includes(letter);
      if (granted || GCD_DENIED.includes(letter)) said.push({ type: GCD_TYPES[i]!, granted, text: `gcd=${gcd}` });
    });
  // `npa=1` may be the site's own wish; `npa=0` after a refusal is nobody's.
  if (value('npa') === '0' && !said.some(({ type }) => type === 'ad_personalization'))
    said.push({ type: 'ad_personalization', granted: true, text: 'npa=0' });
  return said;
}

interface Mismatch extends SaidInHit {
  readonly one: Seen;
}

export function signalsOf(visit: Visit): Draft[] {
  const mismatches = visit.seen.flatMap((one) => mismatchesOf(visit, one));
  const groups = groupBy(mismatches, ({ one, granted }) => `${one.vendor}\n${String(granted)}`);
  return [...groups.values()].map((group): Draft => {
    const { one, granted } = group[0]!;
    const types = [...new Set(group.map(({ type }) => type))].toSorted();
    const { place, element, fixes } = fixSignal(visit, one);
    return {
      verdict: 'signal-mismatch',
      severity: 'error',
      cause: 'wrong-signal',
      vendor: one.vendor,
      host: one.host,
      category: one.expectation.category,
      page: one.page,
      place,
      element,
      of: String(granted),
      names: {
        setting: types.join(', '),
        sent: group[0]!.text,
        expected: granted ? 'denied' : 'granted',
      },
      fixes,
      evidence: evidenceOf(
        visit.observation,
        group.map((item) => item.one),
      ),
    };
  });
}

function mismatchesOf({ observation, facts }: Visit, one: Seen): Mismatch[] {
  const { request, what, granted, early, stage, atMs, vendor, page } = one;
  if (!request || what !== 'sent' || !(granted || early)) return [];
  const now = observation.stages[stage];
  if (!now || (early && stage > 0 && atMs < now.startedAtMs + TOLD_AFTER_MS)) return [];
  const { said, choice } = now;
  const path = URL.parse(page)?.pathname ?? '/';
  const expected = expectedTypes(facts, { said, phase: observation.phase, path, choice });
  return saidInHit(vendor, request.url, request.body).flatMap((item) =>
    expected[item.type] !== undefined && expected[item.type] !== item.granted ? [{ ...item, one }] : [],
  );
}
