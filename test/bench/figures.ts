/**
 * Owns what the bench finds, as data: figures with a series of samples per variant, and the limits they are held against. A limit is printed,
 * never asserted: times live here and not in a test (DESIGN §6). Leaves to others: measuring (measure-*.ts), printing (bench-report.ts).
 */
import { type Summary, summarise } from './statistics.ts';

export interface Limit {
  /** Of which variant. */
  readonly variant: string;
  readonly most: number;
  /** `value`: the median itself. `added`: above the base's median. `times`: as a multiple of the base's median. */
  readonly kind: 'value' | 'added' | 'times';
  readonly base?: string;
}

export interface FigureOptions {
  readonly section: string;
  readonly name: string;
  readonly unit: 'ms' | 'ns' | 'µs' | 'B' | '';
  /** Beside which variant the others are shown. */
  readonly base?: string;
  readonly limits?: readonly Limit[];
}

export interface Verdict {
  readonly limit: Limit;
  readonly value: number;
  readonly isWithin: boolean;
}

/** One figure of the report: the same thing measured on every variant. */
export class Figure {
  readonly options: FigureOptions;
  readonly #samples = new Map<string, number[]>();

  constructor(options: FigureOptions) {
    this.options = options;
  }

  add(variant: string, value: number): void {
    if (!Number.isFinite(value)) throw new Error(`${this.options.name}, ${variant}: ${String(value)} is no figure`);
    const samples = this.#samples.get(variant) ?? [];
    this.#samples.set(variant, samples);
    samples.push(value);
  }

  get variants(): string[] {
    return [...this.#samples.keys()];
  }

  samples(variant: string): readonly number[] {
    return this.#samples.get(variant) ?? [];
  }

  summary(variant: string): Summary {
    return summarise(this.samples(variant));
  }

  /** Limits whose variants were measured. */
  verdicts(): Verdict[] {
    return (this.options.limits ?? [])
      .filter(({ variant, base }) => [variant, base ?? variant].every((name) => this.samples(name).length > 0))
      .map((limit) => {
        const value = this.#valueOf(limit);
        return { limit, value, isWithin: value <= limit.most };
      });
  }

  #valueOf({ variant, kind, base }: Limit): number {
    const { median } = this.summary(variant);
    if (kind === 'value' || base === undefined) return median;
    const floor = this.summary(base).median;
    return kind === 'added' ? median - floor : median / floor;
  }
}

/** All figures of a run, made when they are first added to. */
export class Figures {
  readonly #byKey = new Map<string, Figure>();
  /** Sentences that belong under a section: what was seen that is no figure. */
  readonly notes = new Map<string, Set<string>>();

  add(options: FigureOptions, variant: string, value: number): void {
    const key = `${options.section}\n${options.name}`;
    const figure = this.#byKey.get(key) ?? new Figure(options);
    this.#byKey.set(key, figure);
    figure.add(variant, value);
  }

  note(section: string, text: string): void {
    const notes = this.notes.get(section) ?? new Set();
    this.notes.set(section, notes);
    notes.add(text);
  }

  all(): Figure[] {
    return [...this.#byKey.values()];
  }
}
