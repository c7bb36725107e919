/** Owns the code that starts a worker behind the gate for workers: the gate's file, what is open, then the worker's own code. */

/**
 * @param blob what `url` stands for when it is a blob: URL. Its content is copied: pages revoke the URL in the turn they make it.
 * @param state what the gate's file reads (worker-entry.ts). @returns null when the worker is to start as it is.
 */
export function workerCode(
  url: string,
  blob: Blob | undefined,
  state: { readonly open: string; readonly file: string },
  options: unknown,
): string | null {
  const isModule = !!options && (options as WorkerOptions).type === 'module';
  const file = JSON.stringify(state.file);
  const head = `${isModule ? `import ${file}` : `importScripts(${file})`};self.kelisimGate=${JSON.stringify(state)};`;
  if (blob) return URL.createObjectURL(new Blob([head, blob], { type: 'text/javascript' }));
  // What has no origin keeps none; a module of no origin could not import our file.
  return url.startsWith('data:') && !isModule
    ? `data:text/javascript,${encodeURIComponent(`${head}importScripts(${JSON.stringify(url)})`)}`
    : null;
}
