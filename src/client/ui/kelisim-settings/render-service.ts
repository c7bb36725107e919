/** Owns drawing one service: a name that opens to what is disclosed of it (opened/render-facts.ts), and its switch. */
import { html } from 'lit/html.js';
import type { ResolvedService } from '../../../core/api.ts';
import { say } from '../../i18n/localization.ts';
import { isOn } from '../draft.ts';
import { ownName } from '../own-text.ts';
import type { Scene } from '../scene.ts';
import { serviceName } from '../service-name.ts';
import { renderDetails, renderLater } from './render-details.ts';
import { renderSwitch } from './render-switch.ts';

/**
 * @param service undefined: Kelisim itself.
 * @param switched whether it has a switch of its own; necessary services and containers have none.
 */
export function renderService(scene: Scene, service: ResolvedService | undefined, switched: boolean) {
  const name = service ? serviceName(service, scene) : 'Kelisim';
  const id = service?.id ?? '';
  return html`<li part="service" class=${switched ? 'switched' : ''}>${renderDetails(scene, `s-${id}`, ownName(name, scene.language), () => renderLater(scene, (parts) => parts.facts(scene, service)))}${
    switched ? renderSwitch('service', id, name, isOn(scene.draft, service!)) : ''
  }${service?.replay ? html`<p>${say('service.replay')}</p>` : ''}</li>`;
}
