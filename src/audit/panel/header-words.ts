/** Owns the facts at the head of the panel, as label and value: site, page, choice in words, records that wait, troubles, version. */
import type { Inner } from '../../core/api.ts';
import type { Choice } from '../../core/choice.ts';
import { PENDING_PREFIX } from '../../core/storage-keys.ts';
import { keptKeys } from '../../platform/keep.ts';
import type { PanelScene } from './panel-scene.ts';
import { maskNumbers } from './mask-numbers.ts';
import { categoryName, type Naming, serviceName } from './row-words.ts';

export interface HeaderFact {
  readonly label: string;
  readonly value: string;
}

/** Records that were made and that the outbox has not taken over. */
export function pendingCount({ memory }: Pick<Inner, 'memory'>): number {
  return memory.length + keptKeys(PENDING_PREFIX).length;
}

export function headerWords(scene: PanelScene): HeaderFact[] {
  const { say } = scene.words;
  const { inner, version } = scene.api;
  const { trouble } = inner;
  const { outbox } = scene;
  // Until the outbox was read, what is surely there.
  const queued = outbox ? outbox.pending + outbox.waiting : pendingCount(inner);
  return [
    { label: say('panel.site'), value: inner.site },
    // Numbers in a path may name a person or an application; the text may be sent on.
    { label: say('panel.page'), value: maskNumbers(scene.path) },
    { label: say('panel.choice'), value: choiceWords(inner.choice(), scene) },
    { label: say('panel.records'), value: queued ? `${queued}` : say('panel.none') },
    ...(outbox?.lastError ? [{ label: say('tools.last-error'), value: outbox.lastError }] : []),
    { label: say('panel.version'), value: version },
    ...(trouble
      ? [{ label: say('panel.trouble'), value: [trouble.code, trouble.path].filter(Boolean).join(', ') }]
      : []),
  ];
}

export function choiceWords(choice: Choice | null, scene: Naming & Pick<PanelScene, 'api'>): string {
  const { say } = scene.words;
  const { categories, services } = scene.api.inner;
  if (!choice) return say('panel.no-choice');
  const asked = categories.filter(({ id, letter }) => letter && services.some(({ category }) => category === id));
  const said = asked.map(
    ({ id, letter }) =>
      `${categoryName(id, scene)}: ${say(choice.letters.includes(letter) ? 'panel.agreed' : 'panel.refused')}`,
  );
  const deviating = services.filter(({ id }) => choice.services[id] !== undefined);
  const except = deviating.map(
    (service) =>
      `${serviceName(service, scene)}: ${say(choice.services[service.id] ? 'panel.switched-on' : 'panel.switched-off')}`,
  );
  return [...said, ...except].join('; ');
}
