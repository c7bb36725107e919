/** Owns how the bench is written down: docs/bench.md for people, docs/bench.json with every sample. Says "within" or "over", and fails nobody. */
import type { Figure, Figures, Verdict } from './figures.ts';

export interface RunFacts {
  readonly date: string;
  readonly machine: string;
  readonly browsers: readonly string[];
  readonly loadAtStart: readonly number[];
  readonly loadAtEnd: readonly number[];
  readonly rounds: number;
  readonly isQuick: boolean;
  readonly seconds: number;
}

const MICROSECONDS_FROM_NS = 10_000;
const loads = (load: readonly number[]) => load.map((value) => value.toFixed(1)).join(' ');

export function benchReport(facts: RunFacts, figures: Figures): string {
  const sections = [...new Set(figures.all().map(({ options }) => options.section))].toSorted();
  return [
    '# What Kelisim costs, measured',
    '',
    `Machine: ${facts.machine}. Browsers: ${facts.browsers.join(', ')}.`,
    `Load average at start ${loads(facts.loadAtStart)}, at end ${loads(facts.loadAtEnd)}. Rounds: ${facts.rounds}, interleaved. ${facts.date}, ${facts.seconds} s.`,
    ...(facts.isQuick ? ['', '**A smoke run: few rounds, short loops, a fast line. Its figures mean nothing.**'] : []),
    '',
    'Made by `npm run bench`. Median (quartiles) of one sample per round and variant; in each round every variant is measured once, beginning with',
    'another one. "±" is what two halves of the rounds disagree by: smaller differences mean nothing. Nothing fails by these figures.',
    '`floor` is the least that asks and releases marked scripts (test/bench/minimal-floor.ts), `none` the same page without either.',
    '',
    limitsTable(figures),
    ...sections.map((section) => sectionText(section, figures)),
  ].join('\n');
}

function limitsTable(figures: Figures): string {
  const rows = figures
    .all()
    .flatMap((figure) => figure.verdicts().map((verdict) => ({ figure, verdict })))
    .map(
      ({ figure, verdict }) =>
        `| ${figure.options.name} | ${verdict.limit.variant} | ${valueText(figure, verdict)} | ${limitText(figure, verdict)} | ${word(verdict)} |`,
    );
  return ['## Limits', '', '| what | of | measured | limit | |', '|---|---|--:|--:|---|', ...rows, ''].join('\n');
}

function sectionText(section: string, figures: Figures): string {
  const mine = figures.all().filter(({ options }) => options.section === section);
  return [
    `## ${section}`,
    '',
    ...[...(figures.notes.get(section) ?? [])].map((note) => `- ${note}`),
    ...mine.map(figureText),
    '',
  ].join('\n');
}

function figureText(figure: Figure): string {
  const { name, base, unit } = figure.options;
  const cells = figure.variants.map((variant) => {
    const { median, lower, upper, splitHalf, count } = figure.summary(variant);
    const noise = count > 1 ? ` (${number(lower, unit)}–${number(upper, unit)}) ±${number(splitHalf, unit)}` : '';
    return `${variant} **${number(median, unit)}**${noise}${addedText(figure, variant, base)}`;
  });
  return `- **${name}**${unit && ` [${unit}]`}: ${cells.join(' · ')}`;
}

function addedText(figure: Figure, variant: string, base: string | undefined): string {
  if (base === undefined || variant === base || figure.samples(base).length === 0) return '';
  const [own, floor] = [figure.summary(variant), figure.summary(base)];
  const added = own.median - floor.median;
  const noise = Math.max(own.splitHalf, floor.splitHalf);
  return ` ${added < 0 ? '−' : '+'}${number(Math.abs(added), figure.options.unit)}${Math.abs(added) <= noise ? ' (noise)' : ''}`;
}

function valueText({ options }: Figure, { limit, value }: Verdict): string {
  if (limit.kind === 'times') return `${limit.base} × ${value.toFixed(2)}`;
  return `${limit.kind === 'added' ? '+' : ''}${number(value, options.unit)} ${options.unit}`;
}

function limitText({ options }: Figure, { limit }: Verdict): string {
  if (limit.kind === 'times') return `${limit.base} × ${limit.most.toFixed(2)}`;
  return `${limit.kind === 'added' ? '+' : ''}${number(limit.most, options.unit)} ${options.unit}`;
}

function word({ isWithin }: Verdict): string {
  return isWithin ? 'within' : '**over**';
}

function number(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 || unit === 'B' || unit === 'ns' ? 0 : Math.abs(value) >= 10 ? 1 : unit ? 2 : 3;
  const text = Number(value.toFixed(digits)).toLocaleString('en', {
    maximumFractionDigits: 3,
    useGrouping: Math.abs(value) >= MICROSECONDS_FROM_NS,
  });
  return text.replaceAll(',', ' ');
}

/** Every sample, so that later runs can be compared by more than medians. */
export function benchData(facts: RunFacts, figures: Figures): string {
  const rows = figures.all().map((figure) => ({
    ...figure.options,
    samples: Object.fromEntries(
      figure.variants.map((variant) => [variant, figure.samples(variant).map((value) => Number(value.toPrecision(5)))]),
    ),
  }));
  return `${JSON.stringify({ version: 1, ...facts, figures: rows }, null, 1)}\n`;
}
