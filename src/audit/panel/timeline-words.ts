/** Owns the lines of the timeline and of what Google was told, in words; addresses are cut. */
import { choiceWords } from './header-words.ts';
import { consentLog, type LoggedConsent } from './consent-log.ts';
import { dataLayerItems } from './data-layer.ts';
import type { PanelScene } from './panel-scene.ts';
import { redactAddress } from './redact-address.ts';
import { kindWords } from './kind-words.ts';
import { serviceName, vendorName, verdictWords } from './row-words.ts';
import { timeline, type TimelineEvent } from './timeline.ts';
import type { WireEntry } from './wire/wire-entry.ts';

export interface TimelineLine {
  readonly is: TimelineEvent['is'];
  readonly timeMs: number;
  readonly text: string;
  /** Cut; '' when there is none. */
  readonly address: string;
}

/** Oldest first. */
export function timelineLines(scene: PanelScene): TimelineLine[] {
  const { ledger, wire, moments } = scene;
  const events = timeline(ledger, wire, moments, signalsOf(scene), (entry) => nameOf(entry, scene));
  return events.map((event) => ({
    is: event.is,
    timeMs: event.timeMs,
    ...wordsOf(event, event.timeMs === moments[0]?.timeMs, scene),
  }));
}

function wordsOf(event: TimelineEvent, isArrival: boolean, scene: PanelScene): Pick<TimelineLine, 'text' | 'address'> {
  const { words } = scene;
  const { say } = words;
  const line = (parts: readonly string[], count: number, address: string) => ({
    text: [...parts.filter(Boolean), ...(count > 1 ? [`×${count}`] : [])].join(' · '),
    address: redactAddress(address),
  });
  switch (event.is) {
    case 'choice':
      return {
        text: `${say(isArrival ? 'tools.event-arrival' : 'tools.event-choice')}: ${choiceWords(event.choice, scene)}`,
        address: '',
      };
    case 'signal':
      return { text: signalWords(event.call, scene), address: '' };
    case 'ledger': {
      const { service, vendor, verdict, kind, url } = event.entry;
      const found = scene.api.inner.services.find(({ id }) => id === service);
      const name = found ? serviceName(found, scene) : vendor.length > 1 ? vendorName(vendor, words) : '';
      return line([name, verdictWords(verdict, words), kindWords(kind, words)], event.count, url);
    }
    case 'wire': {
      const { what, kind, url } = event.entry;
      const said = what === 'refused' ? 'tools.kind-policy' : (`tools.event-${what}` as const);
      return line([event.name, say(said), what === 'refused' ? '' : kindWords(kind, words)], event.count, url);
    }
  }
}

/** Whose an entry is, in words; null when it is the site's own. */
function nameOf({ kind, url }: WireEntry, { owners, words }: PanelScene): string | null {
  if (kind === 'cookie') return '';
  const { is, vendor, host } = owners.ofAddress(url);
  if (is === 'vendor') return vendorName(vendor, words);
  return is === 'unlisted' ? host : null;
}

/** What Google was told so far. */
export function signalsOf({ pushedMs }: Pick<PanelScene, 'pushedMs'>): LoggedConsent[] {
  return consentLog(dataLayerItems(), pushedMs);
}

/** Google's own words: whoever reads this looks for them. */
export function signalWords(
  { command, values, isLate }: LoggedConsent,
  { words: { say } }: Pick<PanelScene, 'words'>,
): string {
  const said = Object.entries(values).map(([key, value]) => `${key} ${value}`);
  return `Google: ${command}: ${said.join(', ')}${isLate ? ` (${say('tools.late')})` : ''}`;
}
