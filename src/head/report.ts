/** Owns the console line: every trouble of the head is one line, and no exception of ours reaches the page. */

export function report(text: string, error?: unknown): void {
  console.error(`kelisim: ${text}`, error || '');
}

/** Runs `work`; when it throws, reports and returns undefined, which every caller reads as "closed". */
export function guarded<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    report('', error);
    return undefined;
  }
}
