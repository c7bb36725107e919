/** Owns drawing the categories: standard ones in their order, the site's own after their parent, containers last. */
import { html } from 'lit/html.js';
import type { Category, StandardCategory } from '../../../core/category.ts';
import { say } from '../../i18n/localization.ts';
import { isMixed } from '../draft.ts';
import { ownText, siteText } from '../own-text.ts';
import { renderDetails, renderLater } from './render-details.ts';
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
  const { config, told, draft, language } = scene;
  const services = scene.inner.services.filter((service) => (service.contains ? 'container' : service.category) === id);
  const own = config.categories?.find((item) => item.id === id);
  const necessary = id === 'necessary';
  if (!own && !necessary && !services.length) return '';
  const standard = id as StandardCategory | 'container';
  const name = own ? siteText(own.name, language) : say(`category.${standard}`);
  // Profiling happens here, so the way to a person is said here too (R29).
  const review = id === 'advertising' ? told.about?.humanReview : undefined;
  const count = services.length + (necessary ? 1 : 0);
  const items = () => [
    ...services.map((service) => renderService(scene, service, !!letter)),
    necessary ? renderService(scene, undefined, false) : '',
  ];
  return html`<section part="category" class=${own?.parent ? 'own' : ''}><header><h3>${own ? ownText(own.name, language) : name}</h3>${
    letter
      ? renderSwitch(
          'category',
          id,
          name,
          !!draft.categories[id],
          isMixed(draft, services) ? say('category.partly') : '',
        )
      : necessary
        ? html`<span class="on">${say('category.always')}</span>`
        : ''
  }</header><p>${own ? ownText(own.purpose, language) : say(`category.${standard}-purpose`)}</p>${count ? renderDetails(scene, `c-${id}`, `${say('category.services')}: ${count}`, () => html`<ul>${items()}</ul>${review && renderLater(scene, (parts) => html`<p>${parts.review(review, language)}</p>`)}`) : ''}</section>`;
}
