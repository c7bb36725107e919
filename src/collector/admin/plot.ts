/** Owns what a plot of the statistics is made of, and which ones there are. Leaves to others: drawing (draw-plot.ts). */
import type { Language } from '../../core/language.ts';
import { collectorText } from '../collector-text.ts';
import {
  actionWord,
  byCategory,
  categoryWord,
  inputWord,
  LANGUAGE_NAMES,
  surfaceWord,
  verdictWord,
} from '../choice-words.ts';
import type { Count, StatisticsSummary } from './summarise-tallies.ts';

export const PLOT_WIDTH = 720;
/** Of a line; bars need as much as there are. */
const LINE_HEIGHT = 300;
const BAR_HEIGHT = 26;
const BAR_GAP = 14;
const AXIS_HEIGHT = 80;
const DAY_MS = 86_400_000;
/** The newest; the JSON has all. */
const DAYS_SHOWN = 366;
/** A sender can invent names of categories; plot and page stay readable. The JSON has all of them. */
const NAMES_SHOWN = 20;

export const PLOTS = ['days', 'categories', 'languages', 'actions', 'surfaces', 'inputs', 'sites'] as const;
export type PlotName = (typeof PLOTS)[number];

export interface Plot {
  readonly kind: 'line' | 'bar';
  readonly title: string;
  readonly height: number;
  readonly names: readonly string[];
  /** One count for each name. */
  readonly series: readonly { readonly name: string; readonly counts: readonly number[] }[];
}

export function isPlotName(name: string): name is PlotName {
  return (PLOTS as readonly string[]).includes(name);
}

export function plotOf(name: PlotName, summary: StatisticsSummary, language: Language): Plot {
  const title = collectorText('plot', name, language);
  if (name === 'days') {
    const days = everyDay(summary.days.map(({ day, records }) => ({ name: day, count: records })));
    return { kind: 'line', title, height: LINE_HEIGHT, ...one(days, (day) => day, language) };
  }
  if (name !== 'categories') {
    const counts = summary[name].slice(0, NAMES_SHOWN);
    return {
      kind: 'bar',
      title,
      height: barsHeight(counts.length, 1),
      ...one(counts, (item) => nameWord(name, item, language), language),
    };
  }
  const categories = summary.categories.toSorted((a, b) => byCategory(a.category, b.category)).slice(0, NAMES_SHOWN);
  return {
    kind: 'bar',
    title,
    height: barsHeight(categories.length, 2),
    names: categories.map(({ category }) => categoryWord(category, language)),
    series: (['granted', 'denied'] as const).map((verdict) => ({
      name: verdictWord(verdict, language),
      counts: categories.map((item) => item[verdict]),
    })),
  };
}

function barsHeight(names: number, series: number): number {
  return AXIS_HEIGHT + names * (series * BAR_HEIGHT + BAR_GAP);
}

function one(counts: readonly Count[], word: (name: string) => string, language: Language) {
  return {
    names: counts.map(({ name }) => word(name)),
    series: [{ name: collectorText('plot', 'records', language), counts: counts.map(({ count }) => count) }],
  };
}

function nameWord(plot: Exclude<PlotName, 'days' | 'categories'>, name: string, language: Language): string {
  if (plot === 'actions') return actionWord(name, language);
  if (plot === 'surfaces') return surfaceWord(name, language);
  if (plot === 'inputs') return inputWord(name, language);
  if (plot === 'languages') return LANGUAGE_NAMES[name as Language] ?? name;
  return name;
}

/** Days in between without records count 0: a line over a gap would show records that nobody sent. */
function everyDay(days: readonly Count[]): Count[] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const counts = new Map(days.map(({ name, count }) => [name, count]));
  const lastMs = Date.parse(last.name);
  const all: Count[] = [];
  for (let ms = Math.max(Date.parse(first.name), lastMs - (DAYS_SHOWN - 1) * DAY_MS); ms <= lastMs; ms += DAY_MS) {
    const name = new Date(ms).toISOString().slice(0, 10);
    all.push({ name, count: counts.get(name) ?? 0 });
  }
  return all;
}
