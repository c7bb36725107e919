/**
 * Owns counting answers and records for `/metrics`, from log entries alone: what has no room for an id or an address cannot show one.
 * Leaves to others: who may read it (admin/).
 */
import type { LogEntry } from './collector-environment.ts';

export class RequestCounters {
  /** By the finished labels, as Prometheus writes them. */
  readonly #answers = new Map<string, number>();
  readonly #results = new Map<string, number>();

  add(port: 'public' | 'admin', { method, route, status, counts }: LogEntry): void {
    count(this.#answers, labels({ port, method, route, status: String(status) }), 1);
    for (const [result, number] of Object.entries(counts ?? {})) count(this.#results, labels({ port, result }), number);
  }

  /** Prometheus text exposition format 0.0.4. */
  print(): string {
    return [
      ...printed('kelisim_answers_total', 'Answers by port, method, route and status.', this.#answers),
      ...printed('kelisim_results_total', 'What was done with records, by result.', this.#results),
      '',
    ].join('\n');
  }
}

function count(counts: Map<string, number>, key: string, number: number): void {
  counts.set(key, (counts.get(key) ?? 0) + number);
}

function labels(names: Readonly<Record<string, string>>): string {
  return Object.entries(names)
    .map(([name, value]) => `${name}="${value.replaceAll(/["\\\n]/g, '_')}"`)
    .join(',');
}

function printed(name: string, help: string, counts: ReadonlyMap<string, number>): string[] {
  const lines = [...counts].map(([key, number]) => `${name}{${key}} ${number}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} counter`, ...lines.sort()];
}
