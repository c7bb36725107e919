import { expect, test } from 'vitest';
import {
  type PanelResult,
  panelSection,
  panelSectionIn,
  panelSummary,
  withPanelSection,
} from '../../../tools/corpus-panel-section.ts';

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

test('The section of the panel takes the place of the one before, and another page keeps it as it was.', () => {
  const page = '# The corpus\n\nText.\n';
  const first = withPanelSection(page, panelSection(RESULTS));
  const section = panelSection(RESULTS.slice(0, 1));
  const second = withPanelSection(first, section);
  expect(second).toBe(`# The corpus\n\nText.\n\n${section}`);
  expect(panelSectionIn(second)).toBe(section);
  expect(panelSectionIn(page)).toBe('');
});
