/**
 * Owns what docs/corpus.md says of the panel: its section, which `npm run corpus:panel` writes and `npm run corpus` leaves alone. Pure.
 */
import { BEYOND_SIGHT } from '../test/corpus/beyond-sight.ts';
import type { Difference } from '../test/corpus/panel-agrees.ts';

export interface PanelResult {
  readonly id: string;
  /** Null: the page has no panel to open. */
  readonly differences: readonly Difference[] | null;
}

export interface PanelSummary {
  readonly sites: number;
  readonly agreeing: number;
  /** Differs only in what nobody in a page can see. */
  readonly beyondSight: number;
  readonly differing: number;
  readonly without: number;
}

export const PANEL_HEADING = '## The panel on the same sites';

export function panelSummary(results: readonly PanelResult[]): PanelSummary {
  const opened = results.flatMap(({ differences }) => (differences ? [differences] : []));
  const agreeing = opened.filter((differences) => differences.length === 0).length;
  const isUnseen = (differences: readonly Difference[]) => differences.every(({ beyondSight }) => beyondSight);
  const beyondSight = opened.filter(isUnseen).length - agreeing;
  return {
    sites: opened.length,
    agreeing,
    beyondSight,
    differing: opened.length - agreeing - beyondSight,
    without: results.length - opened.length,
  };
}

export function panelSection(results: readonly PanelResult[]): string {
  const { sites, agreeing, beyondSight, differing } = panelSummary(results);
  const without = results.filter(({ differences }) => differences === null).map(({ id }) => id);
  return [
    PANEL_HEADING,
    '',
    'Written by `npm run corpus:panel`: each site once by the audit (no choice, accept) and once with the panel open and touched. Compared is, vendor',
    'by vendor, what left without consent, what is missing, what came and what was held. Verdicts that read what requests say are the command’s alone.',
    '',
    '| what | measured |',
    '|-|-|',
    `| sites on which the panel opens; on which it says the same as the command | ${sites}; ${agreeing} |`,
    `| differs only in what the page cannot see of itself (limits of the panel) | ${beyondSight} |`,
    `| differs otherwise | ${differing} |`,
    `| no panel: no Kelisim on the site, or its script does not come or was made a module | ${without.length} (${without.join(', ')}) |`,
    '',
    '| site | the panel says | the command says | why |',
    '|-|-|-|-|',
    ...results.flatMap(({ id, differences }) => rowsOf(id, differences ?? [])),
    '',
  ].join('\n');
}

/** Both moments of one vendor in one row. */
function rowsOf(id: string, differences: readonly Difference[]): string[] {
  return [...new Set(differences.map(({ party }) => party))].map((party) => {
    const own = differences.filter((difference) => difference.party === party);
    const said = (of: 'panel' | 'command') =>
      [...new Set(own.map((difference) => difference[of] || 'nothing'))].join(', ');
    const why = new Set(own.map(({ beyondSight }) => (beyondSight ? BEYOND_SIGHT[beyondSight] : '**to be mended**')));
    return `| ${id} | ${party}: ${said('panel')} | ${said('command')} | ${[...why].join('; ')} |`;
  });
}
