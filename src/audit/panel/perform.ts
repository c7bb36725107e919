/**
 * Owns what a click in the panel does beyond the panel itself: copying, forgetting, trying a choice, checking the notice. Whatever fails in here is
 * said in the panel. Leaves to others: folding, views, rows, closing (the element).
 */
import type { Inner } from '../../core/api.ts';
import { checkNotice } from './check-notice.ts';
import { copyText } from './copy-text.ts';
import { forgetChoice } from './first-visit.ts';
import type { PageWatch } from './page-watch.ts';
import { panelReport } from './panel-report.ts';
import type { PanelScene } from './panel-scene.ts';
import { panelText } from './panel-text.ts';
import { beginTrial } from './trial.ts';

/** Of the button. */
export interface Asked {
  readonly action?: string | undefined;
  readonly view?: string | undefined;
  /** Category ids to agree to, separated by spaces. */
  readonly trial?: string | undefined;
}

export interface Performer {
  readonly inner: Inner;
  readonly watch: PageWatch;
  readonly scene: PanelScene;
  /** Where a text field may stand for a moment. */
  readonly root: ParentNode;
  readonly endTrial: () => void;
}

/** @returns what is to be said of it, '' for nothing. */
export async function perform({ action, view, trial }: Asked, performer: Performer): Promise<string> {
  const { inner, watch, scene, root, endTrial } = performer;
  const { say } = scene.words;
  if (action === 'copy' || action === 'copy-json') {
    const isCopied = await copyText(action === 'copy' ? panelText(scene) : panelReport(scene), root);
    return say(isCopied ? 'tools.copied' : 'tools.copy-failed');
  }
  if (action === 'first-yes' || action === 'trial-end') {
    endTrial();
    if (action === 'first-yes') forgetChoice();
    location.reload();
  }
  if (trial !== undefined) {
    endTrial();
    return beginTrial(inner, trial.split(' ')) ? '' : say('tools.trial-failed');
  }
  if (view === 'tools') watch.notice ??= await checkNotice(inner.stamp?.notice, inner.base);
  return '';
}
