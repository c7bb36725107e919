/**
 * Owns the finding `late-default` of one visit: a consent default that came after the first command to Google, or never, while updates came.
 * Only where a tag of Google's was really asked for, which is what the order matters to.
 * Leaves to others: the calls in the right order (fixes-consent.ts).
 */
import type { ConsentCall } from '../observation.ts';
import { type Draft, evidenceOf } from './draft.ts';
import { fixDefault } from './fixes-consent.ts';
import { groupBy } from './group-by.ts';
import { isLeak } from './judge-vendor.ts';
import type { Seen } from './sightings-of.ts';
import type { Visit } from './visit.ts';

/** Those that listen to Consent Mode, the one that reports first. */
const LISTENERS = ['google-analytics-4', 'google-ads', 'google-tag-manager'];

export function lateDefaultsOf(visit: Visit): Draft[] {
  const { observation, facts, seen } = visit;
  const asked = seen.filter(({ vendor, what }) => what === 'sent' && LISTENERS.includes(vendor));
  // What leaked is told as that; the order of calls is the smaller matter, and mended with it.
  if (!asked.length || (facts.source !== 'none' && asked.some(isLeak))) return [];
  const isOurs = observation.kelisim !== null && facts.googleConsentMode !== 'off';
  const calls = callsByView(visit);
  const late = calls.find((view) => isLate(view, visit, isOurs));
  if (!late) return [];
  const first = reporter(asked);
  const { place, element, fixes } = fixDefault(visit, first);
  const hasDefault = late.some(({ command }) => command === 'default');
  return [
    {
      verdict: 'late-default',
      severity: 'error',
      cause: 'late-default',
      vendor: first.vendor,
      host: first.host,
      category: first.expectation.category,
      page: first.page,
      place,
      element,
      names: { expected: 'default', sent: hasDefault ? 'default' : 'update' },
      fixes,
      evidence: evidenceOf(observation, asked),
    },
  ];
}

/** @param isOurs Kelisim speaks first in every page; what it says before its default are settings, no calls. */
function isLate(view: readonly ConsentCall[], { observation }: Visit, isOurs: boolean): boolean {
  const defaults = view.filter(({ command }) => command === 'default');
  const others = isOurs ? defaults.slice(1) : defaults;
  // On every page after a choice Kelisim's own event is the first push; it is no command to Google.
  const isTold = ({ stage }: ConsentCall) => observation.kelisim && observation.stages[stage]?.said !== 'nothing';
  return others.some((call) => call.after > (isTold(call) ? 1 : 0)) || (!defaults.length && view.length > 0);
}

/** Calls of one document each: the count begins anew with every page. */
function callsByView({ observation }: Visit): ConsentCall[][] {
  const { requests, consentCalls } = observation;
  const documents = requests.filter(({ kind, realm }) => kind === 'document' && realm === 'page');
  const viewOf = ({ atMs }: ConsentCall) => documents.filter((document) => document.atMs <= atMs).length;
  return [...groupBy(consentCalls, (call) => String(viewOf(call))).values()];
}

/** A hit of the first listener that sent one, else its file. */
function reporter(asked: readonly Seen[]): Seen {
  const vendor = LISTENERS.find((id) => asked.some((one) => one.vendor === id));
  const own = asked.filter((one) => one.vendor === vendor);
  return own.find(({ request }) => request!.kind !== 'script') ?? own[0]!;
}
