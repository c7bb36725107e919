/** Owns a part that opens: closed it costs two elements, whatever is in it. */
import { type TemplateResult, html } from 'lit/html.js';
import type { Scene } from '../scene.ts';

export function renderDetails(scene: Scene, id: string, title: string, content: () => unknown): TemplateResult {
  const open = scene.expanded.has(id);
  return html`<details id=${id} ?open=${open}><summary>${title}</summary>${open ? content() : ''}</details>`;
}
