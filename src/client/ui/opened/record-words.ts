/** Owns what a consent record allowed and refused, in the names the settings use. Leaves to others: drawing (render-record.ts). */
import type { TemplateResult } from 'lit/html.js';
import type { ConsentRecord } from '../../../core/consent-record.ts';
import { say } from '../../i18n/localization.ts';
import { ownName, ownText } from '../own-text.ts';
import type { Scene } from '../scene.ts';
import { serviceName } from '../service-name.ts';
import type { TextId } from '../../i18n/generated/text-id.ts';

/** A name, ours or with the language it is in. */
type Name = string | TemplateResult;

export interface RecordWords {
  readonly granted: readonly Name[];
  readonly refused: readonly Name[];
}

/** A name that this page no longer knows is shown by its id: the record is older than the config. */
export function recordWords({ decisions, services, scope }: ConsentRecord, scene: Scene): RecordWords {
  const words = { granted: [] as Name[], refused: [] as Name[] };
  for (const [id, verdict] of Object.entries(decisions)) {
    if (verdict === 'granted') words.granted.push(categoryName(id, scene));
    else if (verdict === 'denied') words.refused.push(categoryName(id, scene));
  }
  const deviating = { ...silentReplays(decisions, scope, scene), ...services };
  for (const [id, on] of Object.entries(deviating))
    (on ? words.granted : words.refused).push(ownName(nameOf(id, scene), scene.language));
  return words;
}

/** Session replay does not follow its category (R24): a record of the same scope that does not name it did not allow it. */
function silentReplays(decisions: ConsentRecord['decisions'], scope: string, { inner }: Scene): Record<string, false> {
  if (scope !== inner.stamp.scope) return {};
  const silent = inner.services.filter(({ replay, category }) => replay && decisions[category] === 'granted');
  return Object.fromEntries(silent.map(({ id }) => [id, false as const]));
}

function categoryName(id: string, { config, language }: Scene): Name {
  const own = config.categories?.find((item) => item.id === id);
  return own ? ownText(own.name, language) : say(`category.${id}` as TextId) || id;
}

/** The name of a service; its id when this page does not know it. */
export function nameOf(id: string, scene: Scene): string {
  const service = scene.inner.services.find((item) => item.id === id);
  return service ? serviceName(service, scene) : id;
}
