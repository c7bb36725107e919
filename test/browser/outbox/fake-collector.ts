/** Owns a collector in place of `fetch`: stores each record once, answers as told. */
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import type { RecordBatch, RecordResult } from '../../../src/core/wire.ts';
import { stub } from './page-state.ts';

export class FakeCollector {
  readonly onDisk = new Map<string, ConsentRecord>();
  readonly requests: { url: string; init: RequestInit }[] = [];
  mode: 'answers' | 'down' | 'loses the answer' = 'answers';
  /** Same id, other content: what must never happen. */
  conflicts = 0;

  constructor() {
    stub(window, 'fetch', { value: (url: string, init: RequestInit) => this.#respond(url, init), writable: true });
  }

  async #respond(url: string, init: RequestInit): Promise<Response> {
    this.requests.push({ url, init });
    if (this.mode === 'down') throw new TypeError('Failed to fetch');
    const { records } = JSON.parse(init.body as string) as RecordBatch;
    const results = records.map((record) => ({ id: record.id, result: this.#store(record) }));
    if (this.mode === 'loses the answer') throw new TypeError('Failed to fetch');
    return Response.json({ v: 1, results });
  }

  #store(record: ConsentRecord): RecordResult {
    const stored = this.onDisk.get(record.id);
    if (!stored) {
      this.onDisk.set(record.id, record);
      return 'stored';
    }
    if (JSON.stringify(stored) === JSON.stringify(record)) return 'duplicate';
    this.conflicts++;
    return 'conflict';
  }
}
