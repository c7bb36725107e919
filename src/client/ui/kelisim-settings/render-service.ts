/** Owns drawing one service: a name that opens to what it collects, and its switch. The details are drawn when they are opened. */
import { html } from 'lit/html.js';
import type { ResolvedService } from '../../../core/api.ts';
import { say, sayCode } from '../../i18n/localization.ts';
import { isOn } from '../draft.ts';
import { lifetimeWords } from '../lifetime.ts';
import type { ServiceView } from '../service-view.ts';
import { renderDetails } from './render-details.ts';
import type { Scene } from '../scene.ts';
import { listed, renderLink, renderRow } from './render-row.ts';
import { renderSwitch } from './render-switch.ts';

/** @param switched the service when it has a switch of its own; necessary services and containers have none. */
export function renderService(scene: Scene, view: ServiceView, id: string, switched: ResolvedService | undefined) {
  return html`<li part="service" class=${switched ? 'switched' : ''}>${renderDetails(scene, `s-${id}`, view.name, () => renderFacts(scene, view))}${
    switched && renderSwitch('service', id, view.name, isOn(scene.draft, switched))
  }${view.replay ? html`<p>${say('service.replay')}</p>` : ''}</li>`;
}

function renderFacts({ language, vendors }: Scene, view: ServiceView) {
  return html`<dl aria-busy=${!!view.lacking && vendors !== null}>${renderRow('service.provider', listed(view.provider, view.country && sayCode('country', view.country), view.foreign && say('service.abroad')))}${renderRow('about.operator', view.operator)}${renderRow('service.purpose', view.purpose)}${renderRow('service.data', view.data && listed(...view.data.map((code) => sayCode('data', code))))}${renderRow(
    'service.storage',
    view.cookies.length &&
      view.cookies.map(
        (entry) =>
          html`<div><code>${entry.name}</code>${entry.area && ` ${entry.area}`}: ${lifetimeWords(entry, language)}</div>`,
      ),
  )}${renderRow('service.brings', view.brings)}${renderRow('service.refused', view.refused)}${renderRow('about.policy', view.policyUrl && renderLink(view.policyUrl))}</dl>${view.lacking ? html`<p role="status">${vendors === null ? say('service.failed') : ''}</p>` : ''}`;
}
