/**
 * Owns the exact HTML a site owner pastes first in <head>, for each level (DESIGN §2, fence-facts §2): hints, inline line, static policy,
 * Kelisim's script. The order is what makes it work. Leaves to others: the script's two forms (paste-forms.ts), the policy (core).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FenceData, strictestPolicy } from '../core/fence-policy.ts';
import type { BuiltSite } from './build-site.ts';
import { fillHead } from './fill-head.ts';
import { headHtml } from './paste-forms.ts';

export const LEVELS = ['tag', 'inline', 'fence', 'header'] as const;
export type Level = (typeof LEVELS)[number];

export interface PasteOptions {
  readonly level: Level;
  /** Kelisim's script in both forms, built with the same nonce. */
  readonly built: Pick<BuiltSite, 'tagHtml' | 'headHtml'>;
  /** The package's dist folder, with head/. */
  readonly distDir: string;
  readonly fence: FenceData;
  /** Which form Kelisim's script has at levels fence and header, where it need not be inline. Default `tag`. */
  readonly form?: 'tag' | 'inline';
  /** What the site's template puts into the nonce attribute. */
  readonly nonce?: string;
  /** Hints for the site's own files, as HTML (preload-hints.ts). */
  readonly hints?: readonly string[];
  /** Level inline only: a policy that is always swallowed, for its effect on the look-ahead. */
  readonly quietLookahead?: boolean;
}

export function pasteBlock(options: PasteOptions): string {
  const { level, built, hints = [], form = 'tag' } = options;
  const script = level === 'inline' || (level !== 'tag' && form === 'inline') ? built.headHtml : built.tagHtml;
  const parts = [...hints, ...beforeScript(options), script.trim()];
  return `${parts.join('\n')}\n`;
}

function beforeScript({ level, distDir, fence, nonce, quietLookahead }: PasteOptions): string[] {
  const line = (name: string) => readFileSync(join(distDir, 'head', `${name}-line.js`), 'utf8');
  const filled = (name: string, data: FenceData) => headHtml(fillHead(line(name), data), nonce).trim();
  if (level === 'header') return [filled('header', withoutSources(fence))];
  if (level === 'fence') return [filled('fence', fence), staticPolicy(fence)];
  if (level === 'inline' && quietLookahead) return [headHtml(line('quiet'), nonce).trim(), staticPolicy(fence)];
  return [];
}

/**
 * The empty pair is valid HTML in both outcomes: if the line wrote an opening tag, all up to the closing one is text; if it did not, the
 * policy is in force and the pair is an empty element (fence-facts §2).
 */
function staticPolicy(fence: FenceData): string {
  return `<meta http-equiv="Content-Security-Policy" content="${strictestPolicy(fence)}">\n<noscript></noscript>`;
}

/** At level header the server knows the hosts; the line only says whether anything is closed. */
function withoutSources(fence: FenceData): FenceData {
  return { ...fence, open: '', services: fence.services.map((service) => ({ ...service, sources: '' })) };
}
