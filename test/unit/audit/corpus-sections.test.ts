import { expect, test } from 'vitest';
import { PANEL_HEADING, type PanelResult, panelSection, panelSummary } from '../../../tools/corpus-panel-section.ts';
import { REPEATS_HEADING, repeatsSection, repeatsSummary } from '../../../tools/corpus-repeats-section.ts';
import { sectionIn, withSection } from '../../../tools/page-sections.ts';

const seen = { phase: 'no-choice', party: 'roistat', panel: 'ok-blocked', command: 'leaked' } as const;
const RESULTS: readonly PanelResult[] = [
  { id: 'agrees', differences: [] },
  { id: 'worker', differences: [{ ...seen, beyondSight: 'worker' }] },
  {
    id: 'both',
    differences: [
      { ...seen, beyondSight: 'worker' },
      { ...seen, phase: 'accept', panel: '', beyondSight: '' },
    ],
  },
  { id: 'none', differences: null },
];

test('A site with one difference that a page could see is not counted as beyond sight, and is told as to be mended.', () => {
  expect(panelSummary(RESULTS)).toEqual({ sites: 3, agreeing: 1, beyondSight: 1, differing: 1, without: 1 });
  const section = panelSection(RESULTS);
  expect(section).toContain('| both | roistat: ok-blocked, nothing | leaked |');
  expect(section.match(/to be mended/g)).toHaveLength(1);
  expect(section).toContain('1 (none)');
});

const REPEATS = [
  { id: 'steady', runs: 20, same: 20, right: 20, differing: {} },
  { id: 'shaky', runs: 20, same: 19, right: 20, differing: { 'roistat accept $& ok-fired': 1 } },
];

test('A site of which one audit in twenty differs is counted and told with what differs.', () => {
  const summary = { sites: 2, audits: 40, sameInAll: 1, rightInAll: 2, differingAudits: 1 };
  expect(repeatsSummary(REPEATS)).toEqual(summary);
  const section = repeatsSection(REPEATS);
  expect(section).toContain('| shaky | 19 of 20 | 20 of 20 | roistat accept $& ok-fired (1) |');
  expect(section).not.toContain('| steady');
});

test('A section of the page takes the place of the one before, whichever comes first, and the others stay as they are.', () => {
  const page = '# The corpus\n\nText.\n\n## Sites\n\nRows.\n';
  const [panel, repeats] = [panelSection(RESULTS), repeatsSection(REPEATS)];
  const both = withSection(withSection(page, panel), repeats);
  expect(both).toBe(`${page}\n${panel}\n${repeats}`);
  const newer = panelSection(RESULTS.slice(0, 1));
  expect(withSection(both, newer)).toBe(`${page}\n${newer}\n${repeats}`);
  expect([sectionIn(both, PANEL_HEADING), sectionIn(both, REPEATS_HEADING)]).toEqual([panel, repeats]);
  expect(sectionIn(page, PANEL_HEADING)).toBe('');
  expect(withSection(page, '')).toBe(page);
});
