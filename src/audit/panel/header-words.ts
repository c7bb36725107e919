/** Owns the facts at the head of the panel, as label and value: site, page, choice in words, records that wait, version. */
import type { Choice } from '../../core/choice.ts';
import type { PanelScene } from './panel-scene.ts';
import { categoryName, serviceName } from './row-words.ts';

export interface HeaderFact {
  readonly label: string;
  readonly value: string;
}

export function headerWords(scene: PanelScene): HeaderFact[] {
  const { say } = scene.words;
  const { inner, version } = scene.api;
  const { trouble } = inner;
  return [
    { label: say('panel.site'), value: inner.site },
    // Numbers in a path may name a person or an application; the text may be sent on.
    { label: say('panel.page'), value: scene.path.replace(/\d{4,}/g, ':n') },
    { label: say('panel.choice'), value: choiceWords(scene, inner.choice()) },
    { label: say('panel.records'), value: waitingWords(scene) },
    { label: say('panel.version'), value: version },
    ...(trouble
      ? [{ label: say('panel.trouble'), value: [trouble.code, trouble.path].filter(Boolean).join(', ') }]
      : []),
  ];
}

function choiceWords(scene: PanelScene, choice: Choice | null): string {
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

function waitingWords({ words: { say }, waiting: { pending, outbox } }: PanelScene): string {
  return (
    [...(pending ? [`${pending}`] : []), ...(outbox ? [say('panel.in-outbox')] : [])].join(', ') || say('panel.none')
  );
}
