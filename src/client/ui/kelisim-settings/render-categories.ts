/** Owns drawing the categories: standard ones in their order, the site's own after their parent, containers last. */
import { html } from 'lit/html.js';
import type { ResolvedService } from '../../../core/api.ts';
import type { Category, StandardCategory } from '../../../core/category.ts';
import { say } from '../../i18n/localization.ts';
import { isMixed } from '../draft.ts';
import { ownView, siteText, viewOf } from '../service-view.ts';
import { renderDetails } from './render-details.ts';
import type { Scene } from '../scene.ts';
import { renderService } from './render-service.ts';
import { renderSwitch } from './render-switch.ts';

export function renderCategories(scene: Scene) {
  const { categories } = scene.inner;
  // The config, not the head's categories: a built head carries no parents.
  const parentOf = (id: string) => scene.config.categories?.find((own) => own.id === id)?.parent;
  const below = (parent: string | undefined) => categories.filter((category) => parentOf(category.id) === parent);
  const ordered = below(undefined).flatMap((category) => [category, ...below(category.id)]);
  return [...ordered, { id: 'container', letter: '' }].map((category) => renderCategory(scene, category));
}

function renderCategory(scene: Scene, { id, letter }: Category) {
  const { config, draft, language } = scene;
  const services = scene.inner.services.filter((service) => (service.contains ? 'container' : service.category) === id);
  const own = config.categories?.find((item) => item.id === id);
  const necessary = id === 'necessary';
  if (!own && !necessary && !services.length) return '';
  const standard = id as StandardCategory | 'container';
  const [name, purpose] = own
    ? [siteText(own.name, language), siteText(own.purpose, language)]
    : [say(`category.${standard}`), say(`category.${standard}-purpose`)];
  const count = services.length + (necessary ? 1 : 0);
  const items = () => [
    ...services.map((service) =>
      renderService(scene, viewWithin(scene, service), service.id, letter ? service : undefined),
    ),
    necessary ? renderService(scene, ownView(scene), '', undefined) : '',
  ];
  return html`<section part="category" class=${own?.parent ? 'own' : ''}><header><h3>${name}</h3>${
    letter
      ? renderSwitch(
          'category',
          id,
          name,
          !!draft.categories[id],
          isMixed(draft, services) ? say('category.partly') : '',
        )
      : necessary
        ? say('category.always')
        : ''
  }</header><p>${purpose}</p>${count ? renderDetails(scene, `c-${id}`, `${say('category.services')}: ${count}`, () => html`<ul>${items()}</ul>`) : ''}</section>`;
}

function viewWithin(scene: Scene, service: ResolvedService) {
  const view = (item: ResolvedService) => viewOf(item, scene);
  const brought = scene.inner.services.filter((item) => service.contains?.includes(item.id));
  return { ...view(service), brings: brought.map((item) => view(item).name).join(', ') };
}
