/** Owns drawing what is disclosed of one service: who receives what, for what, how long it stays, where it works, what a refusal costs. */
import { html } from 'lit/html.js';
import type { ResolvedService } from '../../../core/api.ts';
import { say, sayCode } from '../../i18n/localization.ts';
import { ownName, ownText } from '../own-text.ts';
import type { Scene } from '../scene.ts';
import { lifetimeWords } from './lifetime.ts';
import { listed, renderLink, renderRow } from './render-row.ts';
import { ownView, viewOf } from './service-view.ts';

/** @param service undefined: Kelisim itself. */
export function renderFacts(scene: Scene, service: ResolvedService | undefined) {
  const view = service ? viewOf(service, scene) : ownView(scene);
  const { language, vendors } = scene;
  const { provider, country, goesTo, purpose, cookies } = view;
  const place = listed(country && sayCode('country', country), view.foreign && !goesTo && say('service.abroad'));
  return html`<dl aria-busy=${!!view.lacking && vendors !== null}>${renderRow(
    'service.provider',
    provider ? html`${ownName(provider, language)}${place && `, ${place}`}` : place,
  )}${renderRow('service.goes-to', goesTo && listed(...goesTo.map((code) => sayCode('country', code)), view.foreign && say('service.abroad')))}${renderRow('about.operator', view.operator && ownText(view.operator, language))}${renderRow('service.purpose', typeof purpose === 'object' ? ownText(purpose, language) : purpose)}${renderRow('service.data', view.data && listed(...view.data.map((code) => sayCode('data', code))))}${renderRow(
    'service.storage',
    cookies.length &&
      cookies.map(
        (entry) =>
          html`<div><code>${entry.name}</code>${entry.area && ` ${entry.area}`}${entry.party === 'third' ? `, ${say('service.third')}` : ''}: ${lifetimeWords(entry, language)}</div>`,
      ),
  )}${renderRow('service.brings', view.brings)}${renderPaths('service.only-on', view.onlyOn)}${renderPaths('service.not-on', view.notOn)}${renderRow('service.refused', view.refused)}${renderRow('about.policy', view.policyUrl && renderLink(view.policyUrl))}</dl>${view.lacking ? html`<p role="status">${vendors === null ? say('settings.failed') : ''}</p>` : ''}`;
}

function renderPaths(label: 'service.only-on' | 'service.not-on', paths: readonly string[] | undefined) {
  return renderRow(label, paths && listed(...paths.map(decoded)));
}

/** A path as people write it; the head compares encoded ones. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
