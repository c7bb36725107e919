/** Owns a part that opens: closed it costs two elements, whatever is in it; opened it may have to wait for the code that draws it. */
import { type TemplateResult, html } from 'lit/html.js';
import { say } from '../../i18n/localization.ts';
import type { Parts } from '../opened/parts.ts';
import type { Scene } from '../scene.ts';

export function renderDetails(scene: Scene, id: string, title: unknown, content: () => unknown): TemplateResult {
  const open = scene.expanded.has(id);
  return html`<details id=${id} ?open=${open}><summary>${title}</summary>${open ? content() : ''}</details>`;
}

/** @param draw what the loaded code draws; undefined when it lacks words that are still to come. */
export function renderLater({ opened, parts }: Scene, draw: (parts: Parts) => unknown): unknown {
  const failed = opened === null;
  return (
    (opened && parts && draw(parts)) ??
    html`<p role="status" aria-busy=${!failed}>${failed ? say('settings.failed') : ''}</p>`
  );
}
